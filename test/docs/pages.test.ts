import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installPackage } from "../support/installed.ts";
import { terraformAvailable } from "../support/programs.ts";
import { repository } from "../support/temporaryProject.ts";
import { type Block, blocksOf, runBlocks } from "./page.ts";

const top = mkdtempSync(join(tmpdir(), "terraloom-docs-"));
beforeAll(() => void installPackage(top));
afterAll(() => rmSync(top, { recursive: true, force: true }));

const read = (page: string): string => readFileSync(join(repository, "docs", page), "utf8");

function runs(blocks: readonly Block[], name: string): void {
  const folder = join(top, name);
  mkdirSync(folder);
  const { status, printed, all } = runBlocks(blocks, folder, top);
  expect(status, all).toBe(0);
  for (const [index, block] of blocks.entries()) {
    for (const line of block.printed) expect(printed[index], block.commands).toContain(line);
  }
}

describe("the tutorial", () => {
  it.skipIf(!terraformAvailable)("does what it says, word for word", () => {
    runs(blocksOf(read("tutorial.md")), "tutorial");
  });
});

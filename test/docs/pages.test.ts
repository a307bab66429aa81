import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installPackage } from "../support/installed.ts";
import { terraformAvailable } from "../support/programs.ts";
import { isSlow } from "../support/slow.ts";
import { repository } from "../support/temporaryProject.ts";
import { type Block, blocksOf, runBlocks } from "./page.ts";

const top = mkdtempSync(join(tmpdir(), "terraloom-docs-"));
beforeAll(() => void installPackage(top));
afterAll(() => rmSync(top, { recursive: true, force: true }));

const read = (page: string): string => readFileSync(join(repository, "docs", page), "utf8");

/** Runs the blocks of a page, or of a part of one, in a new folder, or a copy of one. */
function runs(blocks: readonly Block[], name: string, from?: string): void {
  const folder = join(top, name);
  if (from === undefined) mkdirSync(folder);
  else cpSync(join(top, from), folder, { recursive: true, verbatimSymlinks: true });
  const { status, printed, all } = runBlocks(blocks, folder, top);
  expect(status, all).toBe(0);
  for (const [index, block] of blocks.entries()) {
    for (const line of block.printed) expect(printed[index], block.commands).toContain(line);
  }
}

describe("the tutorial", () => {
  it.skipIf(!terraformAvailable)("works command by command", () => {
    runs(blocksOf(read("tutorial.md")), "tutorial");
  });
});

describe("recipes", () => {
  const init =
    "npx terraloom init --stack app --environment staging --environment production --backend local";
  const [, ...parts] = read("recipes.md").split(/^## /m);
  const recipes = parts.map((part) => [part.slice(0, part.indexOf("\n")), blocksOf(part)] as const);
  beforeAll(() => {
    expect(recipes.map(([name]) => name)).toEqual(expect.arrayContaining(few));
    runs([{ commands: `${init}\nnpm install`, printed: [] }], "project");
  });

  // All of them each night; else those that say what no other test does.
  const few = [
    "A module twice",
    "A module from a registry or from git",
    "A rule across variables",
    "The lowest version of Terraform",
    "Versions of Terraform and OpenTofu",
    "Renaming a variable step by step",
    "Outputs of one stack, read by another",
    "Computed and unique values",
    "Resetting an inherited value",
    "Files for some environments only",
    "Files outside of the output folder",
  ];
  for (const [name, blocks] of recipes.filter(([each]) => isSlow || few.includes(each))) {
    const wantsTerraform = blocks.some(({ commands }) => /^terraform /m.test(commands));
    it.skipIf(wantsTerraform && !terraformAvailable)(name, () => {
      expect(blocks).not.toEqual([]);
      runs(blocks, name, "project");
    });
  }
});

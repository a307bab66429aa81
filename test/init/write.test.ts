import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { disk } from "../../src/files/disk.ts";
import { prepareInit, writeInit } from "../../src/init/init.ts";
import { ownPackage } from "../../src/init/ownPackage.ts";
import { starter } from "../../src/init/starter.ts";
import type { Files } from "../../src/model/files.ts";
import { alone } from "./alone.ts";

const blueprint = starter({
  stack: "app",
  modules: ["app"],
  environments: ["staging", "prod/eu"],
  backend: { type: "local", values: {} },
});

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "terraloom-init-write-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function prepared(files: Files) {
  const made = await prepareInit(files, alone, blueprint, ownPackage());
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.value;
}

describe("writing a new project", () => {
  it("writes nothing where a file appeared meanwhile", async () => {
    const project = await prepared(disk(root));
    mkdirSync(join(root, "test"));
    writeFileSync(join(root, "test/project.test.mjs"), "somebody's\n");
    expect(await writeInit(root, project)).toMatchObject([
      { code: "init-exists", args: { paths: ["test/project.test.mjs"] } },
    ]);
    expect(readdirSync(root, { recursive: true })).toEqual(["test", "test/project.test.mjs"]);
  });

  it("makes the folder, and removes it again when writing fails", async () => {
    const inner = join(root, "a/b");
    const project = await prepared(disk(inner));
    expect(await writeInit(inner, project)).toEqual([]);
    expect(readdirSync(inner)).toContain("schema");
    const refused = join(root, "c/d");
    const tooLong = new Map([...project.files, ["x".repeat(300), "no file has such a name"]]);
    await expect(writeInit(refused, { ...project, files: tooLong })).rejects.toThrow(
      "ENAMETOOLONG",
    );
    expect(readdirSync(root)).toEqual(["a"]);
  });

  it("requires zod", async () => {
    const { zod: _, ...own } = ownPackage();
    const made = await prepareInit(disk(root), alone, blueprint, own);
    expect(made).toMatchObject({ ok: false, problems: [{ code: "init-without-zod" }] });
    expect(readdirSync(root)).toEqual([]);
  });

  it("leaves no temporary folder behind", async () => {
    vi.stubEnv("TMPDIR", root);
    try {
      await prepared(disk(join(root, "new")));
      const left = readdirSync(root).filter((name) => name.startsWith("terraloom"));
      expect(left).toEqual([]);
    } finally {
      vi.unstubAllEnvs();
    }
  });
});

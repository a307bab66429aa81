import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { disk } from "../../src/files/disk.ts";
import { prepareInit, writeInit } from "../../src/init/init.ts";
import { ownPackage } from "../../src/init/ownPackage.ts";
import { starter } from "../../src/init/starter.ts";
import type { Files } from "../../src/model/files.ts";

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
  const made = await prepareInit(files, blueprint, ownPackage());
  if (!("files" in made)) throw new Error(JSON.stringify(made.problems));
  return made;
}

describe("writing a new project", () => {
  it("leaves nothing behind where the disk fails, at whichever file", async () => {
    writeFileSync(join(root, "notes.txt"), "mine\n");
    mkdirSync(join(root, "envs"));
    const before = readdirSync(root, { recursive: true }).sort();
    const files = disk(root);
    const project = await prepared(files);
    for (let last = 0; last < project.files.size; last++) {
      let written = 0;
      const failing: Files = {
        ...files,
        write(path, content) {
          if (written++ < last) return files.write(path, content);
          // A disk that is full fails in the middle of the temporary file.
          files.write(`${path}.terraloom-tmp`, "half");
          throw new Error("ENOSPC");
        },
      };
      expect(() => writeInit(failing, project)).toThrow("ENOSPC");
      expect(readdirSync(root, { recursive: true }).sort()).toEqual(before);
    }
    expect(writeInit(files, project)).toEqual([]);
  });

  it("stops before a file that has come meanwhile, and takes back its own", async () => {
    const files = disk(root);
    const project = await prepared(files);
    let written = 0;
    const racing: Files = {
      ...files,
      write(path, content) {
        files.write(path, content);
        if (++written === 10) files.write("test/project.test.mjs", "somebody's\n");
      },
    };
    expect(writeInit(racing, project)).toMatchObject([
      { code: "init-exists", args: { paths: ["test/project.test.mjs"] } },
    ]);
    expect(readdirSync(root, { recursive: true })).toEqual(["test", "test/project.test.mjs"]);
  });

  it("says what is there where another init was killed", async () => {
    const files = disk(root);
    const project = await prepared(files);
    for (const [path, content] of [...project.files].slice(0, 12)) files.write(path, content);
    const again = await prepareInit(files, blueprint, ownPackage());
    expect(again.problems).toMatchObject([
      {
        code: "init-exists",
        args: { paths: ["schema/", "templates/", "envs/"], found: "project" },
      },
    ]);
  });

  it("needs a zod to generate with", async () => {
    const { zod: _, ...own } = ownPackage();
    const { problems } = await prepareInit(disk(root), blueprint, own);
    expect(problems).toMatchObject([{ code: "init-without-zod" }]);
    expect(readdirSync(root)).toEqual([]);
  });

  it("leaves no folder of its rehearsal", async () => {
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

import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { disk } from "../../src/files/disk.ts";
import { readText, walk } from "../../src/model/files.ts";
import { screenText, terraloom } from "../support/screen.ts";
import { repository } from "../support/temporaryProject.ts";

/**
 * Each folder lays `before/` (absent: nothing) into an empty folder, runs `init` with the words of `command`
 * (an argument a line), and says what a person then sees (expected.txt) and which files are new, generated ones
 * too (expected/, all of them and no other, less those that are as in `empty-folder`). What was there stays, byte
 * for byte. `-u` writes them anew.
 */
const golden = join(repository, "test/golden/init");

const first = "empty-folder";

/** What is expected of a file in an empty folder. */
function inFirst(path: string): string | undefined {
  return readText(disk(join(golden, first, "expected")), path);
}

describe("init", () => {
  it.each(readdirSync(golden))("%s", async (name) => {
    const folder = join(golden, name);
    const root = mkdtempSync(join(tmpdir(), "terraloom-init-test-"));
    try {
      if (existsSync(join(folder, "before"))) {
        cpSync(join(folder, "before"), root, { recursive: true });
      }
      const before = filesOf(root);
      const words = readFileSync(join(folder, "command"), "utf8").split("\n");
      const command = words.filter((word) => word !== "");
      const screen = await terraloom(root, "init", ...command);
      await expect(screenText(screen)).toMatchFileSnapshot(join(folder, "expected.txt"));
      const after = filesOf(root);
      expect(after).toMatchObject(before);
      // The record repeats what the other files say.
      const made = Object.keys(after).filter(
        (path) => !(path in before) && path !== "generated/init.json",
      );
      const own = made.filter((path) => name === first || after[path] !== inFirst(path));
      for (const path of own) {
        await expect(after[path]).toMatchFileSnapshot(join(folder, "expected", path));
      }
      const expected = walk(disk(folder), "expected").map((path) => path.slice("expected/".length));
      const others = expected.filter((path) => !own.includes(path));
      expect(
        others,
        `init does not write these, or as in ${first}: remove them from ${folder}`,
      ).toEqual([]);
      if (screen.exitCode !== 0 || command.includes("--dry-run")) expect(made).toEqual([]);
      else {
        // What it wrote is what generate makes of it, without a word of doubt.
        const zod = join(root, "node_modules/zod");
        cpSync(join(repository, "node_modules/zod"), zod, { recursive: true });
        expect(await terraloom(root, "check", "--format", "json")).toMatchObject({
          exitCode: 0,
          stdout: expect.stringContaining('"verdict": "current"'),
        });
        expect((await terraloom(root, "generate")).stderr).toContain("all current");
        expect((await terraloom(root, "drift-report")).exitCode).toBe(0);
      }
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});

/** Every file, by path. */
function filesOf(root: string): Record<string, string> {
  const paths = walk(disk(root), "");
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { disk } from "../../src/files/disk.ts";
import { walk } from "../../src/model/files.ts";
import { screenText, terraloom } from "../support/screen.ts";
import { repository, temporaryProject } from "../support/temporaryProject.ts";
import { withoutGenerated } from "../support/withoutGenerated.ts";
import { generateUnparsed } from "./generateUnparsed.ts";

/**
 * Each folder lays `before/` over test/golden/base, generates, runs the words of `command` (an argument a
 * line), and says what a person then sees (expected.txt) and what became of schema, specs and templates:
 * `after/` holds the files that are no longer as they were, and no other. `-u` writes them anew. `base` names another
 * folder to lay it over.
 */
const golden = join(repository, "test/golden");
/** Below generated/, and of a project in place the environments' folders and the records. */
const isGenerated = /^(?:generated|infra\/(?:live|\.terraloom))\//;
const baseOf = (folder: string): string =>
  existsSync(join(folder, "base")) ? readFileSync(join(folder, "base"), "utf8").trim() : "base";
const folders = readdirSync(join(golden, "edit"));

describe("commands that edit sources", () => {
  it.each(folders)("%s", async (name) => {
    const folder = join(golden, "edit", name);
    const project = temporaryProject(join(golden, baseOf(folder)));
    try {
      if (existsSync(join(folder, "before"))) {
        cpSync(join(folder, "before"), project.root, { recursive: true });
      }
      await generateUnparsed(project.root);
      const before = filesOf(project.root);
      const command = readFileSync(join(folder, "command"), "utf8").trimEnd().split("\n");
      const screen = await terraloom(project.root, ...command);
      const stdout = withoutGenerated(screen.stdout);
      const text = screenText({ ...screen, stdout });
      await expect(text).toMatchFileSnapshot(join(folder, "expected.txt"));
      const after = filesOf(project.root);
      const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
      const sources = changed.filter((path) => !isGenerated.test(path));
      for (const path of sources) {
        await expect(after[path]).toMatchFileSnapshot(join(folder, "after", path));
      }
      expect(sources).toEqual(
        walk(disk(folder), "after").map((path) => path.slice("after/".length)),
      );
      if (screen.exitCode !== 0 || command.includes("--dry-run")) expect(after).toEqual(before);
    } finally {
      project.remove();
    }
  });
});

/** Everything in the project but what is installed, by path. */
function filesOf(root: string): Record<string, string> {
  const files = disk(root);
  const paths = ["envs", "generated", "infra", "schema", "templates"].flatMap((entry) =>
    walk(files, entry),
  );
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

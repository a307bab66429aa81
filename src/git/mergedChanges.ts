import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { program } from "../debug/debug.ts";
import { askGit } from "./git.ts";

/**
 * The files that merging one commit into another would change there, with what conflicts among them; `undefined` where
 * git cannot tell: before 2.38, or without a common ancestor.
 */
export type MergedChanges = (into: string, other: string) => readonly string[] | undefined;

/**
 * Makes trial merges, outside of the repository, and discards them; of objects that exist already git renews the time.
 *
 * @param root absolute path of the project; files are reported relative to it, those outside of it are left out
 */
export function withMerges<T>(root: string, work: (changes: MergedChanges) => T): T {
  const objects = askGit(root, ["rev-parse", "--git-path", "objects"]);
  if (!objects.ok) return work(() => undefined);
  const own = mkdtempSync(join(tmpdir(), "terraloom-"));
  const env = {
    ...process.env,
    GIT_OPTIONAL_LOCKS: "0",
    GIT_OBJECT_DIRECTORY: own,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: resolve(root, objects.value.toString().trim()),
  };
  const run = (...parameters: readonly string[]) =>
    program("git", parameters, () =>
      spawnSync("git", ["--no-pager", ...parameters], { cwd: root, env, encoding: "utf8" }),
    );
  try {
    return work((into, other) => {
      const merged = run("merge-tree", "--write-tree", "--no-messages", into, other);
      // 1 is a conflict: the tree is named all the same.
      if (merged.status !== 0 && merged.status !== 1) return undefined;
      const [tree = ""] = merged.stdout.split("\n");
      const changed = run("diff-tree", "-r", "-z", "--name-only", "--relative", into, tree);
      return changed.status === 0 ? changed.stdout.split("\0").filter(Boolean) : undefined;
    });
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

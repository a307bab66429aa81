import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { askGit } from "./git.ts";

/**
 * Whether a commit has the changes of another that is not among its ancestors, because they were squashed,
 * rebased or picked: merging that one would change nothing. The merge is made outside of the repository, and
 * thrown away; of objects that are there already git renews the time.
 *
 * @param root absolute path of the project
 * @param commit which might have them
 * @param other whose changes they are
 * @param paths where they count, relative to the project's root
 * @returns `false` too where git cannot tell: before 2.38, or without a common ancestor
 */
export function hasChangesOf(
  root: string,
  commit: string,
  other: string,
  paths: readonly string[],
): boolean {
  const objects = askGit(root, ["rev-parse", "--git-path", "objects"]);
  if (!objects.ok) return false;
  const own = mkdtempSync(join(tmpdir(), "terraloom-"));
  const env = {
    ...process.env,
    GIT_OPTIONAL_LOCKS: "0",
    GIT_OBJECT_DIRECTORY: own,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: resolve(root, objects.value.toString().trim()),
  };
  const run = (...parameters: readonly string[]) =>
    spawnSync("git", ["--no-pager", ...parameters], { cwd: root, env, encoding: "utf8" });
  try {
    const merged = run("merge-tree", "--write-tree", "--no-messages", commit, other);
    // 1 is a conflict, and generated/ always has one: the tree is named all the same.
    if (merged.status !== 0 && merged.status !== 1) return false;
    const [tree = ""] = merged.stdout.split("\n");
    return run("diff-tree", "--quiet", "-r", commit, tree, "--", ...paths).status === 0;
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

import type { Files } from "../model/files.ts";
import { type Result, success } from "../model/result.ts";
import { readObjects } from "./filesAt.ts";
import { askGit } from "./git.ts";
import { readTrees } from "./readTrees.ts";

/**
 * The files of some folders, not of those below them, as they were at commits: all are read by a few processes.
 *
 * @param root absolute path of the project
 * @param commits their hashes
 * @param folders relative to the root
 * @returns in the order of the commits
 */
export function foldersAt(
  root: string,
  commits: readonly string[],
  folders: readonly string[],
): Result<readonly Pick<Files, "read" | "list">[]> {
  const names = commits.flatMap((commit) => folders.map((folder) => `${commit}:./${folder}\n`));
  const format = "--batch-check=%(objectname) %(objecttype)";
  const checked = askGit(root, ["cat-file", format], names.join(""));
  if (!checked.ok) return checked;
  const lines = checked.value.toString().split("\n");
  const treeOf = (commit: number, folder: number): string | undefined =>
    /^([0-9a-f]+) tree$/.exec(lines[commit * folders.length + folder] ?? "")?.[1];
  const wanted = lines.flatMap((line) => /^([0-9a-f]+) tree$/.exec(line)?.[1] ?? []);
  const trees = readTrees(root, [...new Set(wanted)]);
  if (!trees.ok) return trees;
  const blobs = [...trees.value.values()].flat().filter(({ kind }) => kind === "blob");
  const objects = new Set(blobs.map(({ object }) => `${object}\n`));
  const read = askGit(root, ["cat-file", "--batch"], [...objects].join(""));
  if (!read.ok) return read;
  const contents = readObjects(read.value);
  return success(
    commits.map((_, commit) => {
      const entriesIn = (folder: string) => {
        const index = folders.indexOf(folder);
        const tree = index < 0 ? undefined : treeOf(commit, index);
        return (trees.value.get(tree ?? "") ?? []).filter(({ kind }) => kind === "blob");
      };
      return {
        list: (folder) => entriesIn(folder).map(({ name }) => ({ name, kind: "file" })),
        read(path) {
          const at = path.lastIndexOf("/");
          const found = entriesIn(path.slice(0, Math.max(0, at))).find(
            ({ name }) => name === path.slice(at + 1),
          );
          return found && contents.get(found.object);
        },
      };
    }),
  );
}

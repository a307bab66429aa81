import type { Files } from "../model/files.ts";
import { type Result, success } from "../model/result.ts";
import { contentsOf, objectsNamed } from "./objects.ts";
import { readTrees } from "./readTrees.ts";

/**
 * The files directly in some folders, at commits, read by a few processes.
 *
 * @returns in the order of the commits
 */
export function foldersAt(
  root: string,
  commits: readonly string[],
  folders: readonly string[],
): Result<readonly Pick<Files, "read" | "list">[]> {
  const names = commits.flatMap((commit) => folders.map((folder) => `${commit}:./${folder}`));
  const objects = objectsNamed(root, "tree", names);
  if (!objects.ok) return objects;
  const trees = readTrees(root, objects.value);
  if (!trees.ok) return trees;
  const entries = [...trees.value.values()].flat();
  const blobs = entries.flatMap(({ kind, object }) => (kind === "blob" ? [object] : []));
  const contents = contentsOf(root, blobs);
  if (!contents.ok) return contents;
  return success(
    commits.map((_, commit) => {
      const entriesIn = (folder: string) => {
        const index = folders.indexOf(folder);
        const tree = index < 0 ? undefined : objects.value[commit * folders.length + index];
        return (trees.value.get(tree ?? "") ?? []).filter(({ kind }) => kind === "blob");
      };
      return {
        list: (folder) => entriesIn(folder).map(({ name }) => ({ name, kind: "file" })),
        read(path) {
          const at = path.lastIndexOf("/");
          const found = entriesIn(path.slice(0, Math.max(0, at))).find(
            ({ name }) => name === path.slice(at + 1),
          );
          return found && contents.value.get(found.object);
        },
      };
    }),
  );
}

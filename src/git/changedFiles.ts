import { type Result, success } from "../model/result.ts";
import { askGit } from "./git.ts";
import { contentsOf, objectsNamed } from "./objects.ts";

/**
 * The files that differ from a commit, new and removed ones too, by their paths below a folder.
 *
 * @param root absolute path of the folder
 * @param to a commit; absent: the work tree, with untracked files
 */
export function changedFiles(root: string, from: string, to?: string): Result<readonly string[]> {
  const options = ["--name-only", "--no-renames", "--relative", "-z"];
  const changed = askGit(root, ["diff", ...options, from, ...(to ? [to] : []), "--", "."]);
  if (!changed.ok) return changed;
  const added = to ? success(Buffer.of()) : askGit(root, ["ls-files", "-oz", "--exclude-standard"]);
  if (!added.ok) return added;
  const paths = [changed.value, added.value].flatMap((list) => list.toString().split("\0"));
  return success([...new Set(paths)].filter((path) => path !== ""));
}

/**
 * The texts of files as they were at a commit, by their paths below a folder; those that were not there are absent.
 *
 * @param root absolute path of the folder
 */
export function textsAt(
  root: string,
  commit: string,
  paths: readonly string[],
): Result<ReadonlyMap<string, string>> {
  const names = paths.map((path) => `${commit}:./${path}`);
  const objects = objectsNamed(root, "blob", names);
  if (!objects.ok) return objects;
  const contents = contentsOf(root, objects.value);
  if (!contents.ok) return contents;
  const texts = paths.flatMap((path, index) => {
    const content = contents.value.get(objects.value[index] ?? "");
    return content ? [[path, Buffer.from(content).toString()] as const] : [];
  });
  return success(new Map(texts));
}

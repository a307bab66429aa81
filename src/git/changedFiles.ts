import { type Result, success } from "../model/result.ts";
import { readObjects } from "./filesAt.ts";
import { askGit } from "./git.ts";

/**
 * The files that are not what they were at a commit, new and removed ones too, by their paths below a folder.
 *
 * @param root absolute path of the folder
 * @param to a commit; absent: the work tree, with what nobody has added yet
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
  const names = paths.map((path) => `${commit}:./${path}\n`).join("");
  const checked = askGit(root, ["cat-file", "--batch-check=%(objectname) %(objecttype)"], names);
  if (!checked.ok) return checked;
  const lines = checked.value.toString().split("\n");
  const objects = paths.flatMap((path, index) => {
    const object = /^([0-9a-f]+) blob$/.exec(lines[index] ?? "")?.[1];
    return object ? [[path, object] as const] : [];
  });
  const wanted = [...new Set(objects.map(([, object]) => `${object}\n`))].join("");
  const answer = askGit(root, ["cat-file", "--batch"], wanted);
  if (!answer.ok) return answer;
  const contents = readObjects(answer.value);
  const texts = objects.map(([path, object]) => {
    return [path, Buffer.from(contents.get(object) ?? []).toString()] as const;
  });
  return success(new Map(texts));
}

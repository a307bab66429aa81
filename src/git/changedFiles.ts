import { type Result, success } from "../model/result.ts";
import { askGitList } from "./git.ts";

/**
 * The files that differ from a commit, new and removed ones too, by their paths below a folder.
 *
 * @param to a commit; absent: the work tree, with untracked files
 */
export function changedFiles(root: string, from: string, to?: string): Result<readonly string[]> {
  const options = ["--name-only", "--no-renames", "--relative", "-z"];
  const changed = askGitList(root, ["diff", ...options, from, ...(to ? [to] : []), "--", "."]);
  if (!changed.ok || to) return changed;
  const added = askGitList(root, ["ls-files", "-oz", "--exclude-standard"]);
  return added.ok ? success([...new Set([...changed.value, ...added.value])]) : added;
}

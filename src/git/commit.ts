import { diagnostic } from "../diagnostics/diagnostic.ts";
import { failure, type Result, success } from "../model/result.ts";
import { askGit } from "./git.ts";

/**
 * The commit that a revision names: a branch, a tag, `HEAD~3`, part of a hash.
 *
 * @param root absolute path of a folder in the repository
 * @returns its full hash
 */
export function commitOf(root: string, revision: string): Result<string> {
  const verify = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
  const answer = askGit(root, verify);
  if (answer.ok) return success(answer.value.toString().trim());
  const isShallow = isShallowClone(root);
  if (!isShallow.ok) return isShallow;
  return failure(diagnostic("commit-unknown", { revision, isShallow: isShallow.value }));
}

/** Whether a clone lacks a part of the history. */
export function isShallowClone(root: string): Result<boolean> {
  const answer = askGit(root, ["rev-parse", "--is-shallow-repository"]);
  return answer.ok ? success(answer.value.toString().trim() === "true") : answer;
}

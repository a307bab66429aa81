import { diagnostic } from "../diagnostics/diagnostic.ts";
import { failure, type Result, success } from "../model/result.ts";
import { askGitLine } from "./git.ts";

/**
 * The commit that a revision names: a branch, a tag, `HEAD~3`, part of a hash.
 *
 * @returns its full hash
 */
export function commitOf(root: string, revision: string): Result<string> {
  const verify = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
  const found = askGitLine(root, verify);
  if (found.ok) return found;
  const isShallow = isShallowClone(root);
  if (!isShallow.ok) return isShallow;
  return failure(diagnostic("commit-unknown", { revision, isShallow: isShallow.value }));
}

/** Whether a clone lacks a part of the history. */
export function isShallowClone(root: string): Result<boolean> {
  const answer = askGitLine(root, ["rev-parse", "--is-shallow-repository"]);
  return answer.ok ? success(answer.value === "true") : answer;
}

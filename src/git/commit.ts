import { failure, type Result, success } from "../model/result.ts";
import { askGit } from "./git.ts";

/**
 * The commit that a revision names: a branch, a tag, `HEAD~3`, part of a hash.
 *
 * @param root absolute path of a folder in the repository
 * @returns its full hash, or why there is none
 */
export function commitOf(root: string, revision: string): Result<string, string> {
  const verify = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
  const answer = askGit(root, verify);
  if (answer.ok) return success(answer.value.toString().trim());
  if (answer.problems.some((problem) => problem !== "")) return answer;
  return failure(`there is no commit "${revision}" here (a shallow clone has few of them)`);
}

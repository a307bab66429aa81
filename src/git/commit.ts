import { askGit } from "./git.ts";

/**
 * The commit that a revision names: a branch, a tag, `HEAD~3`, part of a hash.
 *
 * @param root absolute path of a folder in the repository
 * @returns its full hash, or why there is none
 */
export function commitOf(
  root: string,
  revision: string,
): { readonly commit: string } | { readonly problem: string } {
  const verify = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
  const answer = askGit(root, verify);
  if ("output" in answer) return { commit: answer.output.toString().trim() };
  if (answer.problem !== "") return answer;
  return { problem: `there is no commit "${revision}" here (a shallow clone has few of them)` };
}

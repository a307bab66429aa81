import type { MainBranch } from "../model/history.ts";
import { askGit } from "./git.ts";

/** What the main branch is called; of a repository without commits the branch that is begun. Absent: nothing tells. */
export function mainBranchName(root: string): string | undefined {
  const begun = askGit(root, ["symbolic-ref", "--quiet", "--short", "HEAD"]);
  return mainBranch(root, "HEAD").name ?? (begun.ok ? begun.value.toString().trim() : undefined);
}

/**
 * Finds the main branch: what the remote says that it is, else its `main` or `master`. Only without a remote it is a
 * branch of this clone: what was not pushed, nobody has seen.
 *
 * @param root absolute path of a folder in the repository
 * @param commit which may be on it
 */
export function mainBranch(root: string, commit: string): MainBranch {
  const ask = (...parameters: readonly string[]): string | undefined => {
    const answer = askGit(root, parameters);
    return answer.ok ? answer.value.toString().trim() : undefined;
  };
  const remotes = (ask("remote") ?? "").split("\n").filter(Boolean);
  const remote = ["upstream", "origin"].find((name) => remotes.includes(name)) ?? remotes[0];
  const prefix = remote === undefined ? "" : `${remote}/`;
  const folder = remote === undefined ? "refs/heads/" : `refs/remotes/${prefix}`;
  const told = remote && ask("symbolic-ref", "--quiet", `${folder}HEAD`)?.slice(folder.length);
  for (const name of told ? [told] : ["main", "master"]) {
    const tip = ask("rev-parse", "--verify", "--quiet", `${folder}${name}^{commit}`);
    if (tip === undefined) continue;
    const hasHead = ask("merge-base", "--is-ancestor", commit, tip) !== undefined;
    return { name, ref: `${prefix}${name}`, ...(remote ? { remote } : {}), commit: tip, hasHead };
  }
  return { ...(remote ? { remote } : {}), hasHead: false };
}

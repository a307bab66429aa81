import { askGit } from "./git.ts";

/** The branch that everything comes to in the end. */
export interface MainBranch {
  /** `main`, `trunk`. */
  readonly name: string;
  /** Whether HEAD is on it, here or at the remote. */
  readonly hasHead: boolean;
}

/**
 * Finds the main branch: what the remote `origin` says that it is, else `main` or `master`.
 *
 * @param root absolute path of a folder in the repository
 * @returns `undefined` where none of them is there
 */
export function mainBranch(root: string): MainBranch | undefined {
  const succeeds = (...parameters: readonly string[]): boolean =>
    "output" in askGit(root, parameters);
  const exists = (ref: string): boolean => succeeds("rev-parse", "--verify", "--quiet", ref);
  const told = askGit(root, ["symbolic-ref", "--quiet", "refs/remotes/origin/HEAD"]);
  const remote = "output" in told ? told.output.toString().trim() : "";
  const names = remote === "" ? ["main", "master"] : [remote.replace("refs/remotes/origin/", "")];
  for (const name of names) {
    const refs = [`refs/remotes/origin/${name}`, `refs/heads/${name}`].filter(exists);
    if (refs.length === 0) continue;
    const hasHead = refs.some((ref) => succeeds("merge-base", "--is-ancestor", "HEAD", ref));
    return { name, hasHead };
  }
  return undefined;
}

import type { MainBranch } from "../model/history.ts";
import { askGit } from "./git.ts";

/**
 * Finds the main branch: what the remote (`origin`, or else the first) says that it is, else `main` or `master`.
 *
 * @param root absolute path of a folder in the repository
 * @returns `undefined` where there is neither one of them nor a remote
 */
export function mainBranch(root: string): MainBranch | undefined {
  const ask = (...parameters: readonly string[]): string | undefined => {
    const answer = askGit(root, parameters);
    return answer.ok ? answer.value.toString().trim() : undefined;
  };
  const remotes = (ask("remote") ?? "").split("\n").filter(Boolean);
  const remote = remotes.includes("origin") ? "origin" : remotes[0];
  const prefix = `refs/remotes/${remote}/`;
  const told = remote && ask("symbolic-ref", "--quiet", `${prefix}HEAD`);
  for (const name of told ? [told.slice(prefix.length)] : ["main", "master"]) {
    const refs = [`${prefix}${name}`, `refs/heads/${name}`].filter(
      (ref) => ask("rev-parse", "--verify", "--quiet", ref) !== undefined,
    );
    if (refs.length === 0) continue;
    const hasHead = refs.some(
      (ref) => ask("merge-base", "--is-ancestor", "HEAD", ref) !== undefined,
    );
    return { name, hasHead };
  }
  return remote ? { hasHead: false } : undefined;
}

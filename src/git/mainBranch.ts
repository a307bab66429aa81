import type { MainBranch } from "../model/history.ts";
import { askGitLine } from "./git.ts";

/**
 * The name of the main branch; in a repository without a usual name, the branch that is checked out. Absent: not known.
 *
 * @param known what it was called: it is still, where the remote says no other and there is such a branch
 */
export function mainBranchName(root: string, known?: string): string | undefined {
  const { remote, told } = toldBy(root) ?? {};
  if (told !== undefined) return told;
  const places = remote === undefined ? ["heads"] : ["heads", `remotes/${remote}`];
  const isThere = (name: string): boolean =>
    places.some((place) => ask(root, "show-ref", `refs/${place}/${name}`) !== undefined);
  if (known !== undefined && isThere(known)) return known;
  const begun = ask(root, "symbolic-ref", "--quiet", "--short", "HEAD");
  return mainBranch(root, "HEAD").name ?? begun;
}

/**
 * Finds the main branch: the remote's HEAD, else its `main` or `master`. Only without a remote is it a
 * branch of this clone: commits that were not pushed do not count.
 *
 * @param commit which may be on it
 */
export function mainBranch(root: string, commit: string): MainBranch {
  const by = toldBy(root);
  if (!by) return { hasHead: false };
  const { remote, told } = by;
  const prefix = remote === undefined ? "" : `${remote}/`;
  const folder = remote === undefined ? "refs/heads/" : `refs/remotes/${prefix}`;
  for (const name of told ? [told] : ["main", "master"]) {
    const tip = ask(root, "rev-parse", "--verify", "--quiet", `${folder}${name}^{commit}`);
    if (tip === undefined) continue;
    const hasHead = ask(root, "merge-base", "--is-ancestor", commit, tip) !== undefined;
    return { name, ref: `${prefix}${name}`, ...(remote ? { remote } : {}), commit: tip, hasHead };
  }
  return { ...(remote ? { remote } : {}), hasHead: false };
}

/** The remote that changes are pushed to, and its main branch; nothing if git fails. */
function toldBy(root: string): { readonly remote?: string; readonly told?: string } | undefined {
  const remotes = ask(root, "remote")?.split("\n").filter(Boolean);
  if (!remotes) return undefined;
  const remote = ["upstream", "origin"].find((name) => remotes.includes(name)) ?? remotes[0];
  if (remote === undefined) return {};
  const folder = `refs/remotes/${remote}/`;
  const told = ask(root, "symbolic-ref", "--quiet", `${folder}HEAD`)?.slice(folder.length);
  return { remote, ...(told ? { told } : {}) };
}

function ask(root: string, ...parameters: readonly string[]): string | undefined {
  const answer = askGitLine(root, parameters);
  return answer.ok ? answer.value : undefined;
}

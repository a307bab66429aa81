import type { Commit, History, HistoryCommit } from "../model/history.ts";
import type { Twin } from "../model/status.ts";
import {
  ancestorsOf,
  changing,
  descendantsOf,
  firstParentLine,
  nameOf,
  refsWith,
} from "./graph.ts";

/** HEAD has it. */
interface Behind {
  readonly kind: "behind";
  readonly applied: Commit;
  readonly missing: readonly Commit[];
  readonly twin?: Twin;
}

/** Where the commit of an applied digest stands, seen from HEAD. */
export type FoundCommit =
  | Behind
  /** It has HEAD. */
  | {
      readonly kind: "ahead";
      readonly applied: Commit;
      readonly refs: readonly string[];
      readonly beyond: readonly Commit[];
    }
  /** Neither. */
  | {
      readonly kind: "off";
      readonly applied: Commit;
      readonly refs: readonly string[];
      readonly missing: readonly Commit[];
    };

/**
 * Finds the commit that a digest was applied from. Several may have it: one that HEAD has is preferred, there the
 * one that lacks the least; then one that a branch or tag has, a descendant of HEAD before others; then one that only the
 * reflog remembers. Among what HEAD does not have, the oldest: later ones did not change the environment.
 *
 * @param held the digest of what the state holds: a rollback makes the code what it was once, and only its own
 *   commit holds that too. That one is preferred, unless HEAD's line came to the same code after it
 * @returns `undefined` where no commit has the digest
 */
export function findCommit(
  history: History,
  environment: string,
  digest: string,
  held?: string,
): FoundCommit | undefined {
  const having = [...history.commits.values()].filter(
    ({ hash }) => history.digests.get(hash)?.get(environment) === digest,
  );
  const ofHead = ancestorsOf(history, history.head ?? "");
  const isHere = ({ hash }: HistoryCommit): boolean => ofHead.has(hash);
  const here = having.filter(isHere);
  const nearest = here.length > 0 ? behind(history, environment, here) : undefined;
  if (held === undefined) {
    if (!nearest) return elsewhere(history, environment, having, ofHead);
    const twin = twinOf(history, nearest.applied, having, ofHead);
    return twin ? { ...nearest, twin } : nearest;
  }
  const holding = having.filter(({ hash }) => history.held.get(hash)?.get(environment) === held);
  if (nearest && holding.some(isHere)) return nearest;
  const found = elsewhere(history, environment, holding, ofHead);
  if (!nearest) return found;
  const isHome = found
    ? !ancestorsOf(history, found.applied.hash).has(nearest.applied.hash)
    : cameBack(history, environment, digest);
  return isHome ? nearest : found;
}

/** Of commits that HEAD does not have, the one to name. */
function elsewhere(
  history: History,
  environment: string,
  having: readonly HistoryCommit[],
  ofHead: ReadonlySet<string>,
): FoundCommit | undefined {
  const { head = "", refs } = history;
  const named = ancestorsOf(history, ...refs.map(({ commit }) => commit));
  const afterHead = descendantsOf(history, head);
  const onRefs = having.filter(({ hash }) => named.has(hash));
  const ahead = onRefs.findLast(({ hash }) => afterHead.has(hash));
  const oldest = ahead ?? onRefs.at(-1) ?? having.at(-1);
  if (!oldest) return undefined;
  const ofOldest = ancestorsOf(history, oldest.hash);
  const applied = nameOf(oldest);
  const names = refsWith(history, oldest.hash);
  if (ahead) {
    const line = firstParentLine(history, oldest.hash).filter(({ hash }) => !ofHead.has(hash));
    return { kind: "ahead", applied, refs: names, beyond: changing(history, line, environment) };
  }
  const line = firstParentLine(history, head).filter(({ hash }) => !ofOldest.has(hash));
  return { kind: "off", applied, refs: names, missing: changing(history, line, environment) };
}

/** The newest commit of a branch or tag that brought back what a commit of HEAD has, and that HEAD does not have. */
function twinOf(
  history: History,
  applied: Commit,
  having: readonly HistoryCommit[],
  ofHead: ReadonlySet<string>,
): Twin | undefined {
  const refs = history.refs.filter(({ kind }) => kind !== "other");
  const named = ancestorsOf(history, ...refs.map(({ commit }) => commit));
  const after = descendantsOf(history, applied.hash);
  const all = new Set(having.map(({ hash }) => hash));
  // What only inherits the code did not bring it back.
  const twin = having.find(
    ({ hash, parents }) =>
      named.has(hash) &&
      after.has(hash) &&
      !ofHead.has(hash) &&
      !parents.some((parent) => all.has(parent)),
  );
  return twin && { commit: nameOf(twin), refs: refsWith(history, twin.hash) };
}

/** Whether HEAD's line had a code, left it, and came back to it. */
function cameBack(history: History, environment: string, digest: string): boolean {
  const codes = firstParentLine(history, history.head ?? "").map(
    ({ hash }) => history.digests.get(hash)?.get(environment) === digest,
  );
  const again = codes.slice(codes.indexOf(true));
  return again.includes(false) && again.lastIndexOf(true) > again.indexOf(false);
}

/** Chooses the candidate that holds the newest commit of HEAD's first-parent line; that commit itself if it is one. */
function behind(
  history: History,
  environment: string,
  candidates: readonly HistoryCommit[],
): Behind {
  const line = firstParentLine(history, history.head ?? "");
  const held = newestOnLine(history, line);
  const [chosen] = candidates
    .map((commit) => {
      const index = held.get(commit.hash) ?? line.length;
      return { commit, index, merged: line[index]?.hash === commit.hash ? 0 : 1 };
    })
    .sort((a, b) => a.index - b.index || a.merged - b.merged);
  if (!chosen) throw new Error("There is no candidate");
  const since = line.slice(0, chosen.index);
  const missing = changing(history, since, environment);
  const applied = nameOf(chosen.commit);
  if (missing.length > 0 || chosen.merged === 0) return { kind: "behind", applied, missing };
  // Merged, and its code for the environment was not taken: the merge is what it has not had.
  return { kind: "behind", applied, missing: since.slice(-1).map(nameOf) };
}

/** By commit: the first index of the line whose commit is among its ancestors, or is itself. */
function newestOnLine(
  { commits }: History,
  line: readonly HistoryCommit[],
): ReadonlyMap<string, number> {
  const held = new Map(line.map(({ hash }, index) => [hash, index]));
  // Children stand before their parents: from the end, every parent comes first.
  for (const { hash, parents } of [...commits.values()].reverse()) {
    if (held.has(hash)) continue;
    const indices = parents.flatMap((parent) => held.get(parent) ?? []);
    if (indices.length > 0) held.set(hash, Math.min(...indices));
  }
  return held;
}

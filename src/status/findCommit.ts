import type { Commit, History, HistoryCommit } from "../model/history.ts";
import {
  ancestorsOf,
  ancestorsOnce,
  changing,
  codeAt,
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
}

/** The commit of an applied digest, and its relation to HEAD. */
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

/** What an applied state records of its code. */
export interface StateCode {
  readonly digest: string;
  /** The digest of its holds; absent: none. */
  readonly held: string | undefined;
}

/**
 * Finds the commit that a state was applied from. Several may have its code: one that HEAD has is preferred, there the
 * one that lacks the least; then one that a branch or tag has, a descendant of HEAD before others; then one that only the
 * reflog remembers. Among what HEAD does not have, the oldest: later ones did not change the environment.
 *
 * @param isHeld whether the state holds something today. A rollback makes the code what it was once, and only its own
 *   commit holds that too, so then no other one will do; once the hold has run out, the code alone counts
 * @returns `undefined` where no commit has the code
 */
export function findCommit(
  history: History,
  environment: string,
  { digest, held }: StateCode,
  isHeld: boolean,
): FoundCommit | undefined {
  const alike = [...history.commits.values()].filter(
    ({ hash }) => codeAt(history, hash, environment).digest === digest,
  );
  const exact = alike.filter(({ hash }) => codeAt(history, hash, environment).held === held);
  const ofHead = ancestorsOnce(history, history.head ?? "");
  const isHere = ({ hash }: HistoryCommit): boolean => ofHead.has(hash);
  for (const candidates of isHeld ? [exact] : [exact, alike]) {
    const here = candidates.filter(isHere);
    if (here.length > 0) return behind(history, environment, here);
  }
  const candidates = isHeld || exact.length > 0 ? exact : alike;
  return elsewhere(history, environment, candidates, ofHead);
}

/** The commit to report, of those that HEAD does not have. */
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

/** Chooses the candidate that contains the newest commit of HEAD's first-parent line; that commit itself if it is one. */
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
  // Children come before their parents, so from the end, parents come first.
  for (const { hash, parents } of [...commits.values()].reverse()) {
    if (held.has(hash)) continue;
    const indices = parents.flatMap((parent) => held.get(parent) ?? []);
    if (indices.length > 0) held.set(hash, Math.min(...indices));
  }
  return held;
}

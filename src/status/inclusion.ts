import type { MergedChanges } from "../git/mergedChanges.ts";
import type { History, HistoryCommit } from "../model/history.ts";
import { ancestorsOnce, changing, codeAt, descendantsOf, firstParentLine } from "./graph.ts";

/** Whether the changes of a commit that HEAD does not have came to HEAD in another way. */
export interface Inclusion {
  /** Whether HEAD's line has had its changes by other commits: a squash, a rebase, a pick. */
  readonly code: boolean;
  /** Whether they came without the commit's holds, which were lifted. */
  readonly hold: boolean;
}

/** What the files that a merge would change mean to an environment. */
export interface Concerns {
  /** Whether a file is written by people: schema, templates, specs. */
  readonly isSource: (path: string) => boolean;
  /** Whether Terraform reads a file for the environment. */
  readonly isCode: (path: string, environment: string) => boolean;
}

/** The largest number of trial merges: each takes some milliseconds. */
const mostMerges = 300;

/**
 * Whether the changes of a commit are in HEAD: some commit of HEAD's first-parent line has all that it changes, or
 * what its branch made of it later, such as `converge`, which takes the waiver out. What HEAD's line did after that
 * counts no more. A later commit that took the changes back does not count.
 *
 * @param applied the hash of a commit that HEAD does not have
 */
export function inclusionOf(
  history: History,
  environment: string,
  applied: string,
  mergedChanges: MergedChanges,
  { isSource, isCode }: Concerns,
): Inclusion {
  const { head = "" } = history;
  const ofHead = ancestorsOnce(history, head);
  const { held } = codeAt(history, applied, environment);
  const line = firstParentLine(history, head);
  const changed = new Set(changing(history, line, environment).map(({ hash }) => hash));
  const places = line.filter(({ hash }) => hash === head || changed.has(hash));
  let tried = 0;
  let code = false;
  const isIncluded = (into: string, other: string): boolean => {
    const paths = tried++ < mostMerges ? mergedChanges(into, other) : undefined;
    if (!paths) return false;
    return !paths.some(isSource) || !paths.some((path) => isCode(path, environment));
  };
  for (const later of stepsAfter(history, applied, ofHead)) {
    if (tookBack(history, environment, later, ofHead)) continue;
    const ofLater = ancestorsOnce(history, later.hash);
    const since = places.filter(({ hash }) => !ofLater.has(hash));
    if (!since.some(({ hash }) => isIncluded(hash, later.hash))) continue;
    if (codeAt(history, later.hash, environment).held !== held) return { code: true, hold: true };
    code = true;
  }
  return { code, hold: false };
}

/** A commit, and its descendants that HEAD does not have. */
function stepsAfter(
  history: History,
  start: string,
  ofHead: ReadonlySet<string>,
): readonly HistoryCommit[] {
  const after = descendantsOf(history, start);
  return [...history.commits.values()].filter(({ hash }) => after.has(hash) && !ofHead.has(hash));
}

/** Whether a commit has for an environment what the newest commit has that it shares with HEAD: nothing of its own is left. */
function tookBack(
  history: History,
  environment: string,
  { hash }: HistoryCommit,
  ofHead: ReadonlySet<string>,
): boolean {
  const own = ancestorsOnce(history, hash);
  const shared = [...history.commits.keys()].find((other) => own.has(other) && ofHead.has(other));
  if (shared === undefined) return true;
  return codeAt(history, hash, environment).digest === codeAt(history, shared, environment).digest;
}

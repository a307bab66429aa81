import type { Commit, History, HistoryCommit } from "../model/history.ts";

/** HEAD, its first parent, that one's first parent, and so on, without merged branches. */
export function firstParentLine({ commits }: History, start: string): readonly HistoryCommit[] {
  const line: HistoryCommit[] = [];
  for (let at = commits.get(start); at; at = commits.get(at.parents[0] ?? "")) line.push(at);
  return line;
}

const known = new WeakMap<History, Map<string, ReadonlySet<string>>>();

/** The ancestors of one commit, and itself; computed once. */
export function ancestorsOnce(history: History, start: string): ReadonlySet<string> {
  const sets = known.get(history) ?? new Map<string, ReadonlySet<string>>();
  known.set(history, sets);
  const found = sets.get(start) ?? ancestorsOf(history, start);
  sets.set(start, found);
  return found;
}

export function ancestorsOf(
  { commits }: History,
  ...starts: readonly string[]
): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...starts];
  for (let hash = waiting.pop(); hash !== undefined; hash = waiting.pop()) {
    if (found.has(hash)) continue;
    found.add(hash);
    waiting.push(...(commits.get(hash)?.parents ?? []));
  }
  return found;
}

/** A commit's descendants, and itself. */
export function descendantsOf({ commits }: History, start: string): ReadonlySet<string> {
  const found = new Set([start]);
  // Children come before their parents, so from the end, parents come first.
  for (const { hash, parents } of [...commits.values()].reverse()) {
    if (parents.some((parent) => found.has(parent))) found.add(hash);
  }
  return found;
}

/** The names of branches, remotes' branches and tags that have a commit, in that order, those that end in it first. */
export function refsWith(history: History, hash: string): readonly string[] {
  const having = descendantsOf(history, hash);
  const kinds = ["branch", "remote", "tag", "other"];
  return history.refs
    .filter(({ commit }) => having.has(commit))
    .map(({ name, kind, commit }) => {
      return { name, rank: kinds.indexOf(kind) + (commit === hash ? 0 : kinds.length) };
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ name }) => name);
}

/** What a commit has for an environment: the digests of its code and of its holds. */
export function codeAt(
  history: History | undefined,
  hash: string | undefined,
  environment: string,
): { readonly digest: string | undefined; readonly held: string | undefined } {
  const [digest, held] = [history?.digests, history?.held].map((codes) =>
    codes?.get(hash ?? "")?.get(environment),
  );
  return { digest, held };
}

/** Of commits on a first-parent line, those that give an environment other code than their first parent, or hold other things. */
export function changing(
  history: History,
  line: readonly HistoryCommit[],
  environment: string,
): readonly Commit[] {
  const code = (hash?: string) => Object.values(codeAt(history, hash, environment)).join(" ");
  return line.filter(({ hash, parents }) => code(hash) !== code(parents[0])).map(nameOf);
}

/** A commit without its parents. */
export function nameOf({ hash, date, subject }: Commit): Commit {
  return { hash, date, subject };
}

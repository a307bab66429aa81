/** A commit's hash as people say it. */
export function shortHash(hash: string): string {
  return hash.slice(0, 7);
}

/** A commit as people name it. */
export interface Commit {
  readonly hash: string;
  /** The day it was committed, in UTC: `YYYY-MM-DD`. */
  readonly date: string;
  /** The first line of its message. */
  readonly subject: string;
}

/** A commit as it stands in the history. */
export interface HistoryCommit extends Commit {
  /** Hashes, the first parent first; empty at the edge of a shallow clone. */
  readonly parents: readonly string[];
}

/** A branch, a tag, or another name that git has for a commit. */
export interface Ref {
  /** `main`, `origin/main`, `v1`. */
  readonly name: string;
  readonly kind: "branch" | "remote" | "tag" | "other";
  readonly commit: string;
}

/** What git knows of the past, and which code each commit has for each environment. Plain data. */
export interface History {
  /** Absent where nothing was committed yet. */
  readonly head?: string;
  /** By hash; no parent comes before its child. Those that only the reflog remembers are among them. */
  readonly commits: ReadonlyMap<string, HistoryCommit>;
  readonly refs: readonly Ref[];
  /** By commit and environment: the digest in the manifest. A commit without a manifest has none. */
  readonly digests: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** By commit and environment that holds something: the digest of its holds. */
  readonly held: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Whether the clone holds only the newest part of it. */
  readonly shallow: boolean;
}

/** The branch that everything comes to in the end, as it is known here. */
export interface MainBranch {
  /** `main`, `trunk`; absent where it is not known which it is. */
  readonly name?: string;
  /** What was looked at: `origin/main` as it was last fetched, or `main` where there is no remote. */
  readonly ref?: string;
  /** The remote whose branch it is: `upstream` if there is one, for then `origin` is a fork. */
  readonly remote?: string;
  /** Its newest commit. */
  readonly commit?: string;
  /** Whether the commit that is judged is on it. A branch of that name that was not pushed does not count. */
  readonly hasHead: boolean;
}

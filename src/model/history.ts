/** A short hash of a commit. */
export function shortHash(hash: string): string {
  return hash.slice(0, 7);
}

/** A commit, as reports name it. */
export interface Commit {
  readonly hash: string;
  /** The day it was committed, in UTC: `YYYY-MM-DD`. */
  readonly date: string;
  /** The first line of its message. */
  readonly subject: string;
}

/** A commit and its parents. */
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

/** The git history, and the digest of each environment's code in each commit. */
export interface History {
  /** Absent where nothing was committed yet. */
  readonly head?: string;
  /** By hash, children before parents, with commits that are only in the reflog. */
  readonly commits: ReadonlyMap<string, HistoryCommit>;
  readonly refs: readonly Ref[];
  /** By commit and environment: the digest in the manifest. A commit without a manifest has none. */
  readonly digests: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** By commit and environment with holds: the digest of the holds. */
  readonly held: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Whether the clone holds only the newest part of it. */
  readonly shallow: boolean;
}

/** The main branch, as far as this clone knows it. */
export interface MainBranch {
  /** `main`, `trunk`; absent where it is not known which it is. */
  readonly name?: string;
  /** What was looked at: `origin/main` as it was last fetched, or `main` where there is no remote. */
  readonly ref?: string;
  /** The remote whose branch it is: `upstream` if there is one, for then `origin` is a fork. */
  readonly remote?: string;
  /** Its newest commit. */
  readonly commit?: string;
  /** Whether the judged commit is on it. A local branch that was not pushed does not count. */
  readonly hasHead: boolean;
}

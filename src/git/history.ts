import type { History, HistoryCommit, Ref } from "../model/history.ts";
import type { Layout } from "../model/layout.ts";
import { type Result, success } from "../model/result.ts";
import { type Codes, codesOf } from "./codesOf.ts";
import { commitOf, isShallowClone } from "./commit.ts";
import { askGit, askGitList } from "./git.ts";

/**
 * Reads the history of a project's manifests. Each distinct one is read once, many by one process of git: five
 * thousand commits take about a second.
 *
 * @param root absolute path of the project; its repository may begin further up
 * @param scope `head` reads that one commit, `all` what is reachable from any branch, tag or reflog
 * @returns why there is none, where git does not know the folder or cannot be run
 */
export function readHistory(root: string, scope: "head" | "all", layout: Layout): Result<History> {
  const shallow = isShallowClone(root);
  if (!shallow.ok) return shallow;
  const found = commitOf(root, "HEAD");
  const head = found.ok ? found.value : undefined;
  const start = head === undefined ? [] : [head];
  const list = scope === "head" ? ["--no-walk", ...start] : ["--all", "--reflog", ...start];
  const commits = scope === "head" && head === undefined ? success([]) : readCommits(root, list);
  if (!commits.ok) return commits;
  const codes = codesOf(
    root,
    commits.value.map(({ hash }) => hash),
    layout,
  );
  if (!codes.ok) return codes;
  const byHash = <T>(part: (codes: Codes) => T): ReadonlyMap<string, T> =>
    new Map(codes.value.map((code, at) => [commits.value[at]?.hash ?? "", part(code)]));
  return success({
    ...(head === undefined ? {} : { head }),
    commits: new Map(commits.value.map((commit) => [commit.hash, commit])),
    refs: scope === "head" ? [] : readRefs(root),
    digests: byHash(({ digests }) => digests),
    held: byHash(({ held }) => held),
    shallow: shallow.value,
  });
}

/** Files below some folders that differ from HEAD's, or are not in it, by their paths below the project's root. */
export function uncommittedFiles(
  root: string,
  ...folders: readonly string[]
): Result<readonly string[]> {
  const prefix = askGit(root, ["rev-parse", "--show-prefix"]);
  if (!prefix.ok) return prefix;
  const options = ["--porcelain=v1", "-z", "--untracked-files=all", "--no-renames"];
  const entries = askGitList(root, ["status", ...options, "--", ...folders]);
  if (!entries.ok) return entries;
  const above = prefix.value.toString().replace(/\n$/, "").length;
  return success(entries.value.map((entry) => entry.slice("XY ".length + above)));
}

/**
 * Commits, children before their parents.
 *
 * @param which as `git rev-list` takes it
 */
export function readCommits(
  root: string,
  which: readonly string[],
): Result<readonly HistoryCommit[]> {
  const format = ["--encoding=UTF-8", "--format=%H%x00%P%x00%ct%x00%s"];
  const lines = askGitList(
    root,
    ["rev-list", "--topo-order", "--no-commit-header", ...format, ...which],
    "\n",
  );
  if (!lines.ok) return lines;
  const commits = lines.value.map((line) => {
    const [hash = "", parents = "", seconds = "", subject = ""] = line.split("\0");
    return {
      hash,
      parents: parents.split(" ").filter(Boolean),
      date: new Date(Number(seconds) * 1000).toISOString().slice(0, 10),
      // Messages are untrusted: their control characters must not reach a terminal.
      subject: subject.replace(/\p{Cc}/gu, " "),
    };
  });
  return success(commits);
}

const refKinds: readonly (readonly [prefix: string, kind: Ref["kind"]])[] = [
  ["refs/heads/", "branch"],
  ["refs/remotes/", "remote"],
  ["refs/tags/", "tag"],
  ["refs/", "other"],
];

function readRefs(root: string): Ref[] {
  // A tag with a message is an object of its own; the second name is then the commit's.
  const format = "--format=%(refname)%00%(objectname)%00%(*objectname)";
  const lines = askGitList(root, ["for-each-ref", format], "\n");
  return (lines.ok ? lines.value : []).flatMap((line): Ref[] => {
    const [full = "", object = "", tagged = ""] = line.split("\0");
    const [prefix, kind] = refKinds.find(([start]) => full.startsWith(start)) ?? [];
    // It says which of the remote's branches is its own HEAD, and that one is listed too.
    if (prefix === undefined || !kind || /^refs\/remotes\/[^/]+\/HEAD$/.test(full)) return [];
    return [{ name: full.slice(prefix.length), kind, commit: tagged || object }];
  });
}

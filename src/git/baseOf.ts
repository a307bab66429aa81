import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { Since } from "../model/affected.ts";
import { failure, type Result, success } from "../model/result.ts";
import { commitOf, isShallowClone } from "./commit.ts";
import { askGitLine } from "./git.ts";
import { uncommittedFiles } from "./history.ts";
import { mainBranch } from "./mainBranch.ts";

/**
 * The commit that this work is compared with: where HEAD branched off from the revision, so that later commits there
 * do not count as this work.
 *
 * @param revision absent: the main branch; on the main branch itself HEAD, or, without uncommitted changes, the commit
 *   before
 * @param folders where uncommitted changes count: a CI job leaves its own files elsewhere
 */
export function baseOf(
  root: string,
  revision: string | undefined,
  folders: readonly string[],
): Result<Since> {
  const chosen = revision ?? defaultRevision(root, folders);
  const isShallow = isShallowClone(root);
  if (!isShallow.ok) return isShallow;
  const found = commitOf(root, chosen);
  // Before the first commit there was nothing.
  if (!found.ok && revision === undefined && !isShallow.value) return emptyTree(root);
  if (!found.ok) return found;
  const commit = askGitLine(root, ["merge-base", found.value, "HEAD"]);
  if (commit.ok) return success({ revision: chosen, commit: commit.value });
  const args = { revision: chosen, isShallow: isShallow.value };
  return failure(diagnostic("no-common-commit", args));
}

function defaultRevision(root: string, folders: readonly string[]): string {
  const { ref, hasHead } = mainBranch(root, "HEAD");
  if (ref !== undefined && !hasHead) return ref;
  const work = uncommittedFiles(root, ...folders);
  return work.ok && work.value.length > 0 ? "HEAD" : "HEAD~1";
}

function emptyTree(root: string): Result<Since> {
  const tree = askGitLine(root, ["hash-object", "-t", "tree", "--stdin"]);
  return tree.ok ? success({ revision: "the beginning", commit: tree.value }) : tree;
}

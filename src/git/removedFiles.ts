import { type Result, success } from "../model/result.ts";
import { commitOf } from "./commit.ts";
import { askGit } from "./git.ts";

/** A file that an ancestor of HEAD has, and the work tree may not have. */
export interface RemovedFile {
  /** Below the root. */
  readonly path: string;
  /** The hash of the newest commit that has it. */
  readonly last: string;
}

/**
 * The files of a folder in HEAD's history and in HEAD itself, the newest first.
 *
 * @param root absolute path of the project
 * @param folder relative to it
 */
export function filesOfThePast(root: string, folder: string): Result<readonly RemovedFile[]> {
  const commit = commitOf(root, "HEAD");
  if (!commit.ok) return commit;
  const head = askGit(root, ["ls-tree", "-r", "-z", "--name-only", "HEAD", "--", `${folder}/`]);
  if (!head.ok) return head;
  const options = ["--diff-filter=D", "--no-renames", "--name-only", "--relative", "-z"];
  const log = askGit(root, ["log", ...options, "--format=%x01%P", "HEAD", "--", `${folder}/`]);
  if (!log.ok) return log;
  const found = new Map<string, string>();
  for (const path of head.value.toString().split("\0").filter(Boolean))
    found.set(path, commit.value);
  for (const commit of log.value.toString().split("\x01").slice(1)) {
    const [parents = "", ...paths] = commit.split("\0");
    const [parent = ""] = parents.split(" ");
    for (const path of paths) {
      const name = path.replace(/^\n/, "");
      if (name !== "" && !found.has(name)) found.set(name, parent);
    }
  }
  return success([...found].map(([path, last]) => ({ path, last })));
}

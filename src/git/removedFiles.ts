import { type Result, success } from "../model/result.ts";
import { commitOf } from "./commit.ts";
import { askGitList } from "./git.ts";

/** A file that an ancestor of HEAD has, and the work tree may not have. */
export interface RemovedFile {
  /** Below the root. */
  readonly path: string;
  /** The hash of the newest commit that has it. */
  readonly last: string;
}

/** The files of a folder in HEAD's history and in HEAD itself, the newest first. */
export function filesOfThePast(root: string, folder: string): Result<readonly RemovedFile[]> {
  const commit = commitOf(root, "HEAD");
  if (!commit.ok) return commit;
  const head = askGitList(root, ["ls-tree", "-r", "-z", "--name-only", "HEAD", "--", `${folder}/`]);
  if (!head.ok) return head;
  const options = ["--diff-filter=D", "--no-renames", "--name-only", "--relative", "-z"];
  const format = "--format=%x01%P";
  const log = askGitList(root, ["log", ...options, format, "HEAD", "--", `${folder}/`], "\x01");
  if (!log.ok) return log;
  const found = new Map(head.value.map((path) => [path, commit.value]));
  for (const commit of log.value) {
    const [parents = "", ...paths] = commit.split("\0");
    const [parent = ""] = parents.split(" ");
    for (const path of paths) {
      const name = path.replace(/^\n/, "");
      if (name !== "" && !found.has(name)) found.set(name, parent);
    }
  }
  return success([...found].map(([path, last]) => ({ path, last })));
}

import { type Result, success } from "../model/result.ts";
import { askGit } from "./git.ts";

/**
 * The objects of one kind that are called such as `HEAD:./envs`, all found by one git.
 *
 * @returns in the order of the names; `undefined` where there is none
 */
export function objectsNamed(
  root: string,
  kind: "blob" | "tree",
  names: readonly string[],
): Result<readonly (string | undefined)[]> {
  const format = "--batch-check=%(objecttype) %(objectname)";
  const answer = askGit(root, ["cat-file", format], names.map((name) => `${name}\n`).join(""));
  if (!answer.ok) return answer;
  const lines = answer.value.toString().split("\n");
  const objectIn = (line = ""): string | undefined =>
    line.startsWith(`${kind} `) ? line.slice(kind.length + 1) : undefined;
  return success(names.map((_, index) => objectIn(lines[index])));
}

/** The contents of objects, each once, all read by one git. */
export function contentsOf(
  root: string,
  objects: Iterable<string | undefined>,
): Result<ReadonlyMap<string, Uint8Array>> {
  const names = [...new Set(objects)].flatMap((object) => (object ? [`${object}\n`] : []));
  const answer = askGit(root, ["cat-file", "--batch"], names.join(""));
  return answer.ok ? success(readBatch(answer.value)) : answer;
}

/** Reads what `git cat-file --batch` prints: `<object> blob <size>`, a newline, the content, a newline, again and again. */
function readBatch(output: Buffer): ReadonlyMap<string, Uint8Array> {
  const contents = new Map<string, Uint8Array>();
  for (let at = 0; at < output.length; ) {
    const newline = output.indexOf(10, at);
    const [object = "", , size] = output.toString("utf8", at, newline).split(" ");
    const start = newline + 1;
    const end = start + Number(size ?? 0);
    contents.set(object, output.subarray(start, end));
    at = end + 1;
  }
  return contents;
}

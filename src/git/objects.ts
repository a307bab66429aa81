import { diagnostic } from "../diagnostics/diagnostic.ts";
import { failure, type Result, success } from "../model/result.ts";
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

/** The contents of objects that commits have, each once, all read by one git. */
export function contentsOf(
  root: string,
  objects: Iterable<string | undefined>,
): Result<ReadonlyMap<string, Uint8Array>> {
  const names = [...new Set(objects)].flatMap((object) => object ?? []);
  const input = names.map((name) => `${name}\n`).join("");
  const answer = askGit(root, ["cat-file", "--batch"], input);
  if (!answer.ok) return answer;
  const contents = readBatch(answer.value);
  const missing = names.find((name) => !contents.has(name));
  if (missing === undefined) return success(contents);
  const said = `the repository is damaged, it lacks object ${missing}`;
  return failure(diagnostic("git-failed", { said, isRun: true }));
}

/**
 * Reads what `git cat-file --batch` prints: `<object> blob <size>`, a newline, the content, a newline, again and again.
 * Of one that is not there it says `<object> missing`.
 */
function readBatch(output: Buffer): ReadonlyMap<string, Uint8Array> {
  const contents = new Map<string, Uint8Array>();
  for (let at = 0; at < output.length; ) {
    const newline = output.indexOf(10, at);
    const [object = "", , size] = output.toString("utf8", at, newline).split(" ");
    const start = newline + 1;
    if (size === undefined) {
      at = start;
      continue;
    }
    const end = start + Number(size);
    contents.set(object, output.subarray(start, end));
    at = end + 1;
  }
  return contents;
}

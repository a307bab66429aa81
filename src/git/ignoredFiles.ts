import { posix } from "node:path";
import { askGit } from "./git.ts";

/** A line of a .gitignore, and the files that it ignores. */
export interface Ignored {
  /** The file with the line, as git names it. */
  readonly file: string;
  readonly line: number;
  readonly pattern: string;
  readonly paths: readonly string[];
  /** Whether it ignores a parent folder: then no other line can include them again. */
  readonly isFolder: boolean;
}

/**
 * Which of some files git ignores, existing or not, by the lines that ignore them. Tracked files are
 * not ignored. None where git does not know the folder.
 *
 * @param paths relative to root
 */
export function ignoredFiles(root: string, paths: Iterable<string>): readonly Ignored[] {
  const wanted = [...paths];
  const folders = new Set<string>();
  for (const path of wanted) {
    for (
      let at = posix.dirname(path);
      at !== "." && !folders.has(`${at}/`);
      at = posix.dirname(at)
    ) {
      folders.add(`${at}/`);
    }
  }
  const asked = [...wanted, ...folders];
  const answer = askGit(root, ["check-ignore", "--verbose", "-z", "--stdin"], asked.join("\0"));
  if (!answer.ok) return [];
  const found = new Map<string, { -readonly [key in keyof Ignored]: Ignored[key] }>();
  const fields = answer.value.toString().split("\0");
  for (let at = 0; at + 4 <= fields.length; at += 4) {
    const [file = "", line = "", pattern = "", path = ""] = fields.slice(at, at + 4);
    if (pattern.startsWith("!")) continue;
    const key = `${file}:${line}`;
    const entry = found.get(key) ?? {
      file,
      line: Number(line),
      pattern,
      paths: [],
      isFolder: false,
    };
    found.set(key, entry);
    if (path.endsWith("/")) entry.isFolder = true;
    else entry.paths = [...entry.paths, path];
  }
  return [...found.values()].filter((entry) => entry.paths.length > 0);
}

/** Whether git ignores one of some files. */
export function ignoredAmong(root: string, paths: Iterable<string>): (path: string) => boolean {
  const ignored = new Set(ignoredFiles(root, paths).flatMap((one) => one.paths));
  return (path) => ignored.has(path);
}

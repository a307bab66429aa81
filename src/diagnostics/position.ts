import type { Location } from "./diagnostic.ts";

/**
 * The location of a range of offsets in a file's text. Offsets past the end are taken as the end,
 * and a range that runs over its line's end stops there.
 *
 * @param start offset in UTF-16 units, from 0
 * @param end exclusive; absent: one character
 */
export function locationAt(file: string, text: string, start: number, end?: number): Location {
  // What is missing at the end of a file is shown behind its last word, not on the empty line below.
  const at = start < text.length ? start : text.trimEnd().length;
  const lineStart = text.lastIndexOf("\n", at - 1) + 1;
  const line = 1 + countNewlines(text, lineStart);
  const newline = text.indexOf("\n", lineStart);
  const excerpt = text.slice(lineStart, newline < 0 ? text.length : newline).replace(/\r$/, "");
  const column = at - lineStart + 1;
  const endColumn = Math.max(column + 1, Math.min((end ?? at + 1) - lineStart, excerpt.length) + 1);
  return { file, line, column, endColumn, excerpt };
}

/** A file as a whole: its first character. */
export function startOf(file: string): Location {
  return { file, line: 1, column: 1 };
}

/** The location of a line and column, both from 1, with the line's text from `text`. */
export function locationOfLine(
  file: string,
  text: string,
  line: number,
  column: number,
  endColumn?: number,
): Location {
  const excerpt = text.split("\n", line)[line - 1]?.replace(/\r$/, "") ?? "";
  return { file, line, column, ...(endColumn ? { endColumn } : {}), excerpt };
}

function countNewlines(text: string, before: number): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < before; at = text.indexOf("\n", at + 1))
    count++;
  return count;
}

import type { Location } from "./diagnostic.ts";

/**
 * The location of a range of offsets in a file's text. Offsets past the end are taken as the end,
 * and a range that runs over its line's end stops there.
 *
 * @param start offset in UTF-16 units, from 0
 * @param end exclusive; absent: one character
 */
export function locationAt(file: string, text: string, start: number, end?: number): Location {
  // What is missing at the end of a file is shown after its last word, not on the empty line below.
  const at = start < text.length ? start : text.trimEnd().length;
  const starts = lineStartsOf(text);
  const line = lastAtOrBefore(starts, at) + 1;
  const lineStart = starts[line - 1] ?? 0;
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
  const starts = lineStartsOf(text);
  const start = starts[line - 1] ?? text.length;
  const excerpt = text.slice(start, (starts[line] ?? text.length + 1) - 1).replace(/\r$/, "");
  return { file, line, column, ...(endColumn ? { endColumn } : {}), excerpt };
}

/** A location that is worked out when it is first read: most are never told. */
export function locationLater(find: () => Location): Location {
  let found: Location | undefined;
  const get = (): Location => {
    found ??= find();
    return found;
  };
  return {
    get file() {
      return get().file;
    },
    get line() {
      return get().line;
    },
    get column() {
      return get().column;
    },
    get excerpt() {
      return get().excerpt ?? "";
    },
  };
}

/** Of the text that was asked for last: a file with many problems is looked through once. */
let last: { readonly text: string; readonly starts: readonly number[] } = { text: "", starts: [0] };

/** The offset of every line's first character. */
function lineStartsOf(text: string): readonly number[] {
  if (last.text === text) return last.starts;
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  last = { text, starts };
  return starts;
}

/** The index of the last of ascending numbers that is not above one; the first of them is not. */
function lastAtOrBefore(numbers: readonly number[], most: number): number {
  let [from, to] = [0, numbers.length];
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if ((numbers[middle] ?? 0) <= most) from = middle;
    else to = middle;
  }
  return from;
}

export function withoutExcerpt({ excerpt: _, ...place }: Location): Location {
  return place;
}

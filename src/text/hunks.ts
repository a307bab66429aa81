import { diffArrays } from "diff";

/** Lines of a text that differ in another text: `[start, end)` counts lines from 0. */
export interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
  /** The line of the other text at which that begins, from 0. */
  readonly otherStart: number;
}

/**
 * What differs between two texts, line by line.
 *
 * @param loosely whether blanks within lines, and lines of blanks alone, do not count: a formatter sets those
 */
export function hunks(text: string, other: string, loosely: boolean): readonly Hunk[] {
  const same = loosely
    ? (a: string, b: string) => squeezed(a) === squeezed(b)
    : (a: string, b: string) => a === b;
  const found: Hunk[] = [];
  let [line, otherLine] = [0, 0];
  let open: { start: number; lines: string[]; otherStart: number } | undefined;
  const close = (): void => {
    if (open) found.push({ ...open, end: line });
    open = undefined;
  };
  const changes = diffArrays(text.split("\n"), other.split("\n"), { comparator: same });
  for (const { added, removed, value } of changes) {
    if (!added && !removed) {
      close();
      line += value.length;
      otherLine += value.length;
      continue;
    }
    open ??= { start: line, lines: [], otherStart: otherLine };
    if (removed) line += value.length;
    else {
      open.lines.push(...value);
      otherLine += value.length;
    }
  }
  close();
  return found;
}

/** A line without what a formatter decides: blanks at its ends are gone, each run of them is one. */
export function squeezed(line: string): string {
  return line.trim().replace(/\s+/g, " ");
}

import { type Diagnostic, diagnostic } from "./diagnostic.ts";
import { locationAt } from "./position.ts";

/** The marks of a merge conflict that git leaves in a text, also one that was overlooked. */
const marks = /^(?:<{7}|>{7})(?: |\r?$)/gm;

/**
 * The first conflict that a merge has left in a file, by its lines: all else that is wrong there follows from it.
 *
 * @param pattern what counts as a mark; absent: the lines that begin and end a conflict
 */
export function mergeConflict(
  file: string,
  text: string,
  pattern: RegExp = marks,
): Diagnostic | undefined {
  const found = [...text.matchAll(pattern)];
  const [first] = found;
  if (!first) return undefined;
  const last = found.find(({ 0: mark }) => mark.startsWith(">")) ?? found.at(-1) ?? first;
  const lineOf = (offset: number): number => text.slice(0, offset).split("\n").length;
  const lines = { from: lineOf(first.index), to: lineOf(last.index) };
  return diagnostic("merge-conflict", lines, locationAt(file, text, first.index));
}

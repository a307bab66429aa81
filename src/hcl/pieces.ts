import { RecentCache } from "../text/recentCache.ts";
import { tokenize } from "./tokenize.ts";
import { areClosed } from "./tokens.ts";

/**
 * Cuts HCL text at blank lines between what seems to stand at its top level. Of each piece it must still be seen that
 * all that it opens it closes; if so, the pieces are read alone as they are together: no bracket, quote, comment or
 * heredoc crosses a cut, and nothing is aligned across a blank line.
 */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  let start = 0;
  for (let at = text.indexOf("\n\n"); at >= 0; at = text.indexOf("\n\n", at + 1)) {
    if (!beginsPiece(text.charCodeAt(at + 2))) continue;
    pieces.push(text.slice(start, at + 1));
    start = at + 2;
  }
  pieces.push(text.slice(start));
  return pieces;
}

/** Cuts HCL text before each line that begins with a letter, as statements at its top level do. */
function statementsOf(text: string): readonly string[] {
  return text.split(/(?<=\n)(?=[A-Za-z])/);
}

/** Whether something stands at the start of its line, and closes nothing. */
function beginsPiece(unit: number): boolean {
  return !Number.isNaN(unit) && !/[\s}\])]/.test(String.fromCharCode(unit));
}

/**
 * Makes a reading of HCL text work piece by piece, and each piece once: the environments of a stack differ in few.
 *
 * @param read gives `undefined` for a piece that does not close what it opens
 * @returns the readings of all pieces, or `undefined` where one of them is not whole
 */
export function byPieces<Reading>(
  read: (piece: string) => Reading | undefined,
  cut: (text: string) => readonly string[] = piecesOf,
): (text: string) => readonly Reading[] | undefined {
  const known = new RecentCache<string, { readonly reading: Reading | undefined }>(500);
  return (text) => {
    const readings: Reading[] = [];
    for (const piece of cut(text)) {
      const found = known.get(piece) ?? { reading: read(piece) };
      known.set(piece, found);
      if (found.reading === undefined) return undefined;
      readings.push(found.reading);
    }
    return readings;
  };
}

/** What was read of a statement, and where that begins in the text. */
export interface PlacedReading<Reading> {
  readonly start: number;
  readonly reading: Reading;
}

/** The same by smaller pieces, for what is not aligned: each statement at the top level, and where it stands. */
export function byStatements<Reading>(
  read: (statement: string) => Reading | undefined,
): (text: string) => readonly PlacedReading<Reading>[] | undefined {
  const readAll = byPieces((statement) => {
    const tokenized = tokenize(statement);
    const reading = tokenized.ok && areClosed(tokenized.value.tokens) ? read(statement) : undefined;
    return reading && { reading, length: statement.length };
  }, statementsOf);
  return (text) => {
    let start = 0;
    return readAll(text)?.map(({ reading, length }) => {
      start += length;
      return { start: start - length, reading };
    });
  };
}

import { RecentCache } from "../text/recentCache.ts";
import { tokenize } from "./tokenize.ts";
import { areClosed } from "./tokens.ts";

/** What was read of a statement, and where that begins in the text. */
export interface PlacedReading<Reading> {
  readonly start: number;
  readonly reading: Reading;
}

/**
 * Makes a reading of HCL text work statement by statement of its top level, and each once: the environments of a stack
 * differ in few. A line that begins with a letter begins a statement, if what is before it closes all that it opens.
 *
 * @returns gives the readings of all statements, or `undefined` where one of them cannot be read alone
 */
export function byStatements<Reading>(
  read: (statement: string) => Reading | undefined,
): (text: string) => readonly PlacedReading<Reading>[] | undefined {
  const known = new RecentCache<string, { readonly reading: Reading | undefined }>(500);
  return (text) => {
    const readings: PlacedReading<Reading>[] = [];
    let start = 0;
    for (const statement of text.split(/(?<=\n)(?=[A-Za-z])/)) {
      const found = known.get(statement) ?? {
        reading: isClosed(statement) ? read(statement) : undefined,
      };
      known.set(statement, found);
      if (found.reading === undefined) return undefined;
      readings.push({ start, reading: found.reading });
      start += statement.length;
    }
    return readings;
  };
}

function isClosed(statement: string): boolean {
  const tokenized = tokenize(statement);
  return tokenized.ok && areClosed(tokenized.value.tokens);
}

import type { Path } from "../model/value.ts";
import { RecentCache } from "../text/recentCache.ts";

/** A section of a spec, `key:` at the start of a line and all that is indented below it. */
export interface SectionText {
  readonly key: string;
  readonly start: number;
  readonly text: string;
  /** The entries of a section that is a block map; absent where its value is anything else. */
  readonly entries?: readonly EntryText[];
}

/** An entry of a section: `  key: value` and all that is indented further. */
export interface EntryText {
  readonly key: string;
  readonly start: number;
  readonly text: string;
}

/** A spec's pieces by where they stand. */
interface Pieces {
  /** Those with entries. */
  readonly sections: ReadonlyMap<string, SectionText>;
  readonly entries: ReadonlyMap<string, EntryText>;
}

const readLately = new RecentCache<string, Pieces>(20);

function piecesOf(text: string): Pieces {
  const known = readLately.get(text) ?? readPieces(text);
  readLately.set(text, known);
  return known;
}

function readPieces(text: string): Pieces {
  const sections = (sectionsOf(text) ?? []).filter(({ entries }) => entries);
  const entries = sections.flatMap((section) =>
    (section.entries ?? []).map((entry) => [`${section.key} ${entry.key}`, entry] as const),
  );
  return {
    sections: new Map(sections.map((section) => [section.key, section])),
    entries: new Map(entries),
  };
}

/** The entry of a section that a path leads into; `undefined` where it leads to none, or {@link sectionsOf} finds none. */
export function entryAt(text: string, [section, key]: Path): EntryText | undefined {
  return piecesOf(text).entries.get(`${section} ${key}`);
}

/** The section of entries that a path leads into. */
export function sectionAt(text: string, [section]: Path): SectionText | undefined {
  return section === undefined ? undefined : piecesOf(text).sections.get(String(section));
}

/** A key that is a string whatever follows, and that ends where it seems to. */
const keyPattern = /([A-Za-z_][\w.-]*):(?=[ \n])/y;

/**
 * Cuts a spec into its sections and their entries by indentation alone. Where every piece parses as a map of
 * its one key, what the pieces say is what the whole says: a block map's entry ends where a line is indented as
 * its key is, unless a quote or a bracket is open there, and then the piece does not parse.
 *
 * @returns `undefined` where the text is not of this form, or its last line has no end; that a piece parses is not
 *   known here
 */
export function sectionsOf(text: string): readonly SectionText[] | undefined {
  if (!text.endsWith("\n")) return undefined;
  const sections: SectionText[] = [];
  let section: OpenPiece | undefined;
  let entries: EntryText[] | undefined;
  let entry: OpenPiece | undefined;
  let indentation = 0;
  const closeEntry = (end: number): void => {
    if (!entry) return;
    const { key, start } = entry;
    entries?.push({ key, start, text: text.slice(start, end) });
    entry = undefined;
  };
  const closeSection = (end: number): void => {
    closeEntry(end);
    if (!section) return;
    const { key, start } = section;
    const whole = { key, start, text: text.slice(start, end) };
    sections.push(entries && entries.length > 0 ? { ...whole, entries } : whole);
    entries = undefined;
  };
  for (let start = 0; start < text.length; start = lineEnd(text, start)) {
    let at = start;
    while (text.charCodeAt(at) === blank) at++;
    const first = text[at];
    if (first === undefined || first === "\n" || first === "#") continue;
    const depth = at - start;
    if (depth === 0) {
      closeSection(start);
      const key = keyAt(text, at);
      if (key === undefined) return undefined;
      section = { key, start };
      entries = isAlone(text, at + key.length + 1) ? [] : undefined;
      indentation = 0;
    } else if (!section) return undefined;
    else if (entries && (indentation === 0 || depth === indentation)) {
      closeEntry(start);
      const key = keyAt(text, at);
      indentation = depth;
      if (key === undefined) entries = undefined;
      else entry = { key, start };
    } else if (depth < indentation) return undefined;
  }
  closeSection(text.length);
  return section ? sections : undefined;
}

interface OpenPiece {
  readonly key: string;
  readonly start: number;
}

const blank = 32;

function lineEnd(text: string, from: number): number {
  return text.indexOf("\n", from) + 1;
}

function keyAt(text: string, at: number): string | undefined {
  keyPattern.lastIndex = at;
  const key = keyPattern.exec(text)?.[1];
  return key === "__proto__" ? undefined : key;
}

const restOfLine = / *(?:#[^\n]*)?\n/y;

/** Whether nothing but a comment follows on the line. */
function isAlone(text: string, at: number): boolean {
  restOfLine.lastIndex = at;
  return restOfLine.test(text);
}

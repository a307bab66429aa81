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
const keyPattern = /^ *([A-Za-z_][\w.-]*):(?=[ \n])/;

/** The line of a section's key that has nothing but a comment behind it. */
const keyAlone = /^[^:]*: *(?:#[^\n]*)?\n/;

/** The indentation of the first line that is neither blank nor a comment. */
const firstIndentation = /^( *)[^ \n#]/m;

/**
 * Cuts a spec into its sections and their entries by indentation alone. Where every piece parses as a map of
 * its one key, what the pieces say is what the whole says: a block map's entry ends where a line is indented as
 * its key is, unless a quote or a bracket is open there, and then the piece does not parse.
 *
 * @returns `undefined` where the text is not of this form, or its last line has no end; that a piece parses is not
 *   known here
 */
export function sectionsOf(text: string): readonly SectionText[] | undefined {
  if (!text.endsWith("\n") || firstIndentation.exec(text)?.[1] !== "") return undefined;
  const sections: SectionText[] = [];
  for (const section of piecesAt(text, 0, 0) ?? []) {
    const below = keyAlone.exec(section.text)?.[0].length ?? section.text.length;
    const body = section.text.slice(below);
    const indentation = firstIndentation.exec(body)?.[1]?.length ?? 0;
    if (indentation > 1 && linesIndented(0, indentation - 1).test(body)) return undefined;
    const entries =
      indentation > 0 ? piecesAt(body, indentation, section.start + below) : undefined;
    sections.push(entries ? { ...section, entries } : section);
  }
  return sections.length > 0 ? sections : undefined;
}

/** The pieces that begin at the lines of an indentation; `undefined` where one of these does not begin with a key. */
function piecesAt(text: string, indentation: number, from: number): EntryText[] | undefined {
  const pieces: EntryText[] = [];
  const starts = [...text.matchAll(linesIndented(indentation, indentation))];
  for (const [at, { index: start }] of starts.entries()) {
    const piece = text.slice(start, starts[at + 1]?.index);
    const key = keyPattern.exec(piece)?.[1];
    if (key === undefined || key === "__proto__") return undefined;
    pieces.push({ key, start: from + start, text: piece });
  }
  return pieces;
}

/** Lines that say something, by how many blanks they begin with. */
function linesIndented(least: number, most: number): RegExp {
  return new RegExp(`^ {${least},${most}}(?=[^ \\n#])`, "gm");
}

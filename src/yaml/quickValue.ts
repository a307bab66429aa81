import {
  boolCoreTag,
  defineScalarTag,
  FAILSAFE_SCHEMA,
  load,
  mapTag,
  NOT_RESOLVED,
  nullCoreTag,
} from "js-yaml";
import { literalFault } from "../hcl/literalFault.ts";
import { isMapValue, type Value, type ValueMap } from "../model/value.ts";
import { RecentCache } from "../text/recentCache.ts";
import { type EntryText, type SectionText, sectionsOf } from "./entries.ts";
import { plainEntry } from "./plainEntry.ts";
import { decimalDigits } from "./toValue.ts";

/** Text that needs the parser that keeps positions: anchors, tags, directives, escapes, documents, tabs, explicit keys. */
const special = /[&*!%\t\r\\]|<<|^(?:---|\.\.\.)|^\s*[?:]/m;

/** A comment before a line that is text alone: the parser that keeps positions takes the key below for a part of the text. */
const commentBeforeText = /^ *#.*\n+ +[^\s#:][^:\n]*$/m;

/** Thrown to leave the text to the other parser. */
const unsure = new Error("This spec is for the other parser");

/** A number that is a double's very own value; hexadecimal, octal and whatever a double would round is left to others. */
const exactNumber = defineScalarTag<number>("tag:yaml.org,2002:float", {
  implicit: true,
  implicitFirstChars: [..."-+.0123456789"],
  identify: () => false,
  resolve(source) {
    if (
      !/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$|^0[ox]|^[-+]?\.(?:inf|nan)$/i.test(source)
    ) {
      return NOT_RESOLVED;
    }
    const value = Number(source);
    const isInteger = /^[-+]?\d+$/.test(source);
    const isExact = isInteger
      ? Number.isSafeInteger(value)
      : decimalDigits(source) === decimalDigits(String(value));
    if (!isExact) throw unsure;
    return value === 0 ? 0 : value;
  },
});

const plainMap = {
  ...mapTag,
  addPair(map: Record<string, unknown>, key: unknown, value: unknown): string {
    if (typeof key !== "string" || key === "__proto__") throw unsure;
    return mapTag.addPair(map, key, value);
  },
};

const schema = FAILSAFE_SCHEMA.withTags(nullCoreTag, boolCoreTag, exactNumber, plainMap);

/**
 * The data of a plain spec, an order of magnitude faster than the parser that keeps positions. Most specs
 * are plain, and positions are wanted only where there is something to say of them. Entries that stood in a spec before,
 * to the letter, are not parsed again: most of a fleet's are the same everywhere.
 *
 * @returns `undefined` for whatever is not plain, no map, or not YAML: the other parser then decides. `inPieces` tells
 *   that each entry, as `sectionsOf` cuts it, was parsed on its own
 */
export function quickValue(
  text: string,
): { readonly value: ValueMap; readonly inPieces: boolean } | undefined {
  if (special.test(text) || commentBeforeText.test(text) || literalFault(text)) return undefined;
  const sections = sectionsOf(text);
  const quick = sections && valueOfSections(sections);
  if (quick) return { value: quick, inPieces: true };
  const value = loadPlain(text);
  return isMapValue(value) ? { value, inPieces: false } : undefined;
}

function loadPlain(text: string): Value | undefined {
  try {
    return load(text, { schema }) as Value;
  } catch {
    return undefined;
  }
}

/** A piece of a spec that parsed, by its text: `key: value` alone says the same wherever it stands. */
const known = new RecentCache<string, Value>(5000);

/** What the sections say, if each of them, and each of their entries, parses on its own. */
function valueOfSections(sections: readonly SectionText[]): ValueMap | undefined {
  const unread = sections.map(({ key, text, entries }) => {
    if (!entries) return readBefore(text) === undefined ? text : "";
    const texts = entries.filter((entry) => readBefore(entry.text) === undefined);
    return texts.length === 0 ? "" : `${key}:\n${texts.map((entry) => entry.text).join("")}`;
  });
  const text = unread.join("");
  const loaded = text === "" ? {} : loadPlain(text);
  if (!isMapValue(loaded)) return undefined;
  return mapOf(sections, (section) =>
    section.entries
      ? mapOf(section.entries, (entry) => pieceValue(entry, loaded[section.key]))
      : pieceValue(section, loaded),
  );
}

/** The value of a piece, if it was read before or needs no parser. */
function readBefore(text: string): Value | undefined {
  const before = known.get(text);
  if (before !== undefined) return before;
  const value = plainEntry(text);
  if (value !== undefined) known.set(text, value);
  return value;
}

/** The value of a piece, if need be in what was parsed. */
function pieceValue({ key, text }: EntryText, parsed: Value | undefined): Value | undefined {
  const before = readBefore(text);
  if (before !== undefined || !isMapValue(parsed) || !Object.hasOwn(parsed, key)) return before;
  const value = parsed[key];
  if (value !== undefined) known.set(text, value);
  return value;
}

/** The values by key, unless one is absent or a key comes twice. */
function mapOf<Piece extends EntryText>(
  pieces: readonly Piece[],
  read: (piece: Piece) => Value | undefined,
): ValueMap | undefined {
  const pairs: [string, Value][] = [];
  for (const piece of pieces) {
    const value = read(piece);
    if (value === undefined) return undefined;
    pairs.push([piece.key, value]);
  }
  const map = Object.fromEntries(pairs);
  return Object.keys(map).length === pieces.length ? map : undefined;
}

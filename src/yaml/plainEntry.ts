import type { Path, Value } from "../model/value.ts";

/** A line with one key and one value, without a comment. */
const line = /^ *([\w.-]+): +(\S.*)\n$/;

/** Whole numbers that no double rounds, as everybody writes them. */
const number = /^(?:0|-?[1-9]\d{0,14})$/;

/** Visible ASCII text in quotes, without either quote and without escapes. */
const quoted = /^(?:"[ !#-&(-[\]-~]*"|'[ !#-&(-[\]-~]*')$/;

/** Words of a text without quotes; a colon stands inside of one. */
const words = /^[A-Za-z](?:[\w./@-]|:(?=[\w./@-]))*(?: \w[\w./@-]*)*$/;

/** The same inside of brackets, where a colon may mean more. */
const word = /^[A-Za-z][\w./@-]*$/;

/** What YAML takes for no text; more of it than there is costs nothing but the time of the other parser. */
const reserved = /^(?:true|false|null|yes|no|on|off|y|n|inf|nan)$/i;

/**
 * The value of an entry of one line that is a number, a boolean, a text, or a short list or map of these, as most of a
 * fleet's are: each environment has some of its own, and a parser takes ten times as long for them.
 *
 * @param text of an entry with its line's end, such as `  region: eu-west-1`
 * @returns `undefined` for whatever else YAML has
 */
export function plainEntry(text: string): Value | undefined {
  const [, key = "", value] = line.exec(text) ?? [];
  if (value === undefined || reserved.test(key)) return undefined;
  if (value.startsWith("[") && value.endsWith("]")) return listOf(value.slice(1, -1).trim());
  if (value.startsWith("{") && value.endsWith("}")) return mapOf(value.slice(1, -1).trim());
  return scalar(value, words);
}

/** From where to where a piece of text goes. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a key or a value stands in an entry that {@link plainEntry} reads.
 *
 * @param path from the entry's value on
 * @returns `undefined` for any other entry, and for what is not in it
 */
export function placeInPlainEntry(
  text: string,
  path: Path,
  what: "key" | "value",
): Range | undefined {
  const value = plainEntry(text);
  if (value === undefined) return undefined;
  const colon = text.indexOf(":");
  if (path.length === 0 && what === "key") return { start: text.search(/\S/), end: colon };
  const start = colon + text.slice(colon + 1).search(/\S/) + 1;
  const end = text.length - 1;
  const [step, ...deeper] = path;
  if (step === undefined) return { start, end };
  return deeper.length > 0 ? undefined : placeOfMember(text, { start, end }, value, step, what);
}

/** The members of a list or a map in brackets have a comma and a blank between them. */
function placeOfMember(
  text: string,
  around: Range,
  value: Value,
  step: string | number,
  what: "key" | "value",
): Range | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const isList = Array.isArray(value);
  const index = isList ? Number(step) : Object.keys(value).indexOf(String(step));
  const inside = text.slice(around.start + 1, around.end - 1);
  const members = inside.trim().split(separator);
  const member = members[index];
  if (member === undefined || typeof step !== (isList ? "number" : "string")) return undefined;
  const before = members.slice(0, index).reduce((sum, { length }) => sum + length + 2, 0);
  const start = around.start + 1 + inside.search(/\S/) + before;
  const end = start + member.length;
  if (isList) return { start, end };
  const colon = start + member.indexOf(":");
  return what === "key" ? { start, end: colon } : { start: colon + 2, end };
}

/** Between the members of a list or a map. */
const separator = ", ";

function listOf(inside: string): Value | undefined {
  const items = inside.split(separator).map((item) => scalar(item, word));
  return items.some((item) => item === undefined) ? undefined : (items as Value[]);
}

function mapOf(inside: string): Value | undefined {
  const pairs: [string, Value][] = [];
  for (const member of inside.split(separator)) {
    const [key = "", written = "", ...more] = member.split(": ");
    const value = scalar(written, word);
    if (value === undefined || more.length > 0 || !isText(key, word)) return undefined;
    pairs.push([key, value]);
  }
  const map = Object.fromEntries(pairs);
  return Object.keys(map).length === pairs.length ? map : undefined;
}

function scalar(written: string, plain: RegExp): Value | undefined {
  if (written === "true") return true;
  if (written === "false") return false;
  if (number.test(written)) return Number(written);
  if (quoted.test(written)) return written.slice(1, -1);
  return isText(written, plain) ? written : undefined;
}

function isText(written: string, plain: RegExp): boolean {
  return plain.test(written) && !reserved.test(written);
}

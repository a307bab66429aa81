import type { Value } from "../model/value.ts";

/** A line that says one thing: a key and a value, without a comment. */
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

function listOf(inside: string): Value | undefined {
  const items = inside.split(", ").map((item) => scalar(item, word));
  return items.some((item) => item === undefined) ? undefined : (items as Value[]);
}

function mapOf(inside: string): Value | undefined {
  const pairs: [string, Value][] = [];
  for (const member of inside.split(", ")) {
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

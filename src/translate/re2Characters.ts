import type { AST } from "@eslint-community/regexpp";
import { type Printing, refuse } from "./re2Printing.ts";

/** RE2's class for any character at all, line ends too. */
const anything = "(?s:.)";

/** RE2's own way to write a class without members. */
const nothing = "[^\\x00-\\x{10FFFF}]";

/** JavaScript's `.` stops at four line ends, RE2's at `\n` alone. */
const notLineEnd = "[^\\n\\r\\x{2028}\\x{2029}]";

/** Members of JavaScript's `\s`; RE2's own has only the ASCII ones, and no vertical tab. */
const space =
  "\\s\\v\\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}\\x{FEFF}";

/** The members of JavaScript's `\S`: RE2 cannot negate inside a class. */
const notSpace =
  "\\x00-\\x08\\x0E-\\x1F!-\\x{9F}\\x{A1}-\\x{167F}\\x{1681}-\\x{1FFF}\\x{200B}-\\x{2027}" +
  "\\x{202A}-\\x{202E}\\x{2030}-\\x{205E}\\x{2060}-\\x{2FFF}\\x{3001}-\\x{FEFE}\\x{FF00}-\\x{10FFFF}";

/**
 * A character outside a class.
 *
 * Case is folded letter by letter without the flag `u`: RE2's `(?i)` also takes U+017F for `s` and
 * U+212A for `k`, JavaScript only under `u`.
 */
export function printCharacter(codePoint: number, printing: Printing): string {
  if (isSurrogate(codePoint)) return refuseSurrogate(printing);
  const cases = caseVariants(codePoint, codePoint, printing);
  return cases === "" ? escaped(codePoint, /[\\.+*?()|[\]{}^$]/) : `[${member(codePoint)}${cases}]`;
}

/** `.`, `\d`, `\s`, `\w`, `\p{...}` outside a class. */
export function characterSet(set: AST.CharacterSet, printing: Printing): string {
  if (set.kind === "any") return printing.dotAll ? anything : notLineEnd;
  if (set.kind === "space") return set.negate ? `[^${space}]` : `[${space}]`;
  return escapeSet(set, printing);
}

/** `[...]` and `[^...]`. */
export function characterClass(node: AST.CharacterClass, printing: Printing): string {
  if (node.elements.length === 0) return node.negate ? anything : nothing;
  const members = node.elements.map((element) => classMember(element, printing)).join("");
  return `[${node.negate ? "^" : ""}${members}]`;
}

function classMember(element: AST.CharacterClassElement, printing: Printing): string {
  switch (element.type) {
    case "Character":
      return range(element.value, element.value, printing);
    case "CharacterClassRange":
      return range(element.min.value, element.max.value, printing);
    case "CharacterSet":
      if (element.kind === "space") return element.negate ? notSpace : space;
      return escapeSet(element, printing);
    default:
      return refuse(printing, "nests character classes", "Write one plain class");
  }
}

function range(min: number, max: number, printing: Printing): string {
  if (isSurrogate(min) || isSurrogate(max)) return refuseSurrogate(printing);
  const text = min === max ? member(min) : `${member(min)}-${member(max)}`;
  return text + caseVariants(min, max, printing);
}

function escapeSet(
  set: Exclude<AST.CharacterSet, AST.AnyCharacterSet>,
  printing: Printing,
): string {
  if (set.kind === "digit") return set.negate ? "\\D" : "\\d";
  if (set.kind === "word") {
    if (printing.unicode && printing.ignoreCase) {
      refuse(printing, `has ${set.raw} under the flags iu`, "Drop the flag i or u");
    }
    return set.negate ? "\\W" : "\\w";
  }
  return set.kind === "property" ? property(set, printing) : "";
}

/** General categories and scripts: what RE2 knows of Unicode's properties. */
function property(set: AST.UnicodePropertyCharacterSet, printing: Printing): string {
  const letter = set.negate ? "P" : "p";
  const { key, value } = set;
  if (!printing.ignoreCase) {
    if (key === "Script" || key === "sc") return `\\${letter}{${value}}`;
    const name = key === "General_Category" || key === "gc" ? value : key;
    if (
      name !== null &&
      /^(?:C[cfos]?|L[ulmot]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?)$/.test(name)
    ) {
      return `\\${letter}{${name}}`;
    }
  }
  return refuse(
    printing,
    `has ${set.raw}`,
    "Use a category such as \\p{L} or a script such as \\p{Script=Greek}, without the flag i, " +
      "or write the characters out",
  );
}

/** The other cases of the letters from `min` to `max`, as members of a class. */
function caseVariants(min: number, max: number, printing: Printing): string {
  if (!printing.ignoreCase || printing.unicode) return "";
  if (hasCaseBeyondAscii(Math.max(min, 0x80), max)) {
    return refuse(
      printing,
      "ignores the case of letters beyond ASCII",
      "Add the flag u, or write both cases out",
    );
  }
  return shifted(min, max, 0x61, 0x7a, -0x20) + shifted(min, max, 0x41, 0x5a, 0x20);
}

function shifted(min: number, max: number, first: number, last: number, shift: number): string {
  const from = Math.max(min, first) + shift;
  const to = Math.min(max, last) + shift;
  if (from > to || (from >= min && to <= max)) return "";
  return from === to ? member(from) : `${member(from)}-${member(to)}`;
}

function hasCaseBeyondAscii(min: number, max: number): boolean {
  if (min === 0x80 && max >= 0xffff) return false;
  for (let codePoint = min; codePoint <= max; codePoint++) {
    const text = String.fromCodePoint(codePoint);
    if (text.toUpperCase() !== text || text.toLowerCase() !== text) return true;
  }
  return false;
}

function member(codePoint: number): string {
  return escaped(codePoint, /[\\[\]^-]/);
}

/** Beyond printable ASCII as a code: Terraform would normalise the characters themselves. */
function escaped(codePoint: number, special: RegExp): string {
  const text = String.fromCodePoint(codePoint);
  if (text === "\n") return "\\n";
  if (text === "\r") return "\\r";
  if (text === "\t") return "\\t";
  if (codePoint < 0x20 || codePoint > 0x7e) return `\\x{${codePoint.toString(16).toUpperCase()}}`;
  return special.test(text) ? `\\${text}` : text;
}

function isSurrogate(codePoint: number): boolean {
  return codePoint >= 0xd800 && codePoint <= 0xdfff;
}

function refuseSurrogate(printing: Printing): "" {
  return refuse(printing, "takes a character beyond U+FFFF apart", "Add the flag u");
}

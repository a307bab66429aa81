import type { YAMLError } from "yaml";
import { lowerFirst } from "../diagnostics/phrases.ts";
import type { Path, Value } from "../model/value.ts";

/** What is wrong with a text as YAML: where, if it is known better than the parser does, what, and what to do. */
export interface SyntaxMessage {
  readonly message: string;
  readonly advice?: string;
  readonly at?: number;
}

export const repeatedKeyMessage: SyntaxMessage = {
  message: "this key stands twice in the same map",
  advice: "Remove one of the two.",
};

/** Blanks that look like one and are none to YAML: pages and chats have them. */
const oddBlank = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]/u;

/** The parser's own words, and ours where it speaks to people who write parsers. No value is in them. */
export function syntaxMessage(
  { code, message, pos: [start] }: YAMLError,
  text: string,
): SyntaxMessage {
  switch (code) {
    case "TAB_AS_INDENT":
      return { message: "a tab indents this line", advice: "YAML is indented with spaces." };
    case "MULTIPLE_DOCS":
      return {
        message: "the file holds more than one YAML document",
        advice:
          'A spec is one document: remove the "---" line and what follows, or make it a file of its own.',
      };
    case "BAD_INDENT":
      return {
        message: /^Flow/.test(message)
          ? "the [ or { above is not closed, or what it holds is not indented"
          : lowerFirst(message),
        ...columnsOf(text, start),
        ...oddBlankIn(text, start),
      };
    case "MULTILINE_IMPLICIT_KEY":
    case "MISSING_CHAR":
      return keyMistake(text, start) ?? quoteMistake(message) ?? { message: lowerFirst(message) };
    case "BLOCK_AS_IMPLICIT_KEY":
      return {
        message: "a key is not expected here",
        advice: 'Check the indentation; a text that contains ": " must be in quotes.',
        ...oddBlankIn(text, start),
      };
    case "BAD_SCALAR_START": {
      const sign = text.charAt(start);
      return {
        message: `a text cannot begin with ${sign}`,
        advice: `Put it in quotes: "${sign}...".`,
      };
    }
    case "TAG_RESOLVE_FAILED":
      return {
        message: lowerFirst(message).replace("tag:yaml.org,2002:", "!!"),
        advice: "Specs hold plain data: strings, numbers, booleans, lists and maps.",
      };
    case "BAD_ALIAS":
      return {
        message: lowerFirst(message),
        advice: "An anchor (&name) stands before its alias (*name).",
      };
    default:
      return {
        message: /call stack/.test(message)
          ? "lists and maps are nested too deep"
          : lowerFirst(message),
      };
  }
}

/** Where a line begins, and where the one above does, if that is elsewhere. */
function columnsOf(text: string, at: number): Pick<SyntaxMessage, "advice"> {
  const { line, start } = lineAt(text, at);
  const above = text
    .slice(0, start)
    .split("\n")
    .findLast((one) => /^ *[^\s#]/.test(one));
  const [own, other] = [line, above ?? line].map((one) => one.search(/\S|$/) + 1);
  if (own === other) return {};
  return { advice: `This line begins in column ${own}, the one above in column ${other}.` };
}

/** What keeps a line from being a key and its value. */
function keyMistake(text: string, at: number): SyntaxMessage | undefined {
  const { line, start } = lineAt(text, at);
  const blank = oddBlankIn(text, at);
  if (blank) return blank;
  const key = /^[ \t-]*([\w.-]+):(?=[^\s:/])/.exec(line);
  if (key) {
    return {
      message: "a blank is missing after the colon",
      advice: `Write "${key[1]}: " and then the value.`,
      at: start + key[0].length - 1,
    };
  }
  const sign = /^[ \t-]*([\w.-]+)[ \t]*([=\uff1a\ufe55])/.exec(line);
  if (sign) {
    return {
      message: `a key ends with a colon in YAML, and here ${sign[2]} follows it`,
      advice: `Write "${sign[1]}: " and then the value.`,
      at: start + sign[0].length - 1,
    };
  }
  const alone = /^[ \t-]*([\w.-]+)[ \t]*(?:#.*)?$/.exec(line)?.[1];
  return alone === undefined
    ? undefined
    : { message: "a colon is missing after this key", advice: `Write "${alone}:".` };
}

/** The line that an offset is in, without its end, and where it begins. */
function lineAt(text: string, at: number): { readonly line: string; readonly start: number } {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const end = text.indexOf("\n", start);
  return { line: text.slice(start, end < 0 ? undefined : end).replace(/\r$/, ""), start };
}

/** The blank in the line of an offset that is none to YAML. */
function oddBlankIn(text: string, at: number): SyntaxMessage | undefined {
  const { line, start } = lineAt(text, at);
  const found = oddBlank.exec(line);
  return found ? { ...oddBlankMessage(found[0]), at: start + found.index } : undefined;
}

function quoteMistake(message: string): SyntaxMessage | undefined {
  return /quote$/.test(message)
    ? { message: "a text in quotes is not closed", advice: "Write the quote that ends it." }
    : undefined;
}

/**
 * Names that such a blank has become a part of: their lines are indented with it, or it stands before the colon. Keys
 * of maps further down may be any text.
 */
export function oddKeys(
  text: string,
  value: Value,
): readonly { path: Path; words: SyntaxMessage }[] {
  return oddBlank.test(text) ? oddKeysIn(value, []) : [];
}

function oddKeysIn(value: Value, above: Path): { path: Path; words: SyntaxMessage }[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, item]: [string, Value]) => {
    const path = [...above, key];
    const edges = [key.charAt(0), key.charAt(key.length - 1)];
    const blank = edges.find((one) => oddBlank.test(one));
    if (blank !== undefined) return [{ path, words: oddBlankMessage(blank) }];
    return above.length === 0 ? oddKeysIn(item, path) : [];
  });
}

function oddBlankMessage(blank: string): SyntaxMessage {
  const code = blank.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  const name = code === "00A0" ? "a no-break space" : "a blank of another kind";
  return {
    message: `${name} (U+${code}) stands here, which YAML takes for a letter`,
    advice: "Write a plain blank in its place: text from pages and chats often has such ones.",
  };
}

import type { YAMLError } from "yaml";
import type { YamlMistake } from "../diagnostics/messages/yamlMistakes.ts";
import type { Path, Value } from "../model/value.ts";

/** What is wrong with a text as YAML, and where, if it is known better than the parser does. */
export interface SyntaxMistake {
  readonly mistake: YamlMistake;
  readonly at?: number;
}

/** Blanks that look like one and are none to YAML: pages and chats have them. */
const oddBlank = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]/u;

/** What the parser's error means to people who do not write parsers. */
export function syntaxMistake(
  { code, message, pos: [start] }: YAMLError,
  text: string,
): SyntaxMistake {
  switch (code) {
    case "TAB_AS_INDENT":
      return { mistake: { kind: "tab" } };
    case "MULTIPLE_DOCS":
      return { mistake: { kind: "documents" } };
    case "BAD_INDENT": {
      const columns = columnsOf(text, start);
      const mistake: YamlMistake = /^Flow/.test(message)
        ? { kind: "not-closed", columns }
        : { kind: "indent", message, columns };
      return oddBlankIn(text, start) ?? { mistake };
    }
    case "MULTILINE_IMPLICIT_KEY":
    case "MISSING_CHAR":
      return (
        keyMistake(text, start) ?? {
          mistake: /quote$/.test(message) ? { kind: "open-quote" } : { kind: "parser", message },
        }
      );
    case "BLOCK_AS_IMPLICIT_KEY":
      return oddBlankIn(text, start) ?? { mistake: { kind: "unexpected-key" } };
    case "BAD_SCALAR_START":
      return { mistake: { kind: "text-start", sign: text.charAt(start) } };
    case "TAG_RESOLVE_FAILED":
      return { mistake: { kind: "tag", message } };
    case "BAD_ALIAS":
      return { mistake: { kind: "alias", message } };
    default:
      return {
        mistake: /call stack/.test(message) ? { kind: "too-deep" } : { kind: "parser", message },
      };
  }
}

/** Where a line begins, and where the one above does, if that is elsewhere. */
function columnsOf(
  text: string,
  at: number,
): { readonly own: number; readonly above: number } | undefined {
  const { line, start } = lineAt(text, at);
  const before = text
    .slice(0, start)
    .split("\n")
    .findLast((one) => /^ *[^\s#]/.test(one));
  const [own = 0, above = 0] = [line, before ?? line].map((one) => one.search(/\S|$/) + 1);
  return own === above ? undefined : { own, above };
}

/** What keeps a line from being a key and its value. */
function keyMistake(text: string, at: number): SyntaxMistake | undefined {
  const { line, start } = lineAt(text, at);
  const blank = oddBlankIn(text, at);
  if (blank) return blank;
  const joined = /^[ \t-]*([\w.-]+):(?=[^\s:/])/.exec(line);
  if (joined) {
    const [all, key = ""] = joined;
    return { mistake: { kind: "no-blank", key }, at: start + all.length - 1 };
  }
  const other = /^[ \t-]*([\w.-]+)[ \t]*([=\uff1a\ufe55])/.exec(line);
  if (other) {
    const [all, key = "", sign = ""] = other;
    return { mistake: { kind: "other-sign", key, sign }, at: start + all.length - 1 };
  }
  const key = /^[ \t-]*([\w.-]+)[ \t]*(?:#.*)?$/.exec(line)?.[1];
  return key === undefined ? undefined : { mistake: { kind: "no-colon", key } };
}

/** The line that an offset is in, without its end, and where it begins. */
function lineAt(text: string, at: number): { readonly line: string; readonly start: number } {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const end = text.indexOf("\n", start);
  return { line: text.slice(start, end < 0 ? undefined : end).replace(/\r$/, ""), start };
}

/** The blank in the line of an offset that is none to YAML. */
function oddBlankIn(text: string, at: number): SyntaxMistake | undefined {
  const { line, start } = lineAt(text, at);
  const found = oddBlank.exec(line);
  return found ? { mistake: oddBlankMistake(found[0]), at: start + found.index } : undefined;
}

/**
 * Names that such a blank has become a part of: their lines are indented with it, or it stands before the colon. Keys
 * of maps further down may be any text.
 */
export function oddKeys(
  text: string,
  value: Value,
): readonly { path: Path; mistake: YamlMistake }[] {
  return oddBlank.test(text) ? oddKeysIn(value, []) : [];
}

function oddKeysIn(value: Value, above: Path): { path: Path; mistake: YamlMistake }[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, item]: [string, Value]) => {
    const path = [...above, key];
    const edges = [key.charAt(0), key.charAt(key.length - 1)];
    const blank = edges.find((one) => oddBlank.test(one));
    if (blank !== undefined) return [{ path, mistake: oddBlankMistake(blank) }];
    return above.length === 0 ? oddKeysIn(item, path) : [];
  });
}

function oddBlankMistake(blank: string): YamlMistake {
  const code = blank.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  return { kind: "odd-blank", code };
}

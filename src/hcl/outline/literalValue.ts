import type { Value } from "../../model/value.ts";
import { unescapeText } from "../quotedText.ts";
import { endsLine, type Token } from "../tokens.ts";

/** Where the reader stands. */
interface Cursor {
  readonly tokens: readonly Token[];
  at: number;
}

/**
 * The value of an expression that is a literal through and through: text in quotes without template sequences,
 * numbers, true, false, null, lists and objects of these.
 *
 * @returns `undefined` for anything else, and where a comment would be lost
 */
export function literalValue(tokens: readonly Token[]): Value | undefined {
  const cursor = { tokens, at: 0 };
  const value = valueAt(cursor);
  return cursor.at === tokens.length ? value : undefined;
}

function valueAt(cursor: Cursor): Value | undefined {
  const token = cursor.tokens[cursor.at++];
  switch (token?.kind) {
    case "number":
      return numberOf(token.text);
    case "-": {
      const number = cursor.tokens[cursor.at++];
      return number?.kind === "number" ? numberOf(`-${number.text}`) : undefined;
    }
    case "identifier":
      if (token.text === "null") return null;
      return token.text === "true" || token.text === "false" ? token.text === "true" : undefined;
    case "openQuote":
      return textAt(cursor);
    case "[":
      return listAt(cursor);
    case "{":
      return objectAt(cursor);
    default:
      return undefined;
  }
}

function numberOf(text: string): number | undefined {
  const number = Number(text);
  return Number.isFinite(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER
    ? number
    : undefined;
}

function textAt(cursor: Cursor): string | undefined {
  const token = cursor.tokens[cursor.at++];
  if (token?.kind === "closeQuote") return "";
  const isWhole = token?.kind === "quotedText" && cursor.tokens[cursor.at++]?.kind === "closeQuote";
  return isWhole ? unescapeText(token.text) : undefined;
}

function listAt(cursor: Cursor): Value | undefined {
  const list: Value[] = [];
  for (;;) {
    skipNewlines(cursor);
    if (take(cursor, "]")) return list;
    const value = valueAt(cursor);
    if (value === undefined) return undefined;
    list.push(value);
    skipNewlines(cursor);
    if (!take(cursor, ",") && cursor.tokens[cursor.at]?.kind !== "]") return undefined;
  }
}

function objectAt(cursor: Cursor): Value | undefined {
  const members: [string, Value][] = [];
  for (;;) {
    skipNewlines(cursor);
    if (take(cursor, "}")) break;
    const key = cursor.tokens[cursor.at++];
    const name = key?.kind === "openQuote" ? textAt(cursor) : key?.text;
    const isKey = key?.kind === "identifier" || key?.kind === "openQuote";
    if (!isKey || name === undefined || !(take(cursor, "=") || take(cursor, ":"))) return undefined;
    const value = valueAt(cursor);
    if (value === undefined) return undefined;
    members.push([name, value]);
    const isAtEnd = cursor.tokens[cursor.at]?.kind === "}";
    if (!isAtEnd && !take(cursor, ",") && !take(cursor, "newline")) return undefined;
  }
  const names = new Set(members.map(([name]) => name));
  return names.size === members.length ? Object.fromEntries(members) : undefined;
}

function take(cursor: Cursor, kind: Token["kind"]): boolean {
  if (cursor.tokens[cursor.at]?.kind !== kind) return false;
  cursor.at++;
  return true;
}

function skipNewlines(cursor: Cursor): void {
  for (;;) {
    const token = cursor.tokens[cursor.at];
    if (!token || !endsLine(token) || token.kind === "comment") return;
    cursor.at++;
  }
}

import { unescapeText } from "./quotedText.ts";
import { endsLine, type Token } from "./tokens.ts";

/** Literals nested deeper are not looked into. */
const deepest = 100;

/**
 * The index after the literal that begins at `start`: a scalar without template sequences, or a
 * list or object of nothing but literals. -1 if the tokens are anything else, or a literal the
 * parser would refuse.
 */
export function endOfLiteral(tokens: readonly Token[], start: number, depth = 0): number {
  const token = tokens[start];
  switch (token?.kind) {
    case "number":
      return isSafeNumber(token) ? start + 1 : -1;
    case "-": {
      const number = tokens[start + 1];
      return number?.kind === "number" && isSafeNumber(number) ? start + 2 : -1;
    }
    case "identifier":
      return /^(?:true|false|null)$/.test(token.text) ? start + 1 : -1;
    case "openQuote":
      return endOfText(tokens, start + 1, "quotedText", "closeQuote");
    case "openHeredoc":
      return endOfText(tokens, start + 1, "heredocText", "closeHeredoc");
    case "[":
      return depth === deepest ? -1 : endOfList(tokens, start + 1, depth + 1);
    case "{":
      return depth === deepest ? -1 : endOfObject(tokens, start + 1, depth + 1);
    default:
      return -1;
  }
}

/** Whether the parser takes the number: digits in order, and not beyond what a float holds. */
export function isSafeNumber(token: Token): boolean {
  return /^[0-9]{1,100}(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?$/.test(token.text);
}

/** Whether the parser knows every escape in the text. */
export function isSafeText(token: Token): boolean {
  return unescapeText(token.text) !== undefined;
}

function endOfText(
  tokens: readonly Token[],
  start: number,
  text: "quotedText" | "heredocText",
  close: "closeQuote" | "closeHeredoc",
): number {
  const token = tokens[start];
  if (token?.kind === close) {
    return start + 1;
  }
  const isSafe = token?.kind === text && (text === "heredocText" || isSafeText(token));
  return isSafe && tokens[start + 1]?.kind === close ? start + 2 : -1;
}

/** Line breaks mean nothing between the brackets of a list. */
function endOfList(tokens: readonly Token[], start: number, depth: number): number {
  let index = skip(tokens, start, true);
  while (tokens[index]?.kind !== "]") {
    const end = endOfLiteral(tokens, index, depth);
    if (end === -1) {
      return -1;
    }
    index = skip(tokens, end, true);
    if (tokens[index]?.kind === ",") {
      index = skip(tokens, index + 1, true);
    } else if (tokens[index]?.kind !== "]") {
      return -1;
    }
  }
  return index + 1;
}

/** Line breaks part the items of an object, and stand nowhere within an item. */
function endOfObject(tokens: readonly Token[], start: number, depth: number): number {
  let index = skip(tokens, start, true);
  while (tokens[index]?.kind !== "}") {
    const key = endOfKey(tokens, index);
    const separator = key === -1 ? -1 : skip(tokens, key, false);
    const kind = tokens[separator]?.kind;
    if (kind !== "=" && kind !== ":") {
      return -1;
    }
    const value = endOfLiteral(tokens, skip(tokens, separator + 1, false), depth);
    if (value === -1) {
      return -1;
    }
    index = skip(tokens, value, false);
    const after = tokens[index];
    if (after?.kind === "," || (after !== undefined && endsLine(after))) {
      index = skip(tokens, index + 1, true);
    } else if (after?.kind !== "}") {
      return -1;
    }
  }
  return index + 1;
}

/** A name other than `for`, which begins a for expression, or quoted text. */
function endOfKey(tokens: readonly Token[], start: number): number {
  const token = tokens[start];
  if (token?.kind === "identifier") {
    return token.text === "for" ? -1 : start + 1;
  }
  return token?.kind === "openQuote" ? endOfLiteral(tokens, start) : -1;
}

function skip(tokens: readonly Token[], start: number, acrossLines: boolean): number {
  let index = start;
  for (;;) {
    const token = tokens[index];
    const isBlank =
      token?.kind === "comment"
        ? acrossLines || !endsLine(token)
        : token?.kind === "newline" && acrossLines;
    if (!isBlank) {
      return index;
    }
    index += 1;
  }
}

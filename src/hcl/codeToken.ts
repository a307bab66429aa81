import type { Punctuation, TokenKind } from "./tokens.ts";

const identifierPattern = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const asciiIdentifierPattern = /[A-Za-z_][A-Za-z0-9_-]*/y;
const numberPattern = /[0-9](?:[0-9.]|[eE][+-]?[0-9])*/y;

const operators: ReadonlySet<string> = new Set<Punctuation>([
  ...(["[", "]", "(", ")", ".", ",", "::", "...", "=", "=>", "?", ":"] as const),
  ...(["+", "-", "*", "/", "%", "!", "&&", "||", "==", "!=", "<", "<=", ">", ">="] as const),
]);

/**
 * The token of code, as opposed to template text, at `position`, and where it ends. Undefined if none does; a
 * comment without an end ends at -1. Braces and what opens a template depend on what is open, so they are `tokenize`'s.
 */
export function codeToken(
  text: string,
  position: number,
): { readonly kind: TokenKind; readonly end: number } | undefined {
  const code = text.charCodeAt(position);
  if (isLetter(code) || code >= 0x80) {
    const end = endOfIdentifier(text, position);
    return end === position ? undefined : { kind: "identifier", end };
  }
  if (code >= 0x30 && code <= 0x39) {
    return { kind: "number", end: endOfNumber(text, position) };
  }
  switch (text[position]) {
    case "\n":
      return { kind: "newline", end: position + 1 };
    case "\r":
      return text[position + 1] === "\n" ? { kind: "newline", end: position + 2 } : undefined;
    case "#":
      return { kind: "comment", end: endOfLine(text, position) };
    case "/":
      if (text[position + 1] === "/") {
        return { kind: "comment", end: endOfLine(text, position) };
      }
      if (text[position + 1] === "*") {
        const close = text.indexOf("*/", position + 2);
        return { kind: "comment", end: close === -1 ? -1 : close + 2 };
      }
  }
  // Every operator of two or three characters has one of these second.
  const longest = "=>&|:.".includes(text[position + 1] ?? "\n") ? 3 : 1;
  for (let length = longest; length > 0; length -= 1) {
    const candidate = text.slice(position, position + length);
    if (operators.has(candidate)) {
      return { kind: candidate as Punctuation, end: position + length };
    }
  }
  return undefined;
}

const isLetter = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f;

function endOfLine(text: string, position: number): number {
  const end = text.indexOf("\n", position);
  return end === -1 ? text.length : end + 1;
}

function endOfIdentifier(text: string, start: number): number {
  const end = endOfMatch(asciiIdentifierPattern, text, start);
  return text.charCodeAt(end) >= 0x80 ? endOfMatch(identifierPattern, text, start) : end;
}

/** `1.` is a number and a dot, `1...` a number and an ellipsis. */
function endOfNumber(text: string, start: number): number {
  let end = endOfMatch(numberPattern, text, start);
  while (text[end - 1] === ".") {
    end -= 1;
  }
  return end;
}

function endOfMatch(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : start;
}

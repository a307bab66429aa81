/**
 * What a token is. Punctuation is its own kind; the others follow the names of HCL's scanner
 * (`interpolation` is `${`, `directive` is `%{`, `closeTemplate` ends either).
 */
export type TokenKind =
  | Punctuation
  | "identifier"
  | "number"
  | "comment"
  | "newline"
  | "openQuote"
  | "quotedText"
  | "closeQuote"
  | "openHeredoc"
  | "heredocText"
  | "closeHeredoc"
  | "interpolation"
  | "directive"
  | "closeTemplate";

/** HCL's operators and delimiters. */
export type Punctuation =
  | ("{" | "}" | "[" | "]" | "(" | ")")
  | ("." | "," | "=" | ":" | "?" | "::" | "..." | "=>")
  | ("*" | "/" | "%" | "+" | "-" | "!" | "&&" | "||")
  | ("==" | "!=" | "<" | ">" | "<=" | ">=");

/** A piece of HCL text. The concatenation of `spaces` blanks and `text` of all tokens is the file. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Blanks between the token before and this one. The formatter's passes set it. */
  spaces: number;
}

/** Where text stops being HCL. Line and column count from 1, the column in UTF-16 units. */
export interface SyntaxFault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export function faultAt(text: string, offset: number, message: string): SyntaxFault {
  const before = text.slice(0, offset);
  return {
    line: before.split("\n").length,
    column: offset - before.lastIndexOf("\n"),
    message,
  };
}

/** Whether the token ends its line: a newline, or a `#` or `//` comment, which holds its own. */
export function endsLine(token: Token): boolean {
  return token.kind === "newline" || (token.kind === "comment" && token.text.endsWith("\n"));
}

/** How many brackets the token opens (1) or closes (-1). Template sequences are brackets too. */
export function bracketChange(token: Token): -1 | 0 | 1 {
  switch (token.kind) {
    case "{":
    case "[":
    case "(":
    case "interpolation":
    case "directive":
      return 1;
    case "}":
    case "]":
    case ")":
    case "closeTemplate":
      return -1;
    default:
      return 0;
  }
}

/** Whether tokens close all brackets that they open, and no others. */
export function areClosed(tokens: readonly Token[]): boolean {
  let depth = 0;
  for (const token of tokens) {
    depth += bracketChange(token);
    if (depth < 0) return false;
  }
  return depth === 0;
}

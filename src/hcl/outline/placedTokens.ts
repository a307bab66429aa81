import { bracketChange, endsLine, type Token } from "../tokens.ts";

/** Tokens, where each starts, and for each bracket that opens where it closes. */
export interface PlacedTokens {
  readonly tokens: readonly Token[];
  readonly starts: Int32Array;
  /** By index: the token that closes a bracket; -1 for other tokens and for brackets left open. */
  readonly closing: Int32Array;
}

export function placeTokens(text: string, tokens: readonly Token[]): PlacedTokens {
  const starts = new Int32Array(tokens.length);
  const closing = new Int32Array(tokens.length).fill(-1);
  const open: number[] = [];
  // The scanner counts a byte order mark as three blanks.
  let offset = text.startsWith("\uFEFF") ? -2 : 0;
  for (const [index, token] of tokens.entries()) {
    offset += token.spaces;
    starts[index] = offset;
    offset += token.text.length;
    const change = bracketChange(token);
    if (change > 0) open.push(index);
    else if (change < 0) closing[open.pop() ?? index] = index;
  }
  return { tokens, starts, closing };
}

export function startOfToken({ starts }: PlacedTokens, index: number): number {
  return starts[index] ?? 0;
}

export function endOfToken({ tokens, starts }: PlacedTokens, index: number): number {
  return (starts[index] ?? 0) + (tokens[index]?.text.length ?? 0);
}

/** The first token from an index on that is neither a line break nor a comment. */
export function nextWord({ tokens }: PlacedTokens, index: number): number {
  let at = index;
  while (isGap(tokens[at])) at++;
  return at;
}

function isGap(token: Token | undefined): boolean {
  return token !== undefined && (token.kind === "comment" || endsLine(token));
}

import { bracketChange, endsLine, type Token, type TokenKind } from "../tokens.ts";

/** Thrown for an expression that is not implemented here. */
export class NotUnderstood extends Error {}

/** Reads tokens from left to right, without comments. Line breaks separate only the entries of an object. */
export class TokenCursor {
  private readonly tokens: readonly Token[];
  protected at = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens.filter((token) => token.kind !== "comment" || endsLine(token));
  }

  /** What is read of all tokens, or something else where they are not understood. */
  whole<Read>(read: () => Read, otherwise: Read): Read {
    try {
      const found = read();
      return this.peek() === undefined ? found : otherwise;
    } catch (thrown) {
      if (thrown instanceof NotUnderstood) return otherwise;
      throw thrown;
    }
  }

  protected peek(): Token | undefined {
    let at = this.at;
    for (let token = this.tokens[at]; token && endsLine(token); token = this.tokens[at]) at++;
    this.at = at;
    return this.tokens[at];
  }

  protected next(): Token {
    const token = this.peek();
    if (!token) throw new NotUnderstood();
    this.at++;
    return token;
  }

  protected take(kind: TokenKind): boolean {
    if (this.peek()?.kind !== kind) return false;
    this.at++;
    return true;
  }

  protected want(kind: TokenKind): Token {
    const token = this.next();
    if (token.kind !== kind) throw new NotUnderstood();
    return token;
  }

  /** Behind the token that ends what is open: not one within brackets that open here. */
  protected skipTo(end: TokenKind): Token {
    let depth = 0;
    for (;;) {
      const token = this.next();
      if (token.kind === end && depth === 0) return token;
      depth += bracketChange(token);
    }
  }

  protected isBehindPart(endsAtLine: boolean): boolean {
    const next = this.peek();
    const before = this.tokens[this.at - 1];
    if (!next || next.kind === "," || bracketChange(next) < 0) return true;
    return endsAtLine && before !== undefined && endsLine(before);
  }

  /** Up to the comma, the line's end or the bracket that ends an element or an entry. */
  protected skipPart(endsAtLine: boolean): void {
    let depth = 0;
    for (let token = this.tokens[this.at]; token; token = this.tokens[++this.at]) {
      if (depth === 0 && (token.kind === "," || (endsAtLine && endsLine(token)))) return;
      depth += bracketChange(token);
      if (depth < 0) return;
    }
  }
}

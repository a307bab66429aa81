import { bracketChange, endsLine, type Token } from "./tokens.ts";

/**
 * A line for `terraform fmt`: a heredoc and a block comment are within one line. Its cells are
 * tokens `first..assign`, what leads; `assign..comment`, an `=` with its whole expression; and
 * `comment..end`, a comment that ends the line. The last two may be empty.
 */
export interface Line {
  readonly first: number;
  readonly assign: number;
  readonly comment: number;
  readonly end: number;
}

/** Splits tokens into lines. Each ends with a newline or a `#` or `//` comment but for the last. */
export function linesOf(tokens: readonly Token[]): Line[] {
  const lines: Line[] = [];
  let first = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] as Token;
    if (index === tokens.length - 1 || endsLine(token)) {
      lines.push(lineOf(tokens, first, index + 1));
      first = index + 1;
    }
  }
  return lines;
}

function lineOf(tokens: readonly Token[], first: number, end: number): Line {
  const comment = end - first > 1 && tokens[end - 1]?.kind === "comment" ? end - 1 : end;
  for (let index = first + 1; index < comment; index += 1) {
    if (tokens[index]?.kind === "=") {
      // An expression that goes on in the next line is not aligned.
      return { first, assign: isBalanced(tokens, index, comment) ? index : comment, comment, end };
    }
  }
  return { first, assign: comment, comment, end };
}

function isBalanced(tokens: readonly Token[], from: number, to: number): boolean {
  let open = 0;
  for (let index = from; index < to; index += 1) {
    open += bracketChange(tokens[index] as Token);
  }
  return open === 0;
}

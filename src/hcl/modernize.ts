import { modernType, unwrapped } from "./modernExpressions.ts";
import { modernLabels } from "./modernLabels.ts";
import { bracketChange, endsLine, type Token } from "./tokens.ts";

/** Replace the tokens `start..end` with others. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly tokens: readonly Token[];
}

/**
 * Rewrites what `terraform fmt` rewrites besides blanks: `x = "${y}"` becomes `x = y`, the legacy
 * `type = "list"` of a variable `list(string)` and a bare `list` `list(any)`, and block labels are
 * written in quotes with plain escapes.
 *
 * Tokens that do not parse are left as they are.
 *
 * @see https://github.com/hashicorp/terraform/blob/v1.11.4/internal/command/fmt.go
 */
export function modernize(tokens: Token[]): Token[] {
  const edits: Edit[] = [];
  const edit = (start: number, end: number, replacement: readonly Token[] | undefined): void => {
    if (replacement !== undefined) {
      edits.push({ start, end, tokens: replacement });
    }
  };
  const blocks: string[] = [];
  let index = 0;
  while (index < tokens.length) {
    const token = tokens[index] as Token;
    if (token.kind !== "identifier") {
      if (token.kind === "}") {
        blocks.pop();
      }
      index += 1;
      continue;
    }
    const next = skipComments(tokens, index + 1);
    if (tokens[next]?.kind === "=") {
      const start = skipComments(tokens, next + 1);
      const end = endOfExpression(tokens, start);
      const isVariableType =
        token.text === "type" && blocks.length === 1 && blocks[0] === "variable";
      const expression = tokens.slice(start, end);
      edit(start, end, isVariableType ? modernType(expression) : unwrapped(expression));
      index = end;
    } else {
      const brace = endOfHeader(tokens, next);
      if (brace === -1) {
        return tokens;
      }
      edit(index + 1, brace, modernLabels(tokens.slice(index + 1, brace)));
      blocks.push(token.text);
      index = brace + 1;
    }
  }
  return edits.length === 0 ? tokens : applied(tokens, edits);
}

function applied(tokens: readonly Token[], edits: readonly Edit[]): Token[] {
  const pieces: (readonly Token[])[] = [];
  let from = 0;
  for (const edit of edits) {
    pieces.push(tokens.slice(from, edit.start), edit.tokens);
    from = edit.end;
  }
  pieces.push(tokens.slice(from));
  return pieces.flat();
}

function skipComments(tokens: readonly Token[], from: number): number {
  let index = from;
  while (tokens[index]?.kind === "comment") {
    index += 1;
  }
  return index;
}

/** The index after an attribute's expression, without the comments after it. */
function endOfExpression(tokens: readonly Token[], start: number): number {
  let end = start;
  let depth = 0;
  for (let index = start; index < tokens.length; index += 1) {
    const token = tokens[index] as Token;
    if (token.kind === "openQuote" || token.kind === "openHeredoc") {
      depth += 1;
    } else if (token.kind === "closeQuote" || token.kind === "closeHeredoc") {
      depth -= 1;
    } else {
      depth += bracketChange(token);
    }
    if (depth < 0 || (depth === 0 && endsLine(token))) {
      break;
    }
    if (token.kind !== "comment") {
      end = index + 1;
    }
  }
  return end;
}

/** The index of the `{` after a block's labels, -1 if there is none. */
function endOfHeader(tokens: readonly Token[], from: number): number {
  for (let index = from; index < tokens.length; index += 1) {
    const token = tokens[index] as Token;
    switch (token.kind) {
      case "{":
        return index;
      case "identifier":
      case "openQuote":
      case "quotedText":
      case "closeQuote":
        break;
      default:
        if (token.kind !== "comment" || endsLine(token)) {
          return -1;
        }
    }
  }
  return -1;
}

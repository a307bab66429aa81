import { escapeText, unescapeText } from "./quotedText.ts";
import { bracketChange, endsLine, type Token, type TokenKind } from "./tokens.ts";

/** Replace the tokens `start..end` with others. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly tokens: readonly Token[];
}

/**
 * Rewrites what `terraform fmt` rewrites beside blanks: `x = "${y}"` becomes `x = y`, the legacy
 * `type = "list"` of a variable `list(string)` and a bare `list` `list(any)`, and block labels are
 * written in quotes with plain escapes.
 *
 * Like Terraform it drops comments that stand before or between the labels of a block, and labels in
 * which `$` or `%` is mixed with other text, which its own reader does not recognise.
 *
 * @see https://github.com/hashicorp/terraform/blob/v1.11.4/internal/command/fmt.go
 */
export function modernize(tokens: Token[]): Token[] {
  const edits: Edit[] = [];
  const blocks: string[] = [];
  let index = 0;
  while (index < tokens.length) {
    const token = tokens[index] as Token;
    if (token.kind === "}") {
      blocks.pop();
      index += 1;
    } else if (token.kind !== "identifier") {
      index += 1;
    } else {
      const next = skipComments(tokens, index + 1);
      if (tokens[next]?.kind === "=") {
        const { start, end } = expressionAt(tokens, next + 1);
        const isVariableType =
          token.text === "type" && blocks.length === 1 && blocks[0] === "variable";
        const edit = isVariableType
          ? modernType(tokens, start, end)
          : modernExpression(tokens, start, end);
        if (edit !== undefined) {
          edits.push(edit);
        }
        index = end;
      } else {
        const brace = endOfHeader(tokens, next);
        if (brace === undefined) {
          return tokens; // not a block: the text does not parse, so leave it as it is
        }
        const edit = modernLabels(tokens, index + 1, brace);
        if (edit !== undefined) {
          edits.push(edit);
        }
        blocks.push(token.text);
        index = brace + 1;
      }
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

/** The tokens of the attribute's expression, without the comments around it. */
function expressionAt(tokens: readonly Token[], from: number): { start: number; end: number } {
  const start = skipComments(tokens, from);
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
  return { start, end };
}

function modernExpression(tokens: readonly Token[], start: number, end: number): Edit | undefined {
  if (
    end - start < 5 ||
    tokens[start]?.kind !== "openQuote" ||
    tokens[start + 1]?.kind !== "interpolation" ||
    tokens[end - 2]?.kind !== "closeTemplate" ||
    tokens[end - 1]?.kind !== "closeQuote"
  ) {
    return undefined;
  }
  let inside = tokens.slice(start + 2, end - 2);
  if (!isOneInterpolation(inside)) {
    return undefined;
  }
  const isNewline = (token: Token): boolean => token.kind === "newline";
  const isNotNewline = (token: Token): boolean => token.kind !== "newline";
  inside = inside.slice(inside.findIndex(isNotNewline), inside.findLastIndex(isNotNewline) + 1);
  const isParenthesized = inside[0]?.kind === "(" && inside.at(-1)?.kind === ")";
  if (inside.some(isNewline) && !isParenthesized) {
    inside = [created("(", "("), ...inside, created(")", ")")];
  }
  return { start, end, tokens: inside };
}

/** Template sequences within a nested string are part of that; others say there is more than one. */
function isOneInterpolation(inside: readonly Token[]): boolean {
  let quotes = 0;
  for (const token of inside) {
    switch (token.kind) {
      case "openQuote":
        quotes += 1;
        break;
      case "closeQuote":
        quotes -= 1;
        break;
      case "interpolation":
      case "closeTemplate":
      case "quotedText":
        if (quotes <= 0) {
          return false;
        }
    }
  }
  return true;
}

function modernType(tokens: readonly Token[], start: number, end: number): Edit | undefined {
  const [first, second] = [tokens[start], tokens[start + 1]];
  if (end - start === 1 && first?.kind === "identifier") {
    return /^(?:list|map|set)$/.test(first.text)
      ? { start, end, tokens: collection(first.text, "any") }
      : undefined;
  }
  if (end - start !== 3 || first?.kind !== "openQuote" || second?.kind !== "quotedText") {
    return undefined;
  }
  switch (second.text) {
    case "string":
      return { start, end, tokens: [created("identifier", "string")] };
    case "list":
    case "map":
      return { start, end, tokens: collection(second.text, "string") };
    default:
      return undefined;
  }
}

function collection(kind: string, element: string): Token[] {
  return [
    created("identifier", kind),
    created("(", "("),
    created("identifier", element),
    created(")", ")"),
  ];
}

/** The index of the `{` after a block's labels. */
function endOfHeader(tokens: readonly Token[], from: number): number | undefined {
  for (let index = from; index < tokens.length; index += 1) {
    switch (tokens[index]?.kind) {
      case "{":
        return index;
      case "identifier":
      case "openQuote":
      case "quotedText":
      case "closeQuote":
        break;
      case "comment":
        if (!endsLine(tokens[index] as Token)) {
          break;
        }
        return undefined;
      default:
        return undefined;
    }
  }
  return undefined;
}

function modernLabels(tokens: readonly Token[], start: number, brace: number): Edit | undefined {
  let end = brace;
  while (end > start && tokens[end - 1]?.kind === "comment") {
    end -= 1;
  }
  const labels: Token[] = [];
  let isChanged = false;
  for (let index = start; index < end; index += 1) {
    const token = tokens[index] as Token;
    if (token.kind === "identifier") {
      isChanged = true;
      labels.push(...quoted(escapeText(token.text.normalize("NFC"))));
    } else if (token.kind === "comment") {
      isChanged = true;
    } else if (token.kind === "openQuote") {
      const text = tokens[index + 1]?.kind === "quotedText" ? (tokens[index + 1]?.text ?? "") : "";
      const label = modernLabel(text);
      isChanged ||= label !== text;
      labels.push(...(label === undefined ? [] : quoted(label)));
    }
  }
  return isChanged ? { start, end, tokens: labels } : undefined;
}

/** What HCL's scanner takes for one token of text: `$` and `%` stand alone. */
const oneScannedToken = /^(?:(?:[^$%\\]|\\.)*|[$%]|\$\$\{~?|%%\{~?)$/su;

function modernLabel(text: string): string | undefined {
  const label = oneScannedToken.test(text) ? unescapeText(text) : undefined;
  return label === undefined ? undefined : escapeText(label.normalize("NFC"));
}

function quoted(text: string): Token[] {
  const open = created("openQuote", '"');
  const close = created("closeQuote", '"');
  return text === "" ? [open, close] : [open, created("quotedText", text), close];
}

function created(kind: TokenKind, text: string): Token {
  return { kind, text, spaces: 0 };
}

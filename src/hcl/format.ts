import { type Result, success } from "../model/result.ts";
import { align } from "./alignment.ts";
import { type Line, linesOf } from "./lines.ts";
import { modernize } from "./modernize.ts";
import { isSpaced } from "./spacing.ts";
import { type Tokens, tokenize } from "./tokenize.ts";
import { bracketChange, type SyntaxFault, type Token } from "./tokens.ts";

/**
 * HCL text byte for byte as `terraform fmt` 1.11 prints it.
 *
 * Text that has tokens but does not parse (a bracket is missing, say) comes back with its blanks moved
 * and nothing else: the parser tells its fault better.
 *
 * Line for line the output is the input, with two exceptions of Terraform's own: a value `"${ }"` over
 * several lines loses the line breaks next to its braces with them, and comments before and between a
 * block's labels go, see `modernize`. Like Terraform this adds no newline at the end, keeps blanks
 * there, and may want a second turn: `"${"${x}"}"` becomes `"${x}"` first.
 *
 * Not followed is a fault of Terraform 1.11: it loses the key of `x[true]`, `x[false]` and `x[null]`.
 *
 * @returns the place where the text cannot be read as tokens of HCL, if there is one
 * @see https://developer.hashicorp.com/terraform/cli/commands/fmt
 */
export function format(text: string): Result<string, SyntaxFault> {
  const tokenized = tokenize(modernize(text));
  return tokenized.ok ? success(formatTokens(tokenized.value)) : tokenized;
}

function formatTokens({ tokens, trailingSpaces }: Tokens): string {
  const lines = linesOf(tokens);
  indent(tokens, lines);
  for (const line of lines) {
    space(tokens, line.first, line.assign);
    space(tokens, line.assign, line.comment);
  }
  align(tokens, lines);

  let formatted = "";
  for (const token of tokens) {
    formatted += token.spaces === 0 ? token.text : " ".repeat(token.spaces) + token.text;
  }
  return formatted + " ".repeat(trailingSpaces);
}

/** Sets the blanks between the tokens of one cell of a line. */
function space(tokens: readonly Token[], first: number, end: number): void {
  for (let index = first + 1; index < end; index += 1) {
    const before = index - 2 < first ? undefined : tokens[index - 2];
    const token = tokens[index] as Token;
    token.spaces = isSpaced(before, tokens[index - 1] as Token, token) ? 1 : 0;
  }
}

/**
 * Sets the blanks before the first token of every line: two for each earlier *line* that opened
 * more brackets than it closed, and is not yet closed.
 */
function indent(tokens: readonly Token[], lines: readonly Line[]): void {
  /** For each level of indentation, how many brackets of the line that opened it are open. */
  const levels: number[] = [];
  for (const line of lines) {
    const first = tokens[line.first] as Token;
    if (first.kind === "newline") {
      first.spaces = 0;
      continue;
    }
    const open = openBrackets(tokens, line);
    let closed = -open;
    while (closed > 0 && levels.length > 0) {
      const level = levels[levels.length - 1] as number;
      if (closed < level) {
        levels[levels.length - 1] = level - closed;
      } else {
        levels.pop();
      }
      closed -= level;
    }
    first.spaces = 2 * levels.length;
    if (open > 0) {
      levels.push(open);
    }
  }
}

/** The expression after an aligned `=` is balanced, and text in a heredoc does not count. */
function openBrackets(tokens: readonly Token[], line: Line): number {
  let open = 0;
  for (let index = line.first; index < line.assign; index += 1) {
    const token = tokens[index] as Token;
    if (token.kind === "openHeredoc") {
      break;
    }
    open += bracketChange(token);
  }
  return open;
}

import type { Line } from "./lines.ts";
import { bracketChange, type Token } from "./tokens.ts";

/**
 * Sets the blanks before the first token of every line: two for each earlier *line* that opened
 * more brackets than it closed, and is not yet closed.
 */
export function indent(tokens: readonly Token[], lines: readonly Line[]): void {
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

/** What stands after an `=` that is aligned is balanced, and what is in a heredoc does not count. */
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

import { columns } from "./graphemes.ts";
import type { Line } from "./lines.ts";
import type { Token } from "./tokens.ts";

/**
 * Aligns, over consecutive lines that have one, the `=` of attributes and then the comments at
 * the ends of lines, by setting the blanks before them.
 */
export function align(tokens: readonly Token[], lines: readonly Line[]): void {
  alignColumn(
    tokens,
    lines,
    (line) => line.assign,
    (line) => line.comment,
  );
  alignColumn(
    tokens,
    lines,
    (line) => line.comment,
    (line) => line.end,
  );
}

/** Aligns the cells that begin at `start`; a line whose cell is empty ends the run. */
function alignColumn(
  tokens: readonly Token[],
  lines: readonly Line[],
  start: (line: Line) => number,
  end: (line: Line) => number,
): void {
  let run: { readonly token: Token; readonly width: number }[] = [];
  let widest = 0;
  const close = (): void => {
    for (const { token, width } of run) {
      token.spaces = widest - width + 1;
    }
    run = [];
    widest = 0;
  };
  for (const line of lines) {
    const at = start(line);
    if (at === end(line)) {
      close();
      continue;
    }
    const width = widthOf(tokens, line.first, at);
    widest = Math.max(widest, width);
    run.push({ token: tokens[at] as Token, width });
  }
  close();
}

function widthOf(tokens: readonly Token[], from: number, to: number): number {
  let width = 0;
  for (let index = from; index < to; index += 1) {
    const token = tokens[index] as Token;
    width += token.spaces + columns(token.text);
  }
  return width;
}

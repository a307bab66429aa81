import widthOf from "fast-string-width";
import type { Style } from "../style.ts";

/** The terminal, and how much of a report to show. */
export interface TextOptions {
  readonly style: Style;
  readonly columns: number;
  /** Lists identical values too, and leaves nothing out. */
  readonly all: boolean;
}

/** Text cut to a width, as terminals count it (a Chinese character takes two columns), with an ellipsis where something is missing. */
export function truncate(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const kept = [...text];
  while (kept.length > 0 && widthOf(kept.join("")) > width - 1) kept.pop();
  return `${kept.join("")}…`;
}

/** Text filled up with blanks to a width. */
export function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

/**
 * Text in lines no wider than `width`, broken at blanks; a word that is wider gets a line of its own.
 *
 * @param indent before every line
 */
export function wrap(text: string, width: number, indent = ""): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && widthOf(line) + 1 + widthOf(word) > width - indent.length) {
      lines.push(indent + line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return line === "" ? lines : [...lines, indent + line];
}

export function widest(texts: readonly string[], most: number): number {
  return Math.min(most, Math.max(0, ...texts.map((text) => widthOf(text))));
}

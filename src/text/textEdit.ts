import type { Uneditable } from "../diagnostics/messages/uneditable.ts";
import { type Failure, failure, type Result } from "../model/result.ts";

/** One replacement in a text. Offsets are in UTF-16 units; an insertion has `end` equal to `start`. */
export interface TextEdit {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly text: string;
}

/** The text with all replacements made. Every byte outside of them stays; they must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  let result = "";
  let position = 0;
  for (const edit of sorted) {
    if (edit.start < position) throw new RangeError("Edits of one text overlap");
    result += text.slice(position, edit.start) + edit.text;
    position = edit.end;
  }
  return result + text.slice(position);
}

export function insertion(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}

export function removal(start: number, end: number): TextEdit {
  return { start, end, text: "" };
}

export function newlineOf(text: string): "\n" | "\r\n" {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** The offset after the newline that ends the line of `offset`, or the text's end. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  return newline < 0 ? text.length : newline + 1;
}

/** The blanks that the line of `offset` starts with. */
export function indentationAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset)))?.[0] ?? "";
}

/** Why a text cannot be edited automatically, and the nearest place that was found. */
export interface Obstacle {
  readonly what: Uneditable;
  readonly file?: string;
}

export type Edited = Result<string, Obstacle>;

/** Nothing is edited: a person has to do it. */
export function obstacle(what: Uneditable, file?: string): Failure<Obstacle> {
  return failure(file === undefined ? { what } : { what, file });
}

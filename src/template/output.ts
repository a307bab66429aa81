/// <reference types="handlebars" preserve="true" />
import type { Location } from "../diagnostics/diagnostic.ts";
import { locationOfLine } from "../diagnostics/position.ts";
import type { Template } from "../model/templates.ts";

/** Where text is written while a template runs. */
export interface Output {
  /** Writes text of the template: each line comes from its own template line. */
  writeContent(text: string, source: Source, at: hbs.AST.Position): void;
  /**
   * Writes the result of an expression: all of it comes from the expression's place.
   *
   * @param verbatim its lines must not be indented: a heredoc may be among them
   */
  writeValue(text: string, source: Source, at: hbs.AST.Position, verbatim: boolean): void;
}

/** The file that a piece of a template stands in. */
export type Source = Pick<Template, "file" | "text">;

/** Collects text and forgets where it came from. */
export function plainOutput(): Output & { text(): string } {
  let text = "";
  const write = (piece: string): void => {
    text += piece;
  };
  return { writeContent: write, writeValue: write, text: () => text };
}

/** Passes text on, each line that is not empty indented: what a partial alone on its line writes. */
export function indentedOutput(output: Output, indentation: string): Output {
  let atLineStart = true;
  const indent = (text: string, source: Source, at: hbs.AST.Position): void => {
    if (text === "" || text.startsWith("\n")) return;
    if (atLineStart) output.writeValue(indentation, source, at, true);
    atLineStart = false;
  };
  return {
    writeContent(text, source, { line, column }) {
      for (const [index, part] of linesOf(text).entries()) {
        const at = { line: line + index, column: index === 0 ? column : 0 };
        indent(part, source, at);
        output.writeContent(part, source, at);
        if (part.endsWith("\n")) atLineStart = true;
      }
    },
    writeValue(text, source, at, verbatim) {
      for (const part of verbatim ? [text] : linesOf(text)) {
        indent(part, source, at);
        output.writeValue(part, source, at, verbatim);
        if (part.endsWith("\n")) atLineStart = true;
      }
    },
  };
}

/** The lines of a text, each with the newline that ends it. */
function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}

/**
 * Remembers for each line of output which line of which template wrote it. Slower: it is used to
 * explain an output that turned out wrong, by rendering it once more.
 */
export function tracedOutput(): Output & { origin(line: number): Location | undefined } {
  const origins = new Map<number, { source: Source; line: number; column: number }>();
  let line = 1;
  return {
    writeContent(text, source, at) {
      for (const [index, part] of text.split("\n").entries()) {
        if (index > 0) line++;
        // Blanks before an expression do not count as the origin of the line.
        if (part.trim() === "" || origins.has(line)) continue;
        const column = (index === 0 ? at.column : 0) + part.search(/\S/) + 1;
        origins.set(line, { source, line: at.line + index, column });
      }
    },
    writeValue(text, source, at) {
      for (const [index, part] of text.split("\n").entries()) {
        if (index > 0) line++;
        if (part.trim() === "" || origins.has(line)) continue;
        origins.set(line, { source, line: at.line, column: at.column + 1 });
      }
    },
    origin(wanted) {
      for (let candidate = wanted; candidate > 0; candidate--) {
        const origin = origins.get(candidate);
        if (!origin) continue;
        const { source } = origin;
        return locationOfLine(source.file, source.text, origin.line, origin.column);
      }
      return undefined;
    },
  };
}

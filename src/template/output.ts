import type { Location } from "../diagnostics/diagnostic.ts";
import { locationOfLine } from "../diagnostics/position.ts";
import type { Template } from "./parseTemplate.ts";

/** Where text is written while a template runs. */
export interface Output {
  write(text: string, source: Source, at: hbs.AST.Position): void;
}

/** The file that a piece of a template stands in. */
export type Source = Pick<Template, "file" | "text">;

/** Collects text and forgets where it came from. */
export function plainOutput(): Output & { text(): string } {
  let text = "";
  return {
    write(piece) {
      text += piece;
    },
    text: () => text,
  };
}

/**
 * Remembers for each line of output which line of which template wrote it. Slower: it is used to
 * explain an output that turned out wrong, by rendering it once more.
 */
export function tracedOutput(): Output & { origin(line: number): Location | undefined } {
  const origins = new Map<number, { source: Source; line: number; column: number }>();
  let line = 1;
  return {
    write(text, source, at) {
      for (const [index, part] of text.split("\n").entries()) {
        if (index > 0) line++;
        // Blanks before an expression are not what made the line.
        if (part.trim() === "" || origins.has(line)) continue;
        const column = (index === 0 ? at.column : 0) + part.search(/\S/) + 1;
        origins.set(line, { source, line: at.line + index, column });
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

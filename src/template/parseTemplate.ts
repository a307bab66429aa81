import { parse } from "handlebars/dist/cjs/handlebars/compiler/base.js";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { locationAt, locationOfLine } from "../diagnostics/position.ts";
import { failure, type Result, success } from "../model/result.ts";
import type { Template } from "../model/templates.ts";
import { findBlockMistake } from "./blockTags.ts";

/** Parses a Handlebars template; a syntax error is a diagnostic at its place. */
export function parseTemplate(file: string, text: string): Result<Template> {
  try {
    return success({ file, text, program: parse(text) });
  } catch (thrown) {
    const { message, line, column, isOfBlocks } = parseFailure(thrown as ParserError, text);
    const slip = isOfBlocks ? findBlockMistake(text) : undefined;
    if (slip) {
      const place = locationAt(file, text, slip.at);
      return failure(diagnostic("template-syntax", { message: slip.message }, place));
    }
    const location = locationOfLine(file, text, line, column);
    return failure(diagnostic("template-syntax", { message }, location));
  }
}

/** The parser's exceptions: its own checks have a position, syntax errors only a drawing. */
interface ParserError {
  readonly message: string;
  readonly lineNumber?: number;
  readonly column?: number;
}

function parseFailure(
  error: ParserError,
  text: string,
): { message: string; line: number; column: number; isOfBlocks: boolean } {
  if (error.lineNumber !== undefined) {
    const message = error.message.replace(/ - \d+:\d+$/, "");
    const isOfBlocks = message.includes("doesn't match");
    return { message, line: error.lineNumber, column: (error.column ?? 0) + 1, isOfBlocks };
  }
  const drawing = /^Parse error on line (\d+):\n(.*)\n(-*)\^\n(.*)$/s.exec(error.message);
  if (!drawing) return { message: error.message, line: 1, column: 1, isOfBlocks: false };
  const [, lineText = "1", shown = "", dashes = "", expectation = ""] = drawing;
  const line = Number(lineText);
  const source = text.split("\n")[line - 1] ?? "";
  // The drawing shows some text around the place without its newlines: what follows the caret is looked up.
  const ahead = shown.slice(dashes.length);
  let column = source.length + 1;
  for (let length = Math.min(ahead.length, 20); length > 0; length--) {
    const found = source.lastIndexOf(ahead.slice(0, length));
    if (found < 0) continue;
    column = found + 1;
    break;
  }
  const got = /got '(\w+)'/.exec(expectation)?.[1] ?? "";
  const isOfBlocks = got === "EOF" || got === "OPEN_ENDBLOCK";
  return { message: grammarWords(got), line, column, isOfBlocks };
}

/** The grammar names its tokens; these are the mistakes that people make. */
function grammarWords(got: string): string {
  if (got === "EOF") return "an expression, or a block, is opened and never closed";
  if (got === "OPEN_ENDBLOCK") return "a block is closed here, or its expression is empty";
  if (got === "INVERSE" || got === "OPEN_INVERSE_CHAIN") {
    return "{{else}} stands in no block, or twice in one";
  }
  if (got === "INVALID") return "an expression is not closed, or holds a character that it cannot";
  if (got === "CLOSE" || got.startsWith("CLOSE_")) return "the expression ends too early";
  return "the expression cannot be read";
}

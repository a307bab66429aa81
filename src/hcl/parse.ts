import { failure, type Result, success } from "../model/result.ts";
import type { SyntaxFault } from "./tokens.ts";

/** The file name for the parser's messages, so that no real name is mistaken for a place. */
const placeholder = "\u{f0000}";

/** `file:3,5-9: Summary; Detail`, or `file:1,1-3,2: ...` where the place spans lines. */
const place = new RegExp(`${placeholder}:(\\d+),(\\d+)-(?:\\d+,)?\\d+: `, "u");

/**
 * Parses HCL with HashiCorp's own parser, compiled to WebAssembly. That is slow to load (0.3 s,
 * 135 MB), so it is loaded at the first call. Expressions come back as `"${...}"` text, blocks as
 * arrays, keys sorted, integers beyond 2^53 rounded.
 *
 * The value is JSON-like data. Of several faults the first is reported; `filename` is what its message calls the file.
 * Its column counts what a reader sees as characters. A few faults have no place (`a "b" {}` beside `a {}`): they are
 * reported at line 1.
 */
export async function parseHcl(
  filename: string,
  text: string,
): Promise<Result<unknown, SyntaxFault>> {
  const { parse } = await import("@cdktn/hcl2json");
  try {
    return success(await parse(placeholder, text));
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return failure(firstFault(message, filename));
  }
}

/** The parser puts all it found into one text: `parse config: [PLACE: one PLACE: two]`. */
function firstFault(message: string, filename: string): SyntaxFault {
  const [before = "", line, column, first] = message.split(place);
  return first === undefined
    ? { line: 1, column: 1, message: before.slice(before.lastIndexOf(": ") + 1).trim() }
    : {
        line: Number(line),
        column: Number(column),
        message: first
          .replace(/\]$/, "")
          .trim()
          .replace("; ", ": ")
          .replaceAll(placeholder, filename),
      };
}

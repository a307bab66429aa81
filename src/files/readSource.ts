import { diagnostic } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import { decodeText, type Files } from "../model/files.ts";
import { failure, type Result, success } from "../model/result.ts";

/** How many bytes a spec or a template may have; files that are copied have no such limit. */
const largestSource = 2 ** 20;

/** The text of a spec or a template, without its byte order mark. */
export function readSource(files: Files, path: string): Result<string> {
  const bytes = files.read(path) ?? new Uint8Array();
  if (bytes.length > largestSource) {
    const args = { bytes: bytes.length, limit: largestSource };
    return failure(diagnostic("source-too-large", args, startOf(path)));
  }
  const text = decodeText(bytes);
  return text === undefined
    ? failure(diagnostic("not-utf8", {}, startOf(path)))
    : success(text.replace(/^\uFEFF/, ""));
}

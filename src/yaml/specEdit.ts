import { type Failure, success } from "../model/result.ts";
import { applyEdits, type Edited, type Obstacle, type TextEdit } from "../text/textEdit.ts";
import { type OpenSpec, openSpec } from "./openSpec.ts";

/** Edits a spec's text; a byte order mark stays in front of it. */
export function edited(
  text: string,
  edit: (spec: OpenSpec) => readonly TextEdit[] | Failure<Obstacle>,
): Edited {
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const spec = openSpec(text.slice(mark.length));
  const edits = edit(spec);
  return "ok" in edits ? edits : success(mark + applyEdits(spec.text, edits));
}

import { type Failure, success } from "../model/result.ts";
import {
  applyEdits,
  type Edited,
  type Obstacle,
  obstacle,
  type TextEdit,
} from "../text/textEdit.ts";
import { type OpenSpec, openSpec } from "./openSpec.ts";

/** What a spec says at a path cannot be edited automatically. */
export function obstacleAt(path: readonly string[], problem: string): Failure<Obstacle> {
  return obstacle(`${path.join(".")} (${problem})`);
}

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

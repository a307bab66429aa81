import { applyEdits, type TextEdit } from "../text/textEdit.ts";
import { type OpenSpec, openSpec } from "./openSpec.ts";

/** The new text, or why the place cannot be edited for sure: `path` is what stands in the way. */
export type SpecEdit =
  | { readonly text: string }
  | { readonly unsure: string; readonly path: readonly string[] };

/** Why nothing is edited. */
export type Unsure = Extract<SpecEdit, { unsure: string }>;

export function unsure(problem: string, path: readonly string[]): Unsure {
  return { unsure: problem, path };
}

/** Edits a spec's text; a byte order mark stays in front of it. */
export function edited(
  text: string,
  edit: (spec: OpenSpec) => readonly TextEdit[] | Unsure,
): SpecEdit {
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const spec = openSpec(text.slice(mark.length));
  const edits = edit(spec);
  return "unsure" in edits ? edits : { text: mark + applyEdits(spec.text, edits) };
}

import type { Location } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import type { Draft } from "../model/draft.ts";
import type { EditedSchema, SchemaEdit } from "../schemaSource/schemaEdit.ts";
import { type SchemaSources, schemaSources } from "../schemaSource/source.ts";
import { applyEdits, type Edited, type TextEdit } from "../text/textEdit.ts";
import { manualEdit } from "./manualEdit.ts";

/**
 * Edits one spec of a draft.
 *
 * @param write what to write by hand if it cannot be edited
 */
export function editSpec(
  draft: Draft,
  file: string,
  write: string,
  edit: (text: string) => Edited,
): void {
  const text = draft.read(file);
  if (text === undefined) return;
  const edited = edit(text);
  if (edited.ok) draft.write(file, edited.value);
  else draft.refuse(...manualEdit(edited, write, startOf(file)).problems);
}

/**
 * Edits texts of a draft, each place in its file.
 *
 * @param finish changes a file's text after that
 */
export function editPlaces(
  draft: Draft,
  places: readonly (TextEdit & { readonly file: string })[],
  finish = (_file: string, _before: string, after: string): string => after,
): void {
  for (const file of new Set(places.map((place) => place.file))) {
    const before = draft.read(file) ?? "";
    const edits = places.filter((place) => place.file === file);
    draft.write(file, finish(file, before, applyEdits(before, edits)));
  }
}

/**
 * Edits the schema of a draft.
 *
 * @param write what to write by hand if it cannot be edited
 * @param location where that is; absent: the file with the obstacle
 * @returns the files that were edited
 */
export async function editSchema(
  draft: Draft,
  write: string,
  location: Location | undefined,
  edit: (sources: SchemaSources) => EditedSchema,
): Promise<readonly SchemaEdit[]> {
  const edited = edit(await schemaSources(draft.read));
  if (!edited.ok) {
    draft.refuse(...manualEdit(edited, write, location).problems);
    return [];
  }
  for (const { file, text } of edited.value) draft.write(file, text);
  return edited.value;
}

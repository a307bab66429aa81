import { type Diagnostic, diagnostic, type Location } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import type { NotFound } from "../schemaSource/editSchema.ts";
import type { SpecEdit } from "../yaml/specEdit.ts";

/**
 * Where the schema's place was not found for sure: what to write, and the nearest place.
 *
 * @param location the stack's, if it is known
 */
export function schemaByHand(
  { notFound, file }: NotFound,
  write: string,
  location?: Location,
): Diagnostic {
  return diagnostic("edit-by-hand", { what: notFound, write }, location ?? startOf(file));
}

/** Where a spec cannot be edited for sure. */
export function specByHand(
  { unsure, path }: Extract<SpecEdit, { unsure: string }>,
  file: string,
  write: string,
): Diagnostic {
  const what = `${path.join(".")} (${unsure})`;
  return diagnostic("edit-by-hand", { what, write }, startOf(file));
}

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import type { NotFound } from "./schema/editSchema.ts";
import type { SpecEdit } from "./spec/editSpec.ts";

/** Where the schema's place was not found for sure: what to write, and the nearest file. */
export function schemaByHand({ notFound, file }: NotFound, write: string): Diagnostic {
  return diagnostic("edit-by-hand", { what: notFound, write }, startOf(file));
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

import { success } from "../model/result.ts";
import { obstacle } from "../text/textEdit.ts";
import { editedFiles, type SourceEdits } from "./editedFiles.ts";
import { removeEntry } from "./editSchema.ts";
import { keyText, sourceFormatOf, within } from "./entryText.ts";
import { findStack, objectItems } from "./find.ts";
import { type Entry, findEntry, objectAt, propertyName, reach } from "./follow.ts";
import { type ItemText, insertItem } from "./list.ts";
import type { EditedSchema, SchemaEdit } from "./schemaEdit.ts";
import type { SchemaSources } from "./source.ts";

/** The path of a stack's functions that compute variables. */
const path = ["computed", "variables"];

/** Adds the function of a computed variable to a stack. */
export function addComputing(
  sources: SchemaSources,
  stack: string,
  name: string,
  code: string,
): EditedSchema {
  const options = findStack(stack, sources);
  const reached = options && reach(options, path, sources);
  if (!reached)
    return obstacle({ kind: "section", section: "computed values", stack }, options?.source.file);
  const { at, missing } = reached;
  const format = sourceFormatOf(at.source);
  const item: ItemText = () => `${keyText(name, format)}: ${code}`;
  const names = at.node.properties.map(propertyName);
  const after = at === options ? names.indexOf("variables") : names.length - 1;
  const edits = insertItem(objectItems(at), after, within(missing, item, format), format.unit);
  return success(editedFiles([{ source: at.source, edits }]));
}

/** Removes the function of a computed variable from stacks, and properties that are empty then. */
export function removeComputing(
  sources: SchemaSources,
  stacks: readonly string[],
  name: string,
): readonly SchemaEdit[] {
  const removals = stacks.flatMap((stack): SourceEdits[] => {
    const options = findStack(stack, sources);
    const computed = objectAt(options, ["computed"], sources);
    const values = objectAt(computed, ["variables"], sources);
    const own = values && findEntry(values, name, sources);
    if (!options || !computed || !own) return [];
    // From the inside out: a property with nothing else is removed too.
    const around = [
      findEntry(computed, "variables", sources),
      findEntry(options, "computed", sources),
    ];
    const gone = around.reduce<Entry>(
      (entry, outer) => (outer && entry.node.properties.length === 1 ? outer : entry),
      own,
    );
    return [removeEntry(gone)];
  });
  return editedFiles(removals);
}

import { success } from "../model/result.ts";
import { obstacle } from "../text/textEdit.ts";
import { editedFiles, type SourceEdits } from "./editedFiles.ts";
import { removeEntry } from "./editSchema.ts";
import { keyText, sourceFormatOf, within } from "./entryText.ts";
import { type Entry, findEntry, findStack, objectItems } from "./find.ts";
import { property, propertyName, propertyObject } from "./follow.ts";
import { type ItemText, insertItem } from "./list.ts";
import type { EditedSchema, SchemaEdit } from "./schemaEdit.ts";
import type { SchemaSources } from "./source.ts";

/** Says in a stack what computes a variable. */
export function addComputing(
  sources: SchemaSources,
  stack: string,
  name: string,
  code: string,
): EditedSchema {
  const options = findStack(stack, sources);
  const computed = options && propertyObject(options, "computed", sources);
  const values = computed && propertyObject(computed, "variables", sources);
  const isElsewhere =
    !options ||
    (!computed && property(options, "computed", sources)) ||
    (computed && !values && property(computed, "variables", sources));
  if (isElsewhere)
    return obstacle({ kind: "section", section: "computed values", stack }, options?.source.file);
  const at = values ?? computed ?? options;
  const format = sourceFormatOf(at.source);
  let item: ItemText = () => `${keyText(name, format)}: ${code}`;
  if (!values) item = within("variables", item, format);
  if (!computed) item = within("computed", item, format);
  const names = at.node.properties.map(propertyName);
  const after = at === options ? names.indexOf("variables") : names.length - 1;
  const edits = insertItem(objectItems(at), after, item, format.unit);
  return success(editedFiles([{ source: at.source, edits }]));
}

/** Removes from stacks what computes a variable, and what is empty then. */
export function removeComputing(
  sources: SchemaSources,
  stacks: readonly string[],
  name: string,
): readonly SchemaEdit[] {
  const removals = stacks.flatMap((stack): SourceEdits[] => {
    const options = findStack(stack, sources);
    const computed = options && propertyObject(options, "computed", sources);
    const values = computed && propertyObject(computed, "variables", sources);
    const own = values && findEntry(values, name, sources);
    if (!own) return [];
    // From the inside out: what has nothing but this goes with it.
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

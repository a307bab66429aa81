import { success } from "../model/result.ts";
import { obstacle } from "../text/textEdit.ts";
import { keyText, sourceFormatOf } from "./entryText.ts";
import { type Entry, findEntry, findStack, objectItems } from "./find.ts";
import { property, propertyName, propertyObject } from "./follow.ts";
import { unusedImports } from "./imports.ts";
import { type ItemText, insertItem, removeItem } from "./list.ts";
import { type EditedSchema, editedFiles, type SchemaEdit } from "./schemaEdit.ts";
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
  const { unit, newline } = sourceFormatOf(at.source);
  const within =
    (key: string, item: ItemText): ItemText =>
    (indentation) => {
      const inner = indentation + unit;
      return `${key}: {${newline}${inner}${item(inner)},${newline}${indentation}}`;
    };
  const entry: ItemText = () => `${keyText(name, sourceFormatOf(at.source))}: ${code}`;
  const item = values
    ? entry
    : computed
      ? within("variables", entry)
      : within("computed", within("variables", entry));
  const names = at.node.properties.map((member) =>
    member.type === "SpreadElement" ? undefined : propertyName(member),
  );
  const after = at === options ? names.indexOf("variables") : names.length - 1;
  const edits = insertItem(objectItems(at), after, item, unit);
  return success(editedFiles([{ source: at.source, edits }]));
}

/** Removes from stacks what computes a variable, and what is empty then. */
export function removeComputing(
  sources: SchemaSources,
  stacks: readonly string[],
  name: string,
): readonly SchemaEdit[] {
  const removals = stacks.flatMap((stack) => {
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
    const { source } = gone;
    const { edits, start, end } = removeItem(objectItems(gone), gone.index);
    return [{ source, edits: [...edits, ...unusedImports(source, start, end)] }];
  });
  return editedFiles(removals);
}

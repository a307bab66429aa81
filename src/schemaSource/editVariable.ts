import type { ProjectVariable } from "../model/schema.ts";
import { indentationAt, obstacle } from "../text/textEdit.ts";
import type { ModuleArgument } from "./declaration.ts";
import { editedFiles, type SourceEdits } from "./editedFiles.ts";
import { removeEntry } from "./editSchema.ts";
import { keyText, literalText, modulesLiteral, within } from "./entryText.ts";
import { declaredOptions, findDeclaration, findStack, objectItems } from "./find.ts";
import { type Entry, findEntry, objectAt, property, propertyName, reach } from "./follow.ts";
import { type ItemText, insertItem } from "./list.ts";
import type { EditedSchema } from "./schemaEdit.ts";
import { type Expression, rangeOf, type SchemaSources } from "./source.ts";

/** Writes into the schema which calls get a variable, and the modules' names and descriptions for it, if they differ. */
export function setModules(
  sources: SchemaSources,
  stack: string,
  { name: variable, description: own }: Pick<ProjectVariable, "name" | "description">,
  given: ReadonlyMap<string, ModuleArgument>,
): EditedSchema {
  const calls = new Map(
    [...given].map(([call, { name, description }]) => [
      call,
      description === own ? { name } : { name, description },
    ]),
  );
  const entry = findDeclaration(sources, stack, "variables", variable);
  const options = entry && declaredOptions(entry);
  if (!options) return obstacle({ kind: "options", name: variable, stack });
  const { source } = options;
  const { format } = source;
  const literal = modulesLiteral(variable, calls);
  const text = (indentation: string): string =>
    literalText(literal, `${indentation}modules: ,`.length, indentation, format);
  const written = property(options, "modules");
  if (!written) {
    const { properties } = options.node;
    const described = properties.findIndex((one) => propertyName(one) === "description");
    const item: ItemText = (indentation) => `modules: ${text(indentation)}`;
    const edits = insertItem(objectItems(options), described, item);
    return editedFiles([{ source, edits }]);
  }
  if (written.source !== source) {
    return obstacle({ kind: "modules", name: variable, stack }, written.source.file);
  }
  if (Array.isArray(literal) && isListOf(written.node, literal)) return editedFiles([]);
  const range = rangeOf(written.node);
  const edit = { ...range, text: text(indentationAt(source.text, range.start)) };
  return editedFiles([{ source, edits: [edit] }]);
}

function isListOf(node: Expression, names: readonly string[]): boolean {
  return (
    node.type === "ArrayExpression" &&
    node.elements.length === names.length &&
    node.elements.every((one, at) => one?.type === "StringLiteral" && one.value === names[at])
  );
}

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
  const reached = options && reach(options, path);
  if (!reached)
    return obstacle({ kind: "section", section: "computed values", stack }, options?.source.file);
  const { at, missing } = reached;
  const format = at.source.format;
  const item: ItemText = () => `${keyText(name, format)}: ${code}`;
  const names = at.node.properties.map(propertyName);
  const after = at === options ? names.indexOf("variables") : names.length - 1;
  const edits = insertItem(objectItems(at), after, within(missing, item, format));
  return editedFiles([{ source: at.source, edits }]);
}

/** Removes the function of a computed variable from stacks, and properties that are empty then. */
export function removeComputing(
  sources: SchemaSources,
  stacks: readonly string[],
  name: string,
): EditedSchema {
  const removals = stacks.flatMap((stack): SourceEdits[] => {
    const options = findStack(stack, sources);
    const computed = objectAt(options, ["computed"]);
    const values = objectAt(computed, ["variables"]);
    const own = values && findEntry(values, name);
    if (!options || !computed || !own) return [];
    // From the inside out: a property with nothing else is removed too.
    const around = [findEntry(computed, "variables"), findEntry(options, "computed")];
    const gone = around.reduce<Entry>(
      (entry, outer) => (outer && entry.node.properties.length === 1 ? outer : entry),
      own,
    );
    return [removeEntry(gone)];
  });
  return editedFiles(removals);
}

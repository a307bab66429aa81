import { success } from "../model/result.ts";
import type { ProjectVariable } from "../model/schema.ts";
import { indentationAt, obstacle } from "../text/textEdit.ts";
import type { ModuleArgument } from "./declaration.ts";
import { editedFiles } from "./editedFiles.ts";
import { literalText, modulesLiteral, sourceFormatOf } from "./entryText.ts";
import { declaredOptions, findDeclaration, objectItems } from "./find.ts";
import { property, propertyName } from "./follow.ts";
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
  const options = entry && declaredOptions(entry, sources);
  if (!options) return obstacle({ kind: "options", name: variable, stack });
  const { source } = options;
  const format = sourceFormatOf(source);
  const literal = modulesLiteral(variable, calls);
  const text = (indentation: string): string =>
    literalText(literal, `${indentation}modules: ,`.length, indentation, format);
  const written = property(options, "modules", sources);
  if (!written) {
    const { properties } = options.node;
    const described = properties.findIndex((one) => propertyName(one) === "description");
    const item: ItemText = (indentation) => `modules: ${text(indentation)}`;
    const edits = insertItem(objectItems(options), described, item, format.unit);
    return success(editedFiles([{ source, edits }]));
  }
  if (written.source !== source) {
    return obstacle({ kind: "modules", name: variable, stack }, written.source.file);
  }
  if (Array.isArray(literal) && isListOf(written.node, literal)) return success([]);
  const range = rangeOf(written.node);
  const edit = { ...range, text: text(indentationAt(source.text, range.start)) };
  return success(editedFiles([{ source, edits: [edit] }]));
}

function isListOf(node: Expression, names: readonly string[]): boolean {
  return (
    node.type === "ArrayExpression" &&
    node.elements.length === names.length &&
    node.elements.every((one, at) => one?.type === "StringLiteral" && one.value === names[at])
  );
}

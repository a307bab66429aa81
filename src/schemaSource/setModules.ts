import { type Result, success } from "../model/result.ts";
import { applyEdits, indentationAt, type Obstacle, obstacle } from "../text/textEdit.ts";
import type { SchemaEdit } from "./editSchema.ts";
import { type ModuleArgument, modulesText, sourceFormatOf } from "./entryText.ts";
import { findEntry, findSection, findStack, objectItems } from "./find.ts";
import { follow, followObject, property, propertyName } from "./follow.ts";
import { insertItem } from "./list.ts";
import {
  type At,
  type Expression,
  type ObjectLiteral,
  rangeOf,
  type SchemaSources,
} from "./source.ts";

/** What a module says of a variable: a description of its own only where it is another. */
export function moduleArgument(
  variable: { readonly description: string },
  { name, description }: ModuleArgument,
): ModuleArgument {
  return description === undefined || description === variable.description
    ? { name }
    : { name, description };
}

/** Says in the schema which calls a variable goes to, and what their modules say of it. */
export function setModules(
  sources: SchemaSources,
  stack: string,
  variable: string,
  calls: ReadonlyMap<string, ModuleArgument>,
): Result<SchemaEdit, Obstacle> {
  const options = optionsOf(sources, stack, variable);
  if (!options) return obstacle({ kind: "options", name: variable, stack });
  const format = sourceFormatOf(options.source);
  const { text } = options.source;
  const list = objectItems(options);
  const written = property(options, "modules", sources);
  if (written && written.source !== options.source) {
    return obstacle({ kind: "modules", name: variable, stack }, written.source.file);
  }
  if (written) {
    if (saysAlready(written.node, variable, calls)) {
      return success({ file: options.source.file, text });
    }
    const range = rangeOf(written.node);
    const said = modulesText(variable, calls, indentationAt(text, range.start), format);
    return success({
      file: options.source.file,
      text: applyEdits(text, [{ ...range, text: said }]),
    });
  }
  const described = options.node.properties.findIndex((one) => propertyName(one) === "description");
  const edits = insertItem(
    list,
    described,
    (indentation) => `modules: ${modulesText(variable, calls, indentation, format)}`,
    format.unit,
  );
  return success({ file: options.source.file, text: applyEdits(text, edits) });
}

/** Whether it is a list of these calls, in which the variable's own name is meant. */
function saysAlready(
  node: Expression,
  variable: string,
  calls: ReadonlyMap<string, ModuleArgument>,
): boolean {
  if (node.type !== "ArrayExpression") return false;
  const listed = node.elements.map((one) =>
    one?.type === "StringLiteral" ? one.value : undefined,
  );
  return (
    listed.length === calls.size &&
    [...calls].every(
      ([call, { name, description }], at) =>
        listed[at] === call && name === variable && description === undefined,
    )
  );
}

/** What comes after the type in `variable(type, { ... })`. */
function optionsOf(
  sources: SchemaSources,
  stack: string,
  variable: string,
): At<ObjectLiteral> | undefined {
  const options = findStack(stack, sources);
  const section = options && findSection(options, "variables", sources);
  const entry = section && findEntry(section, variable, sources);
  const member = entry?.node.properties[entry.index];
  if (!entry || member?.type !== "ObjectProperty") return undefined;
  const value = { source: entry.source, node: member.value as Expression };
  const declared = follow(value, sources);
  if (declared?.node.type !== "CallExpression") return undefined;
  const [, given] = declared.node.arguments;
  if (!given) return undefined;
  return followObject({ source: declared.source, node: given as Expression }, sources);
}

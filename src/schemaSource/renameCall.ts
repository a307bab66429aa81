import { schemaEntry } from "../model/layout.ts";
import { obstacle, type TextEdit } from "../text/textEdit.ts";
import { editedFiles, type SourceEdits } from "./editedFiles.ts";
import { keyText, quoted } from "./entryText.ts";
import { declaredOptions, findDeclaration, findStack, objectItems } from "./find.ts";
import { type Entry, findEntry, follow, property, propertyName, reach } from "./follow.ts";
import { insertItem } from "./list.ts";
import type { EditedSchema } from "./schemaEdit.ts";
import {
  type At,
  type Expression,
  type ObjectLiteral,
  rangeOf,
  type SchemaSources,
} from "./source.ts";

/** A call of a stack, and its new name. */
export interface CallRename {
  readonly stack: string;
  readonly name: string;
  readonly newName: string;
  /** The folder of `modules/` that it calls: where `calls` does not name it yet, it does then. */
  readonly module: string | undefined;
  readonly variables: readonly string[];
}

/** Renames a module call: in the stack's `calls`, and in the `modules` of each variable that goes to it. */
export function renameCallIn(
  sources: SchemaSources,
  { stack, name, newName, module, variables }: CallRename,
): EditedSchema {
  const options = findStack(stack, sources);
  if (!options) return obstacle({ kind: "stack", stack }, schemaEntry);
  const named = callEdits(options, name, newName, module);
  if (!named) return obstacle({ kind: "section", section: "calls", stack }, options.source.file);
  const made = [named];
  for (const variable of variables) {
    const entry = findDeclaration(sources, stack, "variables", variable);
    const said = entry && declaredOptions(entry);
    const written = said && property(said, "modules");
    const passed = written && follow(written);
    const edit = passed && nameEdit(passed, name, newName);
    if (!edit) return obstacle({ kind: "modules", name: variable, stack }, entry?.source.file);
    made.push({ source: passed.source, edits: [edit] });
  }
  return editedFiles(made);
}

function callEdits(
  options: At<ObjectLiteral>,
  name: string,
  newName: string,
  module: string | undefined,
): SourceEdits | undefined {
  const format = options.source.format;
  const reached = reach(options, ["calls"]);
  if (!reached) return undefined;
  const { at, missing } = reached;
  const entry = missing.length === 0 ? findEntry(at, name) : undefined;
  if (entry) {
    const edit = keyEdit(entry, newName);
    return edit && { source: entry.source, edits: [edit] };
  }
  if (module === undefined) return undefined;
  const written = `${keyText(newName, format)}: ${quoted(module, format)}`;
  const item = missing.length === 0 ? written : `calls: { ${written} }`;
  // Above the variables that go there.
  const after = missing.length === 0 ? at.node.properties.length - 1 : -1;
  return {
    source: at.source,
    edits: insertItem(objectItems(at), after, () => item),
  };
}

function keyEdit({ source, node, index }: Entry, newName: string): TextEdit | undefined {
  const member = node.properties[index];
  if (member?.type !== "ObjectProperty") return undefined;
  const text = keyText(newName, source.format);
  const { start, end } = rangeOf(member.key);
  return member.shorthand ? { start, end: start, text: `${text}: ` } : { start, end, text };
}

function nameEdit(
  { source, node }: At<Expression>,
  name: string,
  newName: string,
): TextEdit | undefined {
  if (node.type === "ArrayExpression") {
    const element = node.elements.find(
      (one) => one?.type === "StringLiteral" && one.value === name,
    );
    return element ? { ...rangeOf(element), text: quoted(newName, source.format) } : undefined;
  }
  if (node.type !== "ObjectExpression") return undefined;
  const index = node.properties.findIndex(
    (member) => member.type === "ObjectProperty" && propertyName(member) === name,
  );
  return index < 0 ? undefined : keyEdit({ source, node, index }, newName);
}

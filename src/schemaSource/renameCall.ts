import { schemaEntry } from "../model/layout.ts";
import { type Result, success } from "../model/result.ts";
import { applyEdits, type Obstacle, obstacle, type TextEdit } from "../text/textEdit.ts";
import type { SchemaEdit } from "./editSchema.ts";
import { keyText, quoted, sourceFormatOf } from "./entryText.ts";
import { type Entry, findEntry, findSection, findStack, objectItems } from "./find.ts";
import { follow, followObject, property } from "./follow.ts";
import { insertItem } from "./list.ts";
import {
  type At,
  type Expression,
  type ObjectLiteral,
  rangeOf,
  type SchemaSource,
  type SchemaSources,
} from "./source.ts";

/** A call of a stack, and what is to become of it. */
export interface CallRename {
  readonly stack: string;
  readonly name: string;
  readonly newName: string;
  /** The folder of `modules/` that it calls: where `calls` does not name it yet, it does then. */
  readonly module: string | undefined;
  /** The variables that go to it. */
  readonly variables: readonly string[];
}

/** Renames a module call: in the stack's `calls`, and in the `modules` of each variable that goes to it. */
export function renameCallIn(
  sources: SchemaSources,
  { stack, name, newName, module, variables }: CallRename,
): Result<readonly SchemaEdit[], Obstacle> {
  const options = findStack(stack, sources);
  if (!options) return obstacle({ kind: "stack", stack }, schemaEntry);
  const edits = new Map<SchemaSource, TextEdit[]>();
  const add = ({ source }: At<unknown>, more: readonly TextEdit[]): void => {
    edits.set(source, [...(edits.get(source) ?? []), ...more]);
  };
  const named = callEdits(options, name, newName, module, sources);
  if (!named) return obstacle({ kind: "section", section: "calls", stack }, options.source.file);
  add(named.at, named.edits);
  const section = findSection(options, "variables", sources);
  for (const variable of variables) {
    const entry = section && findEntry(section, variable, sources);
    const passed = entry && modulesOf(entry, sources);
    const edit = passed && nameEdit(passed, name, newName);
    if (!edit) return obstacle({ kind: "modules", name: variable, stack }, entry?.source.file);
    add(passed, [edit]);
  }
  return success(
    [...edits].map(([{ file, text }, ofFile]) => ({ file, text: applyEdits(text, ofFile) })),
  );
}

interface CallEdits {
  readonly at: At<ObjectLiteral>;
  readonly edits: readonly TextEdit[];
}

function callEdits(
  options: At<ObjectLiteral>,
  name: string,
  newName: string,
  module: string | undefined,
  sources: SchemaSources,
): CallEdits | undefined {
  const format = sourceFormatOf(options.source);
  const value = property(options, "calls", sources);
  const calls = value && followObject(value, sources);
  if (value && !calls) return undefined;
  const entry = calls && findEntry(calls, name, sources);
  if (entry) {
    const edit = keyEdit(entry, newName);
    return edit && { at: entry, edits: [edit] };
  }
  if (module === undefined) return undefined;
  const written = `${keyText(newName, format)}: ${quoted(module, format)}`;
  const at = calls ?? options;
  const item = calls ? written : `calls: { ${written} }`;
  // Above the variables that go there.
  return {
    at,
    edits: insertItem(
      objectItems(at),
      calls ? calls.node.properties.length - 1 : -1,
      () => item,
      format.unit,
    ),
  };
}

function keyEdit({ source, node, index }: Entry, newName: string): TextEdit | undefined {
  const member = node.properties[index];
  if (member?.type !== "ObjectProperty") return undefined;
  const text = keyText(newName, sourceFormatOf(source));
  return member.shorthand
    ? { ...rangeOf({ start: member.start ?? 0, end: member.start ?? 0 }), text: `${text}: ` }
    : { ...rangeOf(member.key), text };
}

/** What a variable says of the calls that it goes to. */
function modulesOf(
  { source, node, index }: Entry,
  sources: SchemaSources,
): At<Expression> | undefined {
  const member = node.properties[index];
  if (member?.type !== "ObjectProperty") return undefined;
  const declared = follow({ source, node: member.value as Expression }, sources);
  const given = declared?.node.type === "CallExpression" ? declared.node.arguments[1] : undefined;
  const options =
    declared &&
    given &&
    followObject({ source: declared.source, node: given as Expression }, sources);
  const modules = options && property(options, "modules", sources);
  return modules && follow(modules, sources);
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
    return element
      ? { ...rangeOf(element), text: quoted(newName, sourceFormatOf(source)) }
      : undefined;
  }
  if (node.type !== "ObjectExpression") return undefined;
  const index = node.properties.findIndex(
    (member) =>
      member.type === "ObjectProperty" &&
      ((member.key.type === "Identifier" && member.key.name === name) ||
        (member.key.type === "StringLiteral" && member.key.value === name)),
  );
  return index < 0 ? undefined : keyEdit({ source, node, index }, newName);
}

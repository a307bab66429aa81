import { locationAt } from "../diagnostics/position.ts";
import { schemaEntry } from "../model/layout.ts";
import { obstacle } from "../text/textEdit.ts";
import type { DeclarationOptions } from "./declaration.ts";
import { editedFiles, type SourceEdits } from "./editedFiles.ts";
import { entryText, isIdentifier, keyText, quoted, within } from "./entryText.ts";
import { findStack, objectItems, type Section } from "./find.ts";
import { type Entry, findEntry, objectAt, propertyName, reach } from "./follow.ts";
import { importFunction, importZod, unusedImports } from "./imports.ts";
import { insertItem, removeItem } from "./list.ts";
import type { EditedSchema } from "./schemaEdit.ts";
import { rangeOf, type SchemaSource, type SchemaSources } from "./source.ts";

export interface Declaration {
  readonly name: string;
  /** Where it is declared; absent: under variables or, without a type, under secrets. */
  readonly section?: Section;
  /** Its zod type, given what the file calls zod; absent: it is a secret. */
  readonly type?: (zod: string) => string;
  readonly options: DeclarationOptions;
}

/**
 * Adds a declaration to a stack, and the imports that it needs.
 *
 * @param place the name that it follows: chosen among those that stand in the stack's own literal
 */
export function addDeclaration(
  sources: SchemaSources,
  stack: string,
  declaration: Declaration,
  place: (names: readonly string[]) => string | null | undefined,
): EditedSchema {
  const section = declaration.section ?? (declaration.type ? "variables" : "secrets");
  const options = findStack(stack, sources);
  if (!options) return obstacle({ kind: "stack", stack }, schemaEntry);
  const reached = reach(options, [section]);
  if (!reached) return obstacle({ kind: "section", section, stack }, options.source.file);
  const { at, missing } = reached;
  const { source } = at;
  const { format } = source;
  const callee = importFunction(source, section.slice(0, -1));
  const type = declaration.type && typeIn(source, declaration.type);
  const entry = entryText(declaration.name, callee.name, type?.text, declaration.options, format);
  const names = at.node.properties.map((member) => propertyName(member) ?? "");
  const after = missing.length > 0 ? undefined : place(names.filter((name) => name !== ""));
  const index = after === undefined ? names.length - 1 : after === null ? -1 : names.indexOf(after);
  const added = insertItem(objectItems(at), index, within(missing, entry, format));
  const edits = [...callee.edits, ...(type?.edits ?? []), ...added];
  return editedFiles([{ source, edits }]);
}

/** Removes a name's declaration from stacks, and the imports that nothing else uses. */
export function removeDeclaration(
  sources: SchemaSources,
  stacks: readonly string[],
  section: Section,
  name: string,
): EditedSchema {
  return editEntries(sources, stacks, section, name, removeEntry);
}

/** Removes an entry, and the imports that nothing else uses. */
export function removeEntry(entry: Entry): SourceEdits {
  const { source, index } = entry;
  const { edits, keptComment, start, end } = removeItem(objectItems(entry), index);
  return {
    source,
    edits: [...edits, ...unusedImports(source, start, end)],
    ...(keptComment !== undefined && {
      keptComment: locationAt(source.file, source.text, keptComment),
    }),
  };
}

/** Renames a declaration. What it declares stays as it is. */
export function renameDeclaration(
  sources: SchemaSources,
  stacks: readonly string[],
  section: Section,
  name: string,
  newName: string,
): EditedSchema {
  return editEntries(sources, stacks, section, name, ({ source, node, index }) => {
    const member = node.properties[index];
    if (member?.type !== "ObjectProperty") return { source, edits: [] };
    const key = rangeOf(member.key);
    const value = rangeOf(member.value);
    const { format } = source;
    const isShorthand =
      member.shorthand || (member.value.type === "Identifier" && member.value.name === newName);
    if (isShorthand) {
      const text = member.shorthand ? `${keyText(newName, format)}: ${name}` : newName;
      return { source, edits: [{ start: key.start, end: value.end, text }] };
    }
    const needless = member.key.type === "StringLiteral" && isIdentifier(name);
    const text = needless ? quoted(newName, format) : keyText(newName, format);
    return { source, edits: [{ ...key, text }] };
  });
}

function editEntries(
  sources: SchemaSources,
  stacks: readonly string[],
  section: Section,
  name: string,
  edit: (entry: Entry) => SourceEdits,
): EditedSchema {
  const made: SourceEdits[] = [];
  for (const stack of stacks) {
    const options = findStack(stack, sources);
    if (!options) return obstacle({ kind: "stack", stack }, schemaEntry);
    const literal = objectAt(options, [section]);
    const entry = literal && findEntry(literal, name);
    if (!entry) {
      const { file } = (literal ?? options).source;
      return obstacle({ kind: "declaration", name, stack }, file);
    }
    made.push(edit(entry));
  }
  return editedFiles(made);
}

function typeIn(source: SchemaSource, type: (zod: string) => string) {
  const zod = importZod(source);
  const text = type(zod.name);
  // A type may be a constant of the file, which needs no zod.
  const usesZod = new RegExp(`(?<![\\w$.])${zod.name.replaceAll("$", "\\$")}\\.`).test(text);
  return { text, edits: usesZod ? zod.edits : [] };
}

/** The constants and imports of the file in which a stack's variables stand: what a type may be made of. */
export function namesForTypes(sources: SchemaSources, stack: string): readonly string[] {
  const options = findStack(stack, sources);
  const { source } = objectAt(options, ["variables"]) ?? options ?? {};
  return (source?.program.body ?? []).flatMap((statement) => {
    if (statement.type === "ImportDeclaration") {
      return statement.specifiers.map(({ local }) => local.name);
    }
    const declaration =
      statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declaration?.type !== "VariableDeclaration") return [];
    return declaration.declarations.flatMap(({ id }) =>
      id.type === "Identifier" ? [id.name] : [],
    );
  });
}

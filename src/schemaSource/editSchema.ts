import { schemaEntry } from "../model/layout.ts";
import { type Result, success } from "../model/result.ts";
import { applyEdits, type Obstacle, obstacle, type TextEdit } from "../text/textEdit.ts";
import {
  type DeclarationOptions,
  entryText,
  isIdentifier,
  keyText,
  quoted,
  sourceFormatOf,
} from "./entryText.ts";
import {
  arrayItems,
  type Entry,
  findEntry,
  findPromotion,
  findSection,
  findStack,
  objectItems,
  type Section,
} from "./find.ts";
import { propertyName } from "./follow.ts";
import { importFunction, importZod, unusedImports } from "./imports.ts";
import { insertItem, removeItem } from "./list.ts";
import { type ArrayLiteral, rangeOf, type SchemaSource, type SchemaSources } from "./source.ts";

/** A file of the schema with its new text. */
export interface SchemaEdit {
  readonly file: string;
  readonly text: string;
  /** Offset in the old text of a comment above a removed entry that stays: it may head what follows. */
  readonly keptComment?: number;
}

/** What is declared. */
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
): Result<SchemaEdit, Obstacle> {
  const section = declaration.section ?? (declaration.type ? "variables" : "secrets");
  const options = findStack(stack, sources);
  if (!options) return obstacle({ kind: "stack", stack }, schemaEntry);
  const written = options.node.properties.some((member) => propertyName(member) === section);
  const literal = findSection(options, section, sources);
  const spreads = options.node.properties.some(({ type }) => type === "SpreadElement");
  if (!literal && (written || spreads)) {
    return obstacle({ kind: "section", section, stack }, options.source.file);
  }
  const { source } = literal ?? options;
  const format = sourceFormatOf(source);
  const callee = importFunction(source, section.slice(0, -1));
  const type = declaration.type && typeIn(source, declaration.type);
  const entry = entryText(declaration.name, callee.name, type?.text, declaration.options, format);
  const edits: TextEdit[] = [...callee.edits, ...(type?.edits ?? [])];
  if (literal) {
    const names = literal.node.properties.map((member) => propertyName(member) ?? "");
    const after = place(names.filter((name) => name !== ""));
    const index =
      after === undefined ? names.length - 1 : after === null ? -1 : names.indexOf(after);
    edits.push(...insertItem(objectItems(literal), index, entry, format.unit));
  } else {
    const list = objectItems(options);
    const wrapped = (indentation: string): string => {
      const inner = indentation + format.unit;
      return `${section}: {${format.newline}${inner}${entry(inner)},${format.newline}${indentation}}`;
    };
    edits.push(...insertItem(list, list.items.length - 1, wrapped, format.unit));
  }
  return success({ file: source.file, text: applyEdits(source.text, edits) });
}

/** Removes a name's declaration from stacks, and the imports that nothing else uses. */
export function removeDeclaration(
  sources: SchemaSources,
  stacks: readonly string[],
  section: Section,
  name: string,
): Result<readonly SchemaEdit[], Obstacle> {
  return editEntries(sources, stacks, section, name, (entry) => {
    const { edits, keptComment, start, end } = removeItem(objectItems(entry), entry.index);
    const all = [...edits, ...unusedImports(entry.source, start, end)];
    return { edits: all, ...(keptComment === undefined ? {} : { keptComment }) };
  });
}

/** Renames a declaration. What it declares stays as it is. */
export function renameDeclaration(
  sources: SchemaSources,
  stacks: readonly string[],
  section: Section,
  name: string,
  newName: string,
): Result<readonly SchemaEdit[], Obstacle> {
  return editEntries(sources, stacks, section, name, ({ source, node, index }) => {
    const member = node.properties[index];
    if (member?.type !== "ObjectProperty") return { edits: [] };
    const key = rangeOf(member.key);
    const value = rangeOf(member.value);
    const format = sourceFormatOf(source);
    const isShorthand =
      member.shorthand || (member.value.type === "Identifier" && member.value.name === newName);
    if (isShorthand) {
      const text = member.shorthand ? `${keyText(newName, format)}: ${name}` : newName;
      return { edits: [{ start: key.start, end: value.end, text }] };
    }
    const needless = member.key.type === "StringLiteral" && isIdentifier(name);
    const text = needless ? quoted(newName, format) : keyText(newName, format);
    return { edits: [{ ...key, text }] };
  });
}

/** Adds an environment to the promotion order, after another one. */
export function addToPromotion(
  sources: SchemaSources,
  environment: string,
  after: string,
): Result<SchemaEdit, Obstacle> {
  const array = findPromotion(sources);
  const list = array && arrayItems(array);
  const isAfter = (element: ArrayLiteral["elements"][number]): boolean =>
    element?.type === "StringLiteral" && element.value === after;
  // Behind one of a wave is after the whole wave.
  const index = array?.node.elements.findIndex(
    (element) =>
      isAfter(element) || (element?.type === "ArrayExpression" && element.elements.some(isAfter)),
  );
  if (!array || !list || index === undefined || index < 0) {
    return obstacle({ kind: "promotion", name: after }, schemaEntry);
  }
  const { source } = array;
  const format = sourceFormatOf(source);
  const edits = insertItem(list, index, () => quoted(environment, format), format.unit);
  return success({ file: source.file, text: applyEdits(source.text, edits) });
}

interface EntryEdits {
  readonly edits: readonly TextEdit[];
  readonly keptComment?: number;
}

/** Stacks may share a literal, so that one entry is the declaration of several: it is edited once. */
function editEntries(
  sources: SchemaSources,
  stacks: readonly string[],
  section: Section,
  name: string,
  edit: (entry: Entry) => EntryEdits,
): Result<readonly SchemaEdit[], Obstacle> {
  const entries = new Map<string, Entry>();
  for (const stack of stacks) {
    const options = findStack(stack, sources);
    if (!options) return obstacle({ kind: "stack", stack }, schemaEntry);
    const literal = findSection(options, section, sources);
    const entry = literal && findEntry(literal, name, sources);
    if (!entry) {
      const { file } = (literal ?? options).source;
      return obstacle({ kind: "declaration", name, stack }, file);
    }
    entries.set(`${entry.source.file}:${rangeOf(entry.node).start}`, entry);
  }
  const byFile = new Map<string, { source: SchemaSource; made: EntryEdits[] }>();
  for (const entry of entries.values()) {
    const { source } = entry;
    const known = byFile.get(source.file) ?? { source, made: [] };
    known.made.push(edit(entry));
    byFile.set(source.file, known);
  }
  const edits = [...byFile.values()].map(({ source, made }) => {
    const keptComment = made.find((one) => one.keptComment !== undefined)?.keptComment;
    return {
      file: source.file,
      text: applyEdits(source.text, withoutTwins(made.flatMap(({ edits }) => edits))),
      ...(keptComment === undefined ? {} : { keptComment }),
    };
  });
  return success(edits);
}

/** Two removals in one file may both take the same import away. */
export function withoutTwins(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()];
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
  const literal = options && findSection(options, "variables", sources);
  const source = (literal ?? options)?.source;
  return source ? namesIn(source) : [];
}

function namesIn({ program }: SchemaSource): string[] {
  return program.body.flatMap((statement) => {
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

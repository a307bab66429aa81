import { compareText } from "../diagnostics/diagnostic.ts";
import { lineEnd, lineStart, newlineOf, type TextEdit } from "../text/textEdit.ts";
import { importSpecifierName } from "./follow.ts";
import { type BracketedList, insertItem, removeItem } from "./list.ts";
import { type Import, nodesIn, rangeOf, type SchemaSource } from "./source.ts";

/** The local name of an import, and the edits that add the import if it is missing. */
export interface Imported {
  /** The expression: `variable`, or `terraloom.variable`. */
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/** Makes sure that a file has one of terraloom's functions. */
export function importFunction(source: SchemaSource, name: string): Imported {
  const imports = importsOf(source).filter(
    ({ source: from, importKind }) => from.value === "terraloom" && importKind !== "type",
  );
  for (const { specifiers } of imports) {
    for (const specifier of specifiers) {
      if (specifier.type === "ImportNamespaceSpecifier") {
        return { name: `${specifier.local.name}.${name}`, edits: [] };
      }
      if (specifier.type === "ImportSpecifier" && importSpecifierName(specifier) === name) {
        return { name: specifier.local.name, edits: [] };
      }
    }
  }
  const [statement] = imports;
  const names = statement && specifierItems(source, statement);
  if (!names) return { name, edits: [importLine(source, `{ ${name} }`, "terraloom")] };
  const listed = statement.specifiers.map(({ local }) => local.name);
  const before = listed.findLastIndex((other) => compareText(other, name) < 0);
  const sorted = listed.every((other, i) => i === 0 || compareText(listed[i - 1] ?? "", other) < 0);
  const after = sorted ? before : listed.length - 1;
  return { name, edits: insertItem(names, after, () => name) };
}

/** Makes sure that a file imports zod, and returns its local name. */
export function importZod(source: SchemaSource): Imported {
  for (const { source: from, specifiers, importKind } of importsOf(source)) {
    if (!/^zod(?:\/|$)/.test(from.value) || importKind === "type") continue;
    for (const specifier of specifiers) {
      const isZod = specifier.type !== "ImportSpecifier" || importSpecifierName(specifier) === "z";
      if (isZod) return { name: specifier.local.name, edits: [] };
    }
  }
  return { name: "z", edits: [importLine(source, "* as z", "zod")] };
}

/**
 * The edits that remove imports that only a removed part of the file used.
 *
 * @param start start of what is removed
 * @param end its end, exclusive
 */
export function unusedImports(source: SchemaSource, start: number, end: number): TextEdit[] {
  const nodes = source.program.body.flatMap((statement) =>
    statement.type === "ImportDeclaration" ? [] : nodesIn(statement),
  );
  // `x` in `{ x: 1 }` and in `a.x` is not a reference.
  const plain = new Set(
    nodes.flatMap((node) => (node.computed === false ? [node.key, node.property] : [])),
  );
  const used = { inside: new Set<string>(), outside: new Set<string>() };
  for (const node of nodes) {
    if (node.type !== "Identifier" || plain.has(node)) continue;
    const at = rangeOf(node).start;
    (at >= start && at < end ? used.inside : used.outside).add(String(node.name));
  }
  const isUnused = (name: string): boolean => used.inside.has(name) && !used.outside.has(name);
  const imports = importsOf(source);
  const isWhollyUnused = ({ specifiers }: Import): boolean =>
    specifiers.length > 0 && specifiers.every(({ local }) => isUnused(local.name));
  const allGo = imports.every(isWhollyUnused);
  return imports.flatMap((statement) => {
    const unused = statement.specifiers.flatMap(({ local }, index) =>
      isUnused(local.name) ? [index] : [],
    );
    if (unused.length === 0) return [];
    if (isWhollyUnused(statement)) {
      const { start, end } = rangeOf(statement);
      // The blank line below the imports goes with the last of them.
      const below = allGo && statement === imports.at(-1) ? blankLineAt(source, end) : 0;
      return [{ start, end: lineEnd(source.text, end) + below, text: "" }];
    }
    const names = specifierItems(source, statement);
    return names ? withoutItems(names, unused) : [];
  });
}

/** The length of a blank line after a statement's own line. */
function blankLineAt({ text }: SchemaSource, end: number): number {
  return /^[ \t]*\r?\n/.exec(text.slice(lineEnd(text, end)))?.[0].length ?? 0;
}

/** Several items on one line share commas, so the line is rewritten. */
function withoutItems(list: BracketedList, unused: readonly number[]): readonly TextEdit[] {
  const inside = list.text.slice(list.open + 1, list.close);
  if (inside.includes("\n")) return unused.flatMap((index) => removeItem(list, index).edits);
  const kept = list.items.filter((_, index) => !unused.includes(index));
  const text = kept.map(({ start, end }) => list.text.slice(start, end)).join(", ");
  const start = list.items[0]?.start ?? list.open + 1;
  const end = list.items.at(-1)?.end ?? start;
  return [{ start, end, text }];
}

function importsOf({ program }: SchemaSource): Import[] {
  return program.body.filter((statement) => statement.type === "ImportDeclaration");
}

/** The names between an import's braces; `undefined` where it has none. */
function specifierItems({ text }: SchemaSource, statement: Import): BracketedList | undefined {
  const range = rangeOf(statement);
  const open = text.indexOf("{", range.start);
  const close = text.indexOf("}", open);
  const isNamed = statement.specifiers.every(({ type }) => type === "ImportSpecifier");
  if (!isNamed || open < 0 || close < 0 || close > range.end) return undefined;
  return { text, open, close, items: statement.specifiers.map(rangeOf), unit: "  " };
}

/** What imports a name from another file of the schema, after all other imports. */
export function importFromFile(source: SchemaSource, name: string, from: string): TextEdit {
  return importLine(source, `{ ${name} }`, from, importsOf(source).at(-1));
}

/** An import of its own, after that of "terraloom" or else the last one. */
function importLine(
  source: SchemaSource,
  names: string,
  from: string,
  neighbour: Import | undefined = neighbourOf(source),
): TextEdit {
  const { text } = source;
  const quote = neighbour && text[rangeOf(neighbour.source).start] === "'" ? "'" : '"';
  const semicolon = !neighbour || text[rangeOf(neighbour).end - 1] === ";" ? ";" : "";
  const line = `import ${names} from ${quote}${from}${quote}${semicolon}${newlineOf(text)}`;
  const [first] = source.program.body;
  const at = neighbour
    ? lineEnd(text, rangeOf(neighbour).end)
    : lineStart(text, first ? rangeOf(first).start : text.length);
  return { start: at, end: at, text: line };
}

function neighbourOf(source: SchemaSource): Import | undefined {
  const imports = importsOf(source);
  return imports.find(({ source: { value } }) => value === "terraloom") ?? imports.at(-1);
}

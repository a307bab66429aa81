import { posix } from "node:path";
import { schemaEntry } from "../model/layout.ts";
import { obstacle, type TextEdit } from "../text/textEdit.ts";
import { editedFiles } from "./editedFiles.ts";
import { keyText, quoted } from "./entryText.ts";
import { arrayItems, findPromotions, findStacks, objectItems } from "./find.ts";
import { importFromFile } from "./imports.ts";
import { insertItem, removeItem } from "./list.ts";
import type { EditedSchema } from "./schemaEdit.ts";
import { type ArrayLiteral, type At, rangeOf, type SchemaSources } from "./source.ts";

/**
 * Adds a stack to the project's stacks, after the others.
 *
 * @param constant what the stack is called where it is declared
 * @param file where that is
 */
export function addStackEntry(
  sources: SchemaSources,
  stack: string,
  constant: string,
  file: string,
): EditedSchema {
  const literal = findStacks(sources);
  if (!literal) return obstacle({ kind: "stacks" });
  const { source } = literal;
  const { format } = source;
  const path = posix.relative(posix.dirname(source.file), file);
  const from = path.startsWith(".") ? path : `./${path}`;
  const isTaken = new RegExp(`\\b${constant}\\b`).test(source.text);
  const name = isTaken ? `${constant}Stack` : constant;
  const imported = isTaken ? `${constant} as ${name}` : name;
  const list = objectItems(literal);
  const entry = stack === name ? stack : `${keyText(stack, format)}: ${name}`;
  const edits = [
    importFromFile(source, imported, from),
    ...insertItem(list, list.items.length - 1, () => entry),
  ];
  return editedFiles([{ source, edits }]);
}

/** Adds an environment to the promotion order, after another one: behind one of a wave is after the whole wave. */
export function addToPromotion(
  sources: SchemaSources,
  environment: string,
  after: string,
): EditedSchema {
  const [order] = findPromotions(sources, []);
  const index = order?.node.elements.findIndex((element) =>
    element?.type === "ArrayExpression"
      ? element.elements.some((one) => isName(one, after))
      : isName(element, after),
  );
  if (!order || index === undefined || index < 0) {
    return obstacle({ kind: "promotion", name: after }, schemaEntry);
  }
  const { source } = order;
  const { format } = source;
  const item = () => quoted(environment, format);
  const edits = insertItem(arrayItems(order), index, item);
  return editedFiles([{ source, edits }]);
}

/**
 * Renames an environment in every promotion order, or takes it out of them.
 *
 * @param newName absent: it is taken out, with a wave that holds nothing else
 */
export function editPromotions(
  sources: SchemaSources,
  stacks: readonly string[],
  name: string,
  newName?: string,
): EditedSchema {
  const made = findPromotions(sources, stacks).map((order) => ({
    source: order.source,
    edits: editsIn(order, name, newName),
  }));
  return editedFiles(made.filter(({ edits }) => edits.length > 0));
}

function editsIn(order: At<ArrayLiteral>, name: string, newName?: string): TextEdit[] {
  const { source, node } = order;
  return node.elements.flatMap((element, index): readonly TextEdit[] => {
    const isWave = element?.type === "ArrayExpression";
    const [first, ...others] = isWave ? element.elements : [element];
    const isAlone = isName(first, name) && others.length === 0;
    if (isAlone && newName === undefined) return removeItem(arrayItems(order), index).edits;
    if (isWave) return editsIn({ source, node: element }, name, newName);
    if (!isAlone || !first || newName === undefined) return [];
    return [{ ...rangeOf(first), text: quoted(newName, source.format) }];
  });
}

function isName(element: ArrayLiteral["elements"][number] | undefined, name: string): boolean {
  return element?.type === "StringLiteral" && element.value === name;
}

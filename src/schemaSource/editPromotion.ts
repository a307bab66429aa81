import { schemaEntry } from "../model/layout.ts";
import { success } from "../model/result.ts";
import { obstacle, type TextEdit } from "../text/textEdit.ts";
import { editedFiles } from "./editedFiles.ts";
import { quoted, sourceFormatOf } from "./entryText.ts";
import { arrayItems, findPromotions } from "./find.ts";
import { insertItem, removeItem } from "./list.ts";
import type { EditedSchema } from "./schemaEdit.ts";
import { type ArrayLiteral, type At, rangeOf, type SchemaSources } from "./source.ts";

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
  const format = sourceFormatOf(source);
  const item = () => quoted(environment, format);
  const edits = insertItem(arrayItems(order), index, item, format.unit);
  return success(editedFiles([{ source, edits }]));
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
  return success(editedFiles(made.filter(({ edits }) => edits.length > 0)));
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
    return [{ ...rangeOf(first), text: quoted(newName, sourceFormatOf(source)) }];
  });
}

function isName(element: ArrayLiteral["elements"][number] | undefined, name: string): boolean {
  return element?.type === "StringLiteral" && element.value === name;
}

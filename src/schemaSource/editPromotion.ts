import { schemaEntry } from "../model/layout.ts";
import { success } from "../model/result.ts";
import { obstacle, type TextEdit } from "../text/textEdit.ts";
import { editedFiles, type SourceEdits } from "./editedFiles.ts";
import { quoted, sourceFormatOf } from "./entryText.ts";
import { arrayItems, findPromotions } from "./find.ts";
import { removeItem } from "./list.ts";
import type { EditedSchema } from "./schemaEdit.ts";
import { type ArrayLiteral, type At, rangeOf, type SchemaSources } from "./source.ts";

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
  const made: SourceEdits[] = [];
  for (const order of findPromotions(sources, stacks)) {
    const edits = editsIn(order, name, newName);
    if (!edits) return obstacle({ kind: "promotion", name }, schemaEntry);
    if (edits.length > 0) made.push({ source: order.source, edits });
  }
  return success(editedFiles(made));
}

function editsIn(
  order: At<ArrayLiteral>,
  name: string,
  newName: string | undefined,
): TextEdit[] | undefined {
  const { source, node } = order;
  const edits: TextEdit[] = [];
  for (const [index, element] of node.elements.entries()) {
    if (element?.type === "ArrayExpression") {
      const names = element.elements.map((one) =>
        one?.type === "StringLiteral" ? one.value : undefined,
      );
      const isAlone = names.length === 1 && names[0] === name && newName === undefined;
      const inWave = isAlone
        ? removal(order, index)
        : editsIn({ source, node: element }, name, newName);
      if (!inWave) return undefined;
      edits.push(...inWave);
      continue;
    }
    if (element?.type !== "StringLiteral" || element.value !== name) continue;
    if (newName === undefined) {
      const removed = removal(order, index);
      if (!removed) return undefined;
      edits.push(...removed);
    } else edits.push({ ...rangeOf(element), text: quoted(newName, sourceFormatOf(source)) });
  }
  return edits;
}

function removal(order: At<ArrayLiteral>, index: number): readonly TextEdit[] | undefined {
  const list = arrayItems(order);
  return list && removeItem(list, index).edits;
}

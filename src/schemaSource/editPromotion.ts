import { schemaEntry } from "../model/layout.ts";
import { type Result, success } from "../model/result.ts";
import { applyEdits, type Obstacle, obstacle, type TextEdit } from "../text/textEdit.ts";
import type { SchemaEdit } from "./editSchema.ts";
import { quoted, sourceFormatOf } from "./entryText.ts";
import { arrayItems, findPromotions } from "./find.ts";
import { removeItem } from "./list.ts";
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
): Result<readonly SchemaEdit[], Obstacle> {
  const edits = new Map<string, TextEdit[]>();
  const seen = new Set<ArrayLiteral>();
  for (const order of findPromotions(sources, stacks)) {
    if (seen.has(order.node)) continue;
    seen.add(order.node);
    const ofOrder = editsIn(order, name, newName);
    if (!ofOrder) return obstacle({ kind: "promotion", name }, schemaEntry);
    const { file } = order.source;
    edits.set(file, [...(edits.get(file) ?? []), ...ofOrder]);
  }
  return success(
    [...edits].flatMap(([file, ofFile]) => {
      const text = sources(file)?.text;
      return text === undefined || ofFile.length === 0
        ? []
        : [{ file, text: applyEdits(text, ofFile) }];
    }),
  );
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

import { isMap, isScalar, isSeq, type Node, type Scalar } from "yaml";
import { isMapValue, type Value } from "../model/value.ts";
import type { TextEdit } from "../text/textEdit.ts";
import { keyText } from "./nodes.ts";
import { type OpenSpec, pairsOf } from "./openSpec.ts";
import { entryFlow } from "./valueText.ts";

/**
 * The edits of the scalars in a list or map that differ from what is wanted, so that comments beside the others stay;
 * `undefined` where the whole has to be written anew, such as for a list that gets longer.
 */
export function editsWithin(
  spec: OpenSpec,
  node: Node | null,
  value: Value,
): readonly TextEdit[] | undefined {
  if (isScalar(node)) return editOfScalar(spec, node, value);
  // A value with an anchor is used elsewhere too.
  if (!(isSeq(node) || isMap(node)) || node.anchor || node.tag) return undefined;
  const parts = partsWith(node, value);
  const edits = parts?.map(([part, wanted]) => editsWithin(spec, part, wanted));
  return edits?.every((some) => some !== undefined) ? edits.flat() : undefined;
}

/** Each node in a list or map, with what is wanted there; `undefined` where there are others than are wanted. */
function partsWith(
  node: Node,
  value: Value,
): readonly (readonly [Node | null, Value])[] | undefined {
  if (isSeq(node)) {
    if (!Array.isArray(value) || value.length !== node.items.length) return undefined;
    return value.map((wanted, index) => [node.items[index] as Node | null, wanted]);
  }
  if (!isMap(node) || !isMapValue(value)) return undefined;
  if (Object.keys(value).length !== node.items.length) return undefined;
  const parts = pairsOf(node).map(({ key, value: part }) => {
    const name = isScalar(key) ? keyText(key) : "";
    return [part, Object.hasOwn(value, name) ? value[name] : undefined] as const;
  });
  return parts.every((part): part is readonly [Node | null, Value] => part[1] !== undefined)
    ? parts
    : undefined;
}

function editOfScalar(spec: OpenSpec, node: Scalar, value: Value): readonly TextEdit[] | undefined {
  const said = typeof node.value === "bigint" ? narrow(node.value) : node.value;
  if (said === value) return [];
  const [start = 0, end = 0] = node.range ?? [];
  const isBlock = node.type === "BLOCK_FOLDED" || node.type === "BLOCK_LITERAL";
  const isWhole = Array.isArray(value) || isMapValue(value);
  if (isWhole || isBlock || start === end || node.anchor || node.tag) return undefined;
  const key = "key: ";
  return [{ start, end, text: entryFlow(spec, "key", value).slice(key.length) }];
}

/** An integer as values hold it. */
function narrow(value: bigint): Value {
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

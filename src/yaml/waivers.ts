import { isMap, isScalar, isSeq, type Node } from "yaml";
import { success } from "../model/result.ts";
import type { Edited } from "../text/textEdit.ts";
import { edited, mapAt, type OpenSpec, openSpec, pairOf } from "./openSpec.ts";
import { removeEntry, removeListItem } from "./removeEntry.ts";
import { scalarLike } from "./valueText.ts";

/** Gives the accepted drift of a variable that has another name that name. */
export function renameWaivers(
  text: string,
  name: string,
  newName: string,
  within: readonly string[] = [],
): Edited {
  return edited(text, (spec) =>
    waiversOf(spec, name, "variable", within).flatMap(({ named }) => {
      const [start = 0, end = 0] = named.range ?? [];
      return [{ start, end, text: scalarLike(spec.text.slice(start, end), newName) }];
    }),
  );
}

/** Removes what a spec accepts of the drift of a variable, or of a setting. */
export function removeWaivers(
  text: string,
  name: string,
  kind: WaiverKind = "variable",
  within: readonly string[] = [],
): Edited {
  const found = waiversOf(openSpec(text), name, kind, within);
  const [first] = found;
  if (!first) return success(text);
  const removed = edited(text, (spec) => {
    const { root, section, list } = waiverList(spec, within);
    if (!root || !section || !list) return [];
    const isLast = found.length === list.items.length;
    return [isLast ? removeEntry(spec, root, section) : removeListItem(spec, list, first.index)];
  });
  // One after the other: neighbours in brackets share a comma.
  return removed.ok && found.length > 1
    ? removeWaivers(removed.value, name, kind, within)
    : removed;
}

/** What a spec, or an entry of its `each`, accepts of drift: its map, the section in it, and the list. */
export function waiverList(spec: OpenSpec, within: readonly string[]) {
  const root = mapAt(spec, within);
  const section = root && pairOf(root, "accepted_drift");
  const list: unknown = section?.value;
  return { root, section, list: isSeq(list) ? list : undefined };
}

export type WaiverKind = "variable" | "setting";

export interface WaiverNode {
  readonly index: number;
  readonly named: Node;
}

export function waiversOf(
  spec: OpenSpec,
  name: string,
  kind: WaiverKind,
  within: readonly string[] = [],
): readonly WaiverNode[] {
  const { list } = waiverList(spec, within);
  return (list?.items ?? []).flatMap((item, index) => {
    const named = isMap(item) ? pairOf(item, kind)?.value : undefined;
    return isScalar(named) && named.value === name ? [{ index, named }] : [];
  });
}

import { isMap, isScalar, isSeq, type Node } from "yaml";
import { type OpenSpec, pairOf, rootMap } from "./openSpec.ts";
import { removeEntry, removeListItem } from "./removeEntry.ts";
import { edited, type SpecEdit } from "./specEdit.ts";
import { scalarLike } from "./valueText.ts";

/** Gives the accepted drift of a variable that has another name that name. */
export function renameWaivers(text: string, name: string, newName: string): SpecEdit {
  return edited(text, (spec) =>
    waiversOf(spec, name).flatMap(({ named }) => {
      const [start = 0, end = 0] = named.range ?? [];
      return [{ start, end, text: scalarLike(spec.text.slice(start, end), newName) }];
    }),
  );
}

/** Takes away what a spec accepts of a variable's drift. */
export function removeWaivers(text: string, name: string): SpecEdit {
  return edited(text, (spec) => {
    const root = rootMap(spec);
    const section = root && pairOf(root, "accepted_drift");
    const list: unknown = section?.value;
    if (!root || !section || !isSeq(list)) return [];
    const found = waiversOf(spec, name);
    if (found.length > 0 && found.length === list.items.length) {
      return [removeEntry(spec, root, section)];
    }
    return found.map(({ index }) => removeListItem(spec, list, index));
  });
}

interface WaiverNode {
  readonly index: number;
  /** The node of the variable's name. */
  readonly named: Node;
}

function waiversOf(spec: OpenSpec, name: string): readonly WaiverNode[] {
  const root = rootMap(spec);
  const list = root && pairOf(root, "accepted_drift")?.value;
  if (!isSeq(list)) return [];
  return list.items.flatMap((item, index) => {
    const named = isMap(item) ? pairOf(item, "variable")?.value : undefined;
    return isScalar(named) && named.value === name ? [{ index, named }] : [];
  });
}

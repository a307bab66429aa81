import { isMap, isScalar, type Node, type YAMLMap, type YAMLSeq } from "yaml";
import type { Value, ValueMap } from "../model/value.ts";
import {
  type Edited,
  insertion,
  lineEnd,
  lineStart,
  newlineOf,
  obstacle,
  type TextEdit,
} from "../text/textEdit.ts";
import { setValue } from "./editSpec.ts";
import { edited, isFlow, type MapPair, type OpenSpec, openSpec, pairRange } from "./openSpec.ts";
import { entryBlock, entryFlow } from "./valueText.ts";
import { removeWaivers, type WaiverKind, waiverList, waiversOf } from "./waivers.ts";

/** An entry of `accepted_drift` as it is written. */
export interface WaiverEntry {
  readonly kind: WaiverKind;
  readonly name: string;
  readonly reason: string;
  /** `YYYY-MM-DD` */
  readonly until: string;
  readonly hold: boolean;
}

/**
 * Adds to what a spec accepts of drift, formatted as the entries that are there. An entry about the same
 * variable or setting gives its place to the new one; every other byte stays.
 *
 * @param inherited the list that the spec inherits, where it has none of its own: its own will hide that one
 */
export function putWaiver(
  text: string,
  waiver: WaiverEntry,
  inherited: readonly ValueMap[] = [],
  within: readonly string[] = [],
): Edited {
  const { kind, name, reason, until, hold } = waiver;
  const { section } = waiverList(openSpec(text), within);
  const about = waiversOf(openSpec(text), name, kind, within);
  if (!section || about.length > 1) {
    const ready = section
      ? removeWaivers(text, name, kind, within)
      : setValue(text, [...within, "accepted_drift"], []);
    return ready.ok ? putWaiver(ready.value, waiver, inherited, within) : ready;
  }
  const entry: ValueMap = { [kind]: name, reason, until, ...(hold ? { hold } : {}) };
  const entries = [...inherited.filter((other) => other[kind] !== name), entry];
  return edited(text, (spec) => {
    const { root, section: pair, list } = waiverList(spec, within);
    const [known] = waiversOf(spec, name, kind, within);
    const last = list?.items.at(-1) as Node | undefined;
    if (list && known) return [replacedItem(spec, list.items[known.index] as YAMLMap, entry)];
    if (list && last) return addedItems(spec, list, last, entries);
    const value = pair?.value;
    const isEmpty = list || value === null || (isScalar(value) && (value.source ?? "") === "");
    return root && pair && isEmpty
      ? firstItems(spec, pair, entries, isFlow(root))
      : obstacle({ kind: "not-a-list", path: ["accepted_drift"] });
  });
}

function replacedItem(spec: OpenSpec, item: YAMLMap, entry: ValueMap): TextEdit {
  const [start = 0, end = 0] = item.range ?? [];
  const column = start - lineStart(spec.text, start);
  const text = itemText(spec, entry, isFlow(item), " ".repeat(column));
  return { start, end: spec.text.slice(0, end).trimEnd().length, text };
}

/** Items below the last one, written as that is. */
function addedItems(
  spec: OpenSpec,
  list: YAMLSeq,
  last: Node,
  entries: readonly ValueMap[],
): readonly TextEdit[] {
  const [start = 0, end = 0] = last.range ?? [];
  const itemEnd = spec.text.slice(0, end).trimEnd().length;
  if (list.flow) {
    const texts = entries.map((entry) => `, ${itemText(spec, entry, true, "")}`);
    return [insertion(itemEnd, texts.join(""))];
  }
  const dash = spec.text.lastIndexOf("-", start);
  const indentation = spec.text.slice(lineStart(spec.text, dash), dash);
  const gap = spec.text.slice(dash + 1, start);
  const asFlow = !isMap(last) || isFlow(last);
  const lines = entries.map(
    (entry) => `${indentation}-${gap}${itemText(spec, entry, asFlow, `${indentation} ${gap}`)}`,
  );
  return [linesBelow(spec, itemEnd, lines)];
}

/** The first items of a list that is empty, or of which only the key is there. */
function firstItems(
  spec: OpenSpec,
  pair: MapPair,
  entries: readonly ValueMap[],
  inFlow: boolean,
): readonly TextEdit[] {
  const items = entries.map((entry) => itemText(spec, entry, true, ""));
  const { keyEnd, end } = pairRange(spec, pair);
  const colon = spec.text.indexOf(":", keyEnd) + 1;
  if (inFlow) return [{ start: colon, end, text: ` [${items.join(", ")}]` }];
  // What comes after the brackets, such as a comment, stays on the key's line.
  const lines = items.map((item) => `  - ${item}`);
  return [{ start: colon, end, text: "" }, linesBelow(spec, end, lines)];
}

function itemText(spec: OpenSpec, entry: ValueMap, asFlow: boolean, indentation: string): string {
  const pairs = Object.entries(entry) as readonly (readonly [string, Value])[];
  return asFlow
    ? `{ ${pairs.map(([key, value]) => entryFlow(spec, key, value)).join(", ")} }`
    : pairs
        .map(([key, value]) => entryBlock(spec, key, value, indentation))
        .join(newlineOf(spec.text) + indentation);
}

/** Lines below that of an offset. A text without a newline at its end keeps having none. */
function linesBelow({ text }: OpenSpec, offset: number, lines: readonly string[]): TextEdit {
  const at = lineEnd(text, offset);
  const newline = newlineOf(text);
  const added = lines.join(newline);
  return text[at - 1] === "\n" && at > offset
    ? insertion(at, added + newline)
    : insertion(at, newline + added);
}

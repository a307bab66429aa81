import { isMap, isScalar, isSeq, type Node, type YAMLMap } from "yaml";
import type { Value, ValueMap } from "../model/value.ts";
import {
  type Edited,
  lineEnd,
  lineStart,
  newlineOf,
  obstacle,
  type TextEdit,
} from "../text/textEdit.ts";
import { setValue } from "./editSpec.ts";
import { isFlow, type MapPair, mapAt, type OpenSpec, pairOf, pairRange } from "./openSpec.ts";
import { edited } from "./specEdit.ts";
import { entryBlock, entryFlow } from "./valueText.ts";
import { removeWaivers, type WaiverKind, waiversOf } from "./waivers.ts";

/** An entry of `accepted_drift` as it is written. */
export interface WaiverEntry {
  readonly kind: WaiverKind;
  readonly name: string;
  readonly reason: string;
  /** `YYYY-MM-DD` */
  readonly until: string;
  readonly hold: boolean;
}

const section = "accepted_drift";

/**
 * Adds to what a spec accepts of drift, formatted as the entries that are there. An entry about the same
 * variable or setting gives its place to the new one; every other byte stays.
 *
 * @param inherited the list that the spec inherits, where it has none of its own: its own will hide that one
 */
export function putWaiver(
  text: string,
  { kind, name, reason, until, hold }: WaiverEntry,
  inherited: readonly ValueMap[] = [],
  within: readonly string[] = [],
): Edited {
  const entry: ValueMap = { [kind]: name, reason, until, ...(hold ? { hold } : {}) };
  const others = inherited.filter((waiver) => waiver[kind] !== name);
  const replaced = replaceWaiver(text, name, kind, entry, within);
  if (replaced.ok) return replaced;
  const cleared = removeWaivers(text, name, kind, within);
  return [...others, entry].reduce<Edited>(
    (at, each) => (at.ok ? appendWaiver(at.value, each, within) : at),
    cleared.ok ? withList(cleared.value, within) : cleared,
  );
}

/** Puts an entry in the place of the only one about the same name. */
function replaceWaiver(
  text: string,
  name: string,
  kind: WaiverKind,
  entry: ValueMap,
  within: readonly string[],
): Edited {
  return edited(text, (spec) => {
    const root = mapAt(spec, within);
    const list: unknown = root && pairOf(root, section)?.value;
    const [known, ...more] = waiversOf(spec, name, kind, within);
    if (!known || more.length > 0 || !isSeq(list))
      return obstacle({ kind: "not-here", path: [section] });
    const item = list.items[known.index] as YAMLMap;
    const [start = 0, end = 0] = item.range ?? [];
    const itemEnd = spec.text.slice(0, end).trimEnd().length;
    const column = start - lineStart(spec.text, start);
    return [{ start, end: itemEnd, text: itemText(spec, entry, isFlow(item), " ".repeat(column)) }];
  });
}

function withList(text: string, within: readonly string[]): Edited {
  const found = edited(text, (spec) => {
    const root = mapAt(spec, within);
    return root && pairOf(root, section) ? [] : obstacle({ kind: "not-here", path: [section] });
  });
  return found.ok ? found : setValue(text, [...within, section], []);
}

function appendWaiver(text: string, entry: ValueMap, within: readonly string[]): Edited {
  return edited(text, (spec) => {
    const root = mapAt(spec, within);
    const pair = root && pairOf(root, section);
    if (!root || !pair) return obstacle({ kind: "not-here", path: [section] });
    const list: unknown = pair.value;
    const isNothing = list === null || (isScalar(list) && (list.source ?? "") === "");
    if (!isSeq(list) && !isNothing) return obstacle({ kind: "not-a-list", path: [section] });
    const items = isSeq(list) ? (list.items as Node[]) : [];
    const last = items.at(-1);
    if (!last) return firstItem(spec, pair, entry, isFlow(root));
    const [start = 0, end = 0] = last.range ?? [];
    const itemEnd = spec.text.slice(0, end).trimEnd().length;
    const inFlow = isSeq(list) && list.flow === true;
    const asFlow = inFlow || !isMap(last) || isFlow(last);
    if (inFlow) return [insertion(itemEnd, `, ${itemText(spec, entry, true, "")}`)];
    const dash = spec.text.lastIndexOf("-", start);
    const indentation = spec.text.slice(lineStart(spec.text, dash), dash);
    const gap = spec.text.slice(dash + 1, start);
    const inner = `${indentation} ${gap}`;
    const line = `${indentation}-${gap}${itemText(spec, entry, asFlow, inner)}`;
    return [lineBelow(spec, itemEnd, line)];
  });
}

/** The first item of a list that is empty, or of which only the key is there. */
function firstItem(
  spec: OpenSpec,
  pair: MapPair,
  entry: ValueMap,
  inFlow: boolean,
): readonly TextEdit[] {
  const item = itemText(spec, entry, true, "");
  const { keyEnd, end } = pairRange(spec, pair);
  const colon = spec.text.indexOf(":", keyEnd) + 1;
  if (inFlow) return [{ start: colon, end, text: ` [${item}]` }];
  // What comes after the brackets, such as a comment, stays on the key's line.
  return [{ start: colon, end, text: "" }, lineBelow(spec, end, `  - ${item}`)];
}

function itemText(spec: OpenSpec, entry: ValueMap, asFlow: boolean, indentation: string): string {
  const pairs = Object.entries(entry) as readonly (readonly [string, Value])[];
  return asFlow
    ? `{ ${pairs.map(([key, value]) => entryFlow(spec, key, value)).join(", ")} }`
    : pairs
        .map(([key, value]) => entryBlock(spec, key, value, indentation))
        .join(newlineOf(spec.text) + indentation);
}

/** A line below that of an offset. A text without a newline at its end keeps having none. */
function lineBelow({ text }: OpenSpec, offset: number, line: string): TextEdit {
  const at = lineEnd(text, offset);
  const newline = newlineOf(text);
  return text[at - 1] === "\n" && at > offset
    ? insertion(at, line + newline)
    : insertion(at, newline + line);
}

function insertion(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}

import { isAlias, isCollection, isMap, isScalar, type YAMLMap } from "yaml";
import type { Value } from "../model/value.ts";
import {
  type Edited,
  indentationAt,
  insertion,
  lineEnd,
  newlineOf,
  obstacle,
  type TextEdit,
} from "../text/textEdit.ts";
import { editsWithin } from "./editsWithin.ts";
import { keyText } from "./nodes.ts";
import {
  commentsAboveStart,
  edited,
  entryLinesEnd,
  isFlow,
  type MapPair,
  type OpenSpec,
  openSpec,
  pairOf,
  pairRange,
  pairsOf,
  rootMap,
} from "./openSpec.ts";
import { removeEntry } from "./removeEntry.ts";
import { entryBlock, entryFlow, scalarLike } from "./valueText.ts";

/** Chooses the key that a new one follows, among those that are there: see `placeIn`. */
export type Place = (keys: readonly string[]) => string | null | undefined;

/**
 * Gives the value at a path, such as `["variables", "LOG_LEVEL"]`: in place of the one that is there, or as a new
 * entry, for which the maps above it are made. Every byte outside of it stays: comments, order, quotes, blank lines.
 *
 * @param place where a new entry goes; absent: last
 */
export function setValue(
  text: string,
  path: readonly string[],
  value: Value,
  place: Place = () => undefined,
): Edited {
  const [section = "", ...inside] = path;
  if (inside.length > 0 && openSpec(text).document.contents === null) {
    // A file that contains only comments.
    const newline = newlineOf(text);
    const start = text === "" || text.endsWith("\n") ? text : text + newline;
    return setValue(`${start}${section}:${newline}`, path, value, place);
  }
  return edited(text, (spec) => {
    const root = rootMap(spec);
    if (!root) return obstacle({ kind: "not-a-map", path: [] });
    let map = root;
    for (const [depth, key] of path.entries()) {
      const pair = pairOf(map, key);
      const rest = path.slice(depth + 1);
      if (!pair) {
        const entry = rest.reduceRight<Value>((inner, name) => ({ [name]: inner }), value);
        return addEntry(spec, map, key, entry, rest.length > 0 ? () => undefined : place);
      }
      if (rest.length === 0) {
        const edits = isCollection(pair.value) ? editsWithin(spec, pair.value, value) : undefined;
        return edits ?? [replaceValue(spec, map, pair, value)];
      }
      if (pair.value === null || (isScalar(pair.value) && pair.value.value === null)) {
        const entry = rest.reduceRight<Value>((inner, name) => ({ [name]: inner }), value);
        return [fillEntry(spec, pair, key, entry)];
      }
      if (!isMap(pair.value)) {
        const kind = isAlias(pair.value) ? "an-alias" : "not-a-map";
        return obstacle({ kind, path: path.slice(0, depth + 1) });
      }
      map = pair.value;
    }
    throw new RangeError("A value is set at a path, not in place of a whole spec");
  });
}

/** Removes the entry at a path, with the comments directly above it; a section that it leaves empty goes too. */
export function removeValue(text: string, path: readonly string[]): Edited {
  return edited(text, (spec) => {
    const chain = pairsAt(spec, path);
    const last = chain?.at(-1);
    if (!last) return obstacle({ kind: "not-here", path });
    return [withoutEmptied(spec, chain ?? [], last)];
  });
}

/** Gives the entry at a path another key; its value, its comments and its place stay. */
export function renameKey(text: string, path: readonly string[], key: string): Edited {
  return edited(text, (spec) => {
    const pair = pairsAt(spec, path)?.at(-1)?.pair;
    if (!pair) return obstacle({ kind: "not-here", path });
    const { start, keyEnd } = pairRange(spec, pair);
    return [{ start, end: keyEnd, text: scalarLike(spec.text.slice(start, keyEnd), key) }];
  });
}

export function removeSection(text: string, section: string): Edited {
  return edited(text, (spec) => {
    const root = rootMap(spec);
    const pair = root && pairOf(root, section);
    return root && pair ? [removeEntry(spec, root, pair)] : [];
  });
}

interface Step {
  readonly map: YAMLMap;
  readonly pair: MapPair;
}

/** The entries on the way to a path; `undefined` where the file itself does not say it. */
function pairsAt(spec: OpenSpec, path: readonly string[]): readonly Step[] | undefined {
  const steps: Step[] = [];
  let map = rootMap(spec);
  for (const key of path) {
    const pair = map && pairOf(map, key);
    if (!map || !pair) return undefined;
    steps.push({ map, pair });
    map = isMap(pair.value) ? pair.value : undefined;
  }
  return steps;
}

function addEntry(
  spec: OpenSpec,
  map: YAMLMap,
  key: string,
  value: Value,
  place: Place,
): readonly TextEdit[] {
  const { text } = spec;
  const pairs = pairsOf(map);
  const keys = pairs.map((pair) => (isScalar(pair.key) ? keyText(pair.key) : ""));
  const after = place(keys);
  const index = after === undefined ? pairs.length - 1 : after === null ? -1 : keys.indexOf(after);
  const previous = pairs[index];
  const [first] = pairs;
  if (isFlow(map)) {
    const entry = entryFlow(spec, key, value);
    const [open = 0, end = 0] = map.range ?? [];
    if (previous) return [insertion(pairRange(spec, previous).end, `, ${entry}`)];
    if (first) return [insertion(pairRange(spec, first).start, `${entry}, `)];
    return [{ start: open, end, text: `{ ${entry} }` }];
  }
  const newline = newlineOf(text);
  const indentation = indentationAt(text, first ? pairRange(spec, first).start : 0);
  const entry = `${indentation}${entryBlock(spec, key, value, indentation)}`;
  if (!previous && first) {
    const at = commentsAboveStart(text, pairRange(spec, first).start);
    return [insertion(at, `${entry}${newline}`)];
  }
  const at = previous ? entryLinesEnd(spec, previous) : text.length;
  const isSection = map === rootMap(spec);
  const gap = isSection && /\n[ \t]*\r?\n/.test(text) ? newline : "";
  // A file without a newline at its end keeps having none.
  return text[at - 1] === "\n" || at === 0
    ? [insertion(at, `${gap}${entry}${newline}`)]
    : [insertion(at, `${newline}${gap}${entry}`)];
}

/** Gives an entry that holds nothing yet a map. */
function fillEntry(spec: OpenSpec, pair: MapPair, key: string, value: Value): TextEdit {
  const { text } = spec;
  const { start, end } = pairRange(spec, pair);
  const indentation = indentationAt(text, start);
  const entry = entryBlock(spec, key, value, indentation);
  const inside = entry.slice(entry.indexOf("\n") + 1);
  const newline = newlineOf(text);
  if (isScalar(pair.value) && (pair.value.source ?? "") !== "") {
    // An explicit null is replaced.
    return { start: text.lastIndexOf(":", pair.value.range?.[0]) + 1, end, text: newline + inside };
  }
  const at = lineEnd(text, end);
  return text[at - 1] === "\n"
    ? insertion(at, `${inside}${newline}`)
    : insertion(at, `${newline}${inside}`);
}

function replaceValue(spec: OpenSpec, map: YAMLMap, pair: MapPair, value: Value): TextEdit {
  const { text } = spec;
  const { start, keyEnd, end } = pairRange(spec, pair);
  const colon = text.indexOf(":", keyEnd) + 1;
  // The key stays as it is written: of the entry, only what comes behind one as long counts.
  const key = "k".repeat(keyEnd - start);
  const entry = isFlow(map)
    ? entryFlow(spec, key, value)
    : entryBlock(spec, key, value, indentationAt(text, start));
  const fresh = entry.slice(key.length + 1);
  // The comment after the key of a list or map on lines of its own stays on the key's line.
  const between = text.slice(colon, pair.value?.range?.[0] ?? colon);
  const comment = /^[ \t]*#[^\r\n]*/.exec(between)?.[0] ?? "";
  const firstEnd = fresh.search(/\r?\n|$/);
  const [line, rest] = [fresh.slice(0, firstEnd), fresh.slice(firstEnd)];
  // And so does the comment after a value that now takes several lines.
  const behind = rest !== "" ? (/^[ \t]+#[^\r\n]*/.exec(text.slice(end))?.[0] ?? "") : "";
  const stop = Math.max(end, colon) + behind.length;
  return { start: colon, end: stop, text: line + comment + behind + rest };
}

/** An entry's removal, with the maps above it that hold nothing else, unless a comment would be lost. */
function withoutEmptied(spec: OpenSpec, chain: readonly Step[], last: Step): TextEdit {
  let removed = last;
  for (const above of chain.slice(0, -1).reverse()) {
    const isOnly = pairsOf(removed.map).length === 1 && !isFlow(removed.map);
    if (!isOnly || hasComments(spec, above.pair, last.pair)) break;
    removed = above;
  }
  return removeEntry(spec, removed.map, removed.pair);
}

/** Whether a comment of a map is not about the one entry that it holds. */
function hasComments(spec: OpenSpec, section: MapPair, entry: MapPair): boolean {
  const { text } = spec;
  const before = text.slice(pairRange(spec, section).keyEnd, pairRange(spec, entry).start);
  const after = text.slice(entryLinesEnd(spec, entry), entryLinesEnd(spec, section));
  return before.includes("#") || after.includes("#");
}

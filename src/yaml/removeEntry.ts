import type { Node, YAMLMap, YAMLSeq } from "yaml";
import { indentationAt, lineEnd, lineStart, removal, type TextEdit } from "../text/textEdit.ts";
import {
  commentsAboveStart,
  entryLinesEnd,
  isFlow,
  type MapPair,
  type OpenSpec,
  pairRange,
  pairsOf,
  rootMap,
} from "./openSpec.ts";

/** Removes a map's entry with the comments that belong to it. */
export function removeEntry(spec: OpenSpec, map: YAMLMap, pair: MapPair): TextEdit {
  const { text } = spec;
  const range = pairRange(spec, pair);
  const pairs = pairsOf(map);
  const index = pairs.indexOf(pair);
  if (isFlow(map)) {
    const [open = 0, end = 0] = map.range ?? [];
    const previous = pairs[index - 1];
    const next = pairs[index + 1];
    if (previous) return removal(pairRange(spec, previous).end, range.end);
    if (next) return removal(range.start, pairRange(spec, next).start);
    return { start: open, end, text: "{}" };
  }
  return removeLines(text, range.start, entryLinesEnd(spec, pair), map === rootMap(spec));
}

export function removeListItem({ text }: OpenSpec, list: YAMLSeq, index: number): TextEdit {
  const rangeAt = (at: number): readonly number[] =>
    (list.items[at] as Node | undefined)?.range ?? [];
  const [start = 0, end = 0] = rangeAt(index);
  if (list.flow) {
    const [, previousEnd] = rangeAt(index - 1);
    const [nextStart = end] = rangeAt(index + 1);
    return previousEnd === undefined ? removal(start, nextStart) : removal(previousEnd, end);
  }
  const valueEnd = text.slice(0, end).trimEnd().length;
  return removeLines(text, start, lineEnd(text, valueEnd), false);
}

/** Removes lines with the comments directly above them, but not a comment that heads several entries. */
function removeLines(text: string, offset: number, end: number, isSection: boolean): TextEdit {
  const own = lineStart(text, offset);
  const above = commentsAboveStart(text, offset);
  const blankAbove = above > 0 && text.slice(lineStart(text, above - 1), above).trim() === "";
  const parent = /(?:^|\n)([ \t]*)[^\s#][^\n]*:[ \t]*(?:#.*)?\r?\n$/.exec(text.slice(0, above));
  const opensMap = parent !== null && (parent[1] ?? "").length < indentationAt(text, own).length;
  const nextLine = text.slice(end, lineEnd(text, end));
  const sibling =
    /^[ \t]*(?![ \t\r\n#])/.test(nextLine) &&
    indentationAt(text, end) === indentationAt(text, own) &&
    nextLine.trim() !== "";
  const isHeading = above < own && (blankAbove || opensMap) && sibling;
  const isLast = text.slice(end).trim() === "";
  // What stands at the top of a file is the file's own where it names the schema, or where nothing else is left.
  const isTop = isSection && above === 0 && (isLast || modeline.test(text.slice(0, own)));
  let start = isHeading || isTop ? own : above;
  const blankBelow = nextLine.trim() === "" && nextLine !== "";
  if (blankAbove && start === above && (blankBelow || (isSection && isLast))) {
    start = lineStart(text, above - 1);
  }
  const stop = opensMap && start === above && blankBelow ? lineEnd(text, end) : end;
  // The last line of a file without a newline at its end takes the newline above it along.
  if (end === text.length && text[end - 1] !== "\n" && start > 0) {
    start -= text.slice(start - 2, start) === "\r\n" ? 2 : 1;
  }
  return removal(start, stop);
}

const modeline = /^#\s*yaml-language-server:/m;

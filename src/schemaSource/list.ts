import {
  indentationAt,
  insertion,
  lineEnd,
  lineStart,
  newlineOf,
  removal,
  type TextEdit,
} from "../text/textEdit.ts";

/** A stretch of text; `end` is exclusive. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Items between brackets with commas between them: an object literal, an array, an import's names. */
export interface BracketedList {
  readonly text: string;
  readonly open: number;
  readonly close: number;
  readonly items: readonly Stretch[];
  /** One step of indentation, where the list is empty. */
  readonly unit: string;
}

/** An item's text, its lines after the first indented by `indentation`. */
export type ItemText = (indentation: string) => string;

/**
 * Adds an item after another one, formatted as the list is: on a line of its own with a comma at
 * its end where its neighbours are written so, else beside them.
 *
 * @param after index of the item that it follows; -1: it comes first
 */
export function insertItem(list: BracketedList, after: number, item: ItemText): TextEdit[] {
  const { text, open, close, items } = list;
  const newline = newlineOf(text);
  const previous = items[after];
  const neighbour = previous ?? items[0];
  if (!neighbour) return [intoEmpty(list, item)];
  const indentation = indentationAt(text, neighbour.start);
  if (!hasOwnLines(list, neighbour)) {
    if (previous) return [insertion(previous.end, `, ${item(indentation)}`)];
    return [insertion(neighbour.start, `${item(indentation)}, `)];
  }
  const line = `${indentation}${item(indentation)}`;
  if (!previous) {
    const start = text.slice(open + 1, lineEnd(text, open)).trim() === "" ? open : neighbour.start;
    const at = start === open ? lineEnd(text, open) : lineStart(text, neighbour.start);
    return [insertion(at, `${line},${newline}`)];
  }
  const comma = commaAfter(text, previous.end);
  if (comma !== undefined && comma < close) {
    return [insertion(lineEnd(text, comma), `${line},${newline}`)];
  }
  // The last item of a list without a comma at its end gets one, and the new last one gets none.
  return [
    insertion(previous.end, ","),
    insertion(lineEnd(text, previous.end), `${line}${newline}`),
  ];
}

function intoEmpty({ text, open, close, unit }: BracketedList, item: ItemText): TextEdit {
  const newline = newlineOf(text);
  const outer = indentationAt(text, open);
  const content = `${newline}${outer}${unit}${item(outer + unit)},${newline}${outer}`;
  const inside = text.slice(open + 1, close);
  if (inside.trim() === "") return { start: open + 1, end: close, text: content };
  // Only comments so far: they stay, and the item comes after them.
  const line = `${outer}${unit}${item(outer + unit)},${newline}`;
  const closesOwnLine = text.slice(lineStart(text, close), close).trim() === "";
  return closesOwnLine
    ? insertion(lineStart(text, close), line)
    : insertion(close, `${newline}${line}${outer}`);
}

/** What removing an item does, and the stretch that goes, commas left aside. */
export interface Removal extends Stretch {
  readonly edits: readonly TextEdit[];
  /** Offset of a comment above the item that stays, because it may head the items after it. */
  readonly keptComment?: number;
}

/**
 * Removes an item, the comments directly above it and the one after it on its line. A line comment that
 * opens a paragraph of several items is taken for the paragraph's heading, and stays.
 */
export function removeItem(list: BracketedList, index: number): Removal {
  const { text, open, close, items } = list;
  const item = items[index];
  if (!item) throw new RangeError("There is no such item");
  const previous = items[index - 1];
  const next = items[index + 1];
  const comma = commaAfter(text, item.end);
  const ownComma = comma !== undefined && comma < close ? comma : undefined;
  if (!hasOwnLines(list, item)) {
    if (previous) return { ...item, edits: [removal(previous.end, item.end)] };
    const end = next?.start ?? (ownComma === undefined ? item.end : ownComma + 1);
    const rest = text.slice(open + 1, item.start) + text.slice(end, close);
    const isEmptied = !next && rest.trim() === "";
    const edit = isEmptied ? removal(open + 1, close) : removal(item.start, end);
    return { ...item, edits: [edit] };
  }
  const above = commentsAbove(list, index);
  const heading = above.length > 0 && isHeading(list, index, above);
  const first = heading ? undefined : above[0];
  const start = lineStart(text, first?.start ?? item.start);
  const end = lineEnd(text, ownComma ?? item.end);
  if (items.length === 1 && (text.slice(open + 1, start) + text.slice(end, close)).trim() === "") {
    return { start, end, edits: [removal(open + 1, close)] };
  }
  const edits: TextEdit[] = [withBlankLine(list, start, end)];
  const commaBefore = previous && commaAfter(text, previous.end);
  if (commaBefore !== undefined && ownComma === undefined) {
    edits.push(removal(commaBefore, commaBefore + 1));
  }
  const kept = heading ? above[0]?.start : undefined;
  return { start, end, edits, ...(kept === undefined ? {} : { keptComment: kept }) };
}

/** A paragraph that goes takes one of the blank lines around it along. */
function withBlankLine({ text, open, close }: BracketedList, start: number, end: number): TextEdit {
  const isBlank = (from: number, to: number): boolean =>
    to > from && text.slice(from, to).trim() === "";
  const before = lineStart(text, Math.max(start - 1, 0));
  const after = lineEnd(text, end);
  const blankBefore = before > open && isBlank(before, start);
  const blankAfter = end < close && isBlank(end, after);
  const opens = lineStart(text, open) === before;
  const closes = text.slice(end, close).trim() === "";
  if (blankAfter && (blankBefore || opens)) return removal(start, after);
  return removal(blankBefore && closes ? before : start, end);
}

/** Whether nothing but the item, its comma and a comment stand on its lines. */
function hasOwnLines({ text, open, close }: BracketedList, { start, end }: Stretch): boolean {
  const before = text.slice(lineStart(text, start), start);
  if (before.trim() !== "" || lineStart(text, start) <= open) return false;
  const comma = commaAfter(text, end);
  const from = comma !== undefined && comma < close ? comma + 1 : end;
  const rest = text.slice(from, lineEnd(text, from));
  const behind = rest.replace(/\/\*.*?\*\/|\/\/.*/g, "");
  return behind.trim() === "" && from + rest.length <= close;
}

/** The comments on lines of their own directly above an item, without a blank line in between. */
function commentsAbove({ text, open, items }: BracketedList, index: number): Stretch[] {
  const from = items[index - 1]?.end ?? open + 1;
  const above: Stretch[] = [];
  let below = items[index]?.start ?? from;
  for (const comment of commentsIn(text, from, below).reverse()) {
    const gap = text.slice(comment.end, below);
    const startsLine = text.slice(lineStart(text, comment.start), comment.start).trim() === "";
    if (!startsLine || gap.split("\n").length !== 2) break;
    above.unshift(comment);
    below = comment.start;
  }
  return above;
}

function isHeading(list: BracketedList, index: number, above: readonly Stretch[]): boolean {
  const { text, open, items } = list;
  const item = items[index];
  const next = items[index + 1];
  const [first] = above;
  if (!item || !next || !first || !text.startsWith("//", first.start)) return false;
  const lineAbove = text.slice(0, lineStart(text, first.start)).trimEnd();
  const between = text.slice(lineAbove.length, first.start);
  const opensParagraph = between.split("\n").length > 2 || lineAbove.length - 1 === open;
  const gap = text.slice(commaAfter(text, item.end) ?? item.end, next.start);
  return opensParagraph && !/\n[ \t]*\r?\n/.test(gap) && !/\n[ \t]*\/[/*]/.test(gap);
}

/** The comments in a stretch of text that holds nothing else but blanks and commas. */
function commentsIn(text: string, from: number, to: number): Stretch[] {
  const found = text.slice(from, to).matchAll(/\/\/[^\r\n]*|\/\*[\s\S]*?\*\//g);
  return [...found].map(({ 0: { length }, index }) => ({
    start: from + index,
    end: from + index + length,
  }));
}

/** The offset of the comma that follows `offset` before anything but blanks and comments, or `undefined`. */
function commaAfter(text: string, offset: number): number | undefined {
  const comma = /(?:\s|\/\/[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*,/y;
  comma.lastIndex = offset;
  return comma.test(text) ? comma.lastIndex - 1 : undefined;
}

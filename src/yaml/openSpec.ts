import {
  type Document,
  isMap,
  isScalar,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from "yaml";
import { type Failure, success } from "../model/result.ts";
import {
  applyEdits,
  type Edited,
  indentationAt,
  lineEnd,
  lineStart,
  type Obstacle,
  type TextEdit,
} from "../text/textEdit.ts";
import { keyText } from "./nodes.ts";

/** A spec that is edited: its text without a byte order mark, and the parsed document that knows the offsets. */
export interface OpenSpec {
  readonly text: string;
  readonly document: Document;
}

/** Parses a spec's text as `parseSpec` does. It must be free of syntax errors. */
export function openSpec(text: string): OpenSpec {
  const document = parseDocument(text, { version: "1.2", intAsBigInt: true, merge: true });
  return { text, document };
}

/** Edits a spec's text; a byte order mark stays in front of it. */
export function edited(
  text: string,
  edit: (spec: OpenSpec) => readonly TextEdit[] | Failure<Obstacle>,
): Edited {
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const spec = openSpec(text.slice(mark.length));
  const edits = edit(spec);
  return "ok" in edits ? edits : success(mark + applyEdits(spec.text, edits));
}

/** A map's entry with its key's and value's nodes. */
export type MapPair = Pair<Node, Node | null>;

/** The entries that a map itself holds, what `<<` merges into it left out. */
export function pairsOf(map: YAMLMap): readonly MapPair[] {
  return map.items as MapPair[];
}

export function keysOf(map: YAMLMap): readonly string[] {
  return pairsOf(map).flatMap(({ key }) => (isScalar(key) ? [keyText(key)] : []));
}

export function pairOf(map: YAMLMap, key: string): MapPair | undefined {
  return pairsOf(map).find((pair) => isScalar(pair.key) && keyText(pair.key) === key);
}

export function rootMap({ document }: OpenSpec): YAMLMap | undefined {
  return isMap(document.contents) ? document.contents : undefined;
}

export function mapAt(spec: OpenSpec, path: readonly string[]): YAMLMap | undefined {
  return path.reduce<YAMLMap | undefined>((map, key) => {
    const value = map && pairOf(map, key)?.value;
    return isMap(value) ? (value as YAMLMap) : undefined;
  }, rootMap(spec));
}

export interface PairRange {
  /** Start of the key. */
  readonly start: number;
  /** Behind the key's last character. */
  readonly keyEnd: number;
  /** Behind the value's last character; blank lines that end a block scalar are not part of it. */
  readonly end: number;
}

export function pairRange({ text }: OpenSpec, { key, value }: MapPair): PairRange {
  const [start = 0, keyEnd = 0] = key.range ?? [];
  const valueEnd = value?.range?.[1] ?? keyEnd;
  const keepsBlanks = isScalar(value) && /^[|>]\d?\+/.test(text.slice(value.range?.[0]));
  const end = Math.max(valueEnd, text.indexOf(":", keyEnd) + 1);
  return { start, keyEnd, end: keepsBlanks ? end : text.slice(0, end).trimEnd().length };
}

/**
 * The offset after the lines of a block map's entry: its value, the comment after that, and comment
 * lines below that are indented deeper than the key, which belong to the value.
 */
export function entryLinesEnd(spec: OpenSpec, pair: MapPair): number {
  const { text } = spec;
  const { start, end } = pairRange(spec, pair);
  const indentation = start - lineStart(text, start);
  let at = text[end - 1] === "\n" ? end : lineEnd(text, end);
  for (;;) {
    const line = /^([ \t]*)#/.exec(text.slice(at, lineEnd(text, at)));
    if (!line || (line[1] ?? "").length <= indentation || at >= text.length) return at;
    at = lineEnd(text, at);
  }
}

/** Where the comment lines directly above a line start, or the line itself. Deeper ones belong to what is above. */
export function commentsAboveStart(text: string, offset: number): number {
  let at = lineStart(text, offset);
  const indentation = indentationAt(text, offset).length;
  while (at > 0) {
    const above = lineStart(text, at - 1);
    const comment = /^([ \t]*)#/.exec(text.slice(above, at));
    if (!comment || (comment[1] ?? "").length > indentation) break;
    at = above;
  }
  return at;
}

export function isFlow(map: YAMLMap): boolean {
  return map.flow === true;
}

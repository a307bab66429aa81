import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Scalar } from "yaml";
import type { Path } from "../model/value.ts";

/** A mapping's entry once aliases and merge keys (`<<`) are followed. */
export interface MapEntry {
  readonly key: string;
  /** Where the key was written; offsets into the file are in its `range`. */
  readonly keyNode: Node;
  /** Absent where nothing follows the colon. */
  readonly node: Node | null;
  /** What `<<` names, where the entry comes from there. */
  readonly mergedFrom?: Node;
}

/** What a node stands for: an alias's anchor, anything else itself. */
export function follow(document: Document, node: Node | null | undefined): Node | null {
  let target = node ?? null;
  // An alias to an alias cannot be written in YAML, but costs nothing to allow.
  for (let hops = 0; isAlias(target) && hops < 10; hops++)
    target = target.resolve(document) ?? null;
  return target;
}

/** Each mapping is read once: merges of merges would otherwise multiply. */
const entriesOf = new WeakMap<Node, ReadonlyMap<string, MapEntry>>();

/**
 * A mapping's entries: its own first, in the order they are written, then what `<<` brings and the
 * mapping does not say itself (of several, the first wins).
 *
 * @see https://yaml.org/type/merge.html
 */
export function mapEntries(document: Document, node: Node): ReadonlyMap<string, MapEntry> {
  const known = entriesOf.get(node);
  if (known) return known;
  // A mapping that merges itself finds itself empty.
  entriesOf.set(node, new Map());
  const entries = readEntries(document, node);
  entriesOf.set(node, entries);
  return entries;
}

function readEntries(document: Document, node: Node): ReadonlyMap<string, MapEntry> {
  if (!isMap(node)) return new Map();
  const entries = new Map<string, MapEntry>();
  const merged: MapEntry[] = [];
  for (const pair of node.items) {
    const keyNode = pair.key as Node | null;
    const value = pair.value as Node | null;
    if (isMergeKey(keyNode)) {
      const source = follow(document, value);
      const maps = isSeq(source)
        ? source.items.map((item) => follow(document, item as Node))
        : [source];
      for (const map of maps) {
        if (!map || !value) continue;
        for (const entry of mapEntries(document, map).values()) {
          merged.push({ ...entry, mergedFrom: value });
        }
      }
    } else if (isScalar(keyNode)) {
      const key = keyText(keyNode);
      entries.set(key, { key, keyNode, node: value });
    }
  }
  for (const entry of merged) if (!entries.has(entry.key)) entries.set(entry.key, entry);
  return entries;
}

/** Terraform's keys are strings: a key such as `1.0` or `true` is taken as it is written. */
export function keyText(key: Scalar): string {
  return typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
}

/** Whether a key is a plain `<<`. */
export function isMergeKey(key: Node | null): boolean {
  return (
    isScalar(key) && (key.value === "<<" || typeof key.value === "symbol") && key.type === "PLAIN"
  );
}

/** The key or the value at a path, or the nearest node above it that exists. */
export function nodeAt(document: Document, path: Path, what: "key" | "value"): Node | null {
  let keyNode: Node | null = null;
  let node = document.contents as Node | null;
  for (const step of path) {
    const container = follow(document, node);
    const entry = isMap(container)
      ? mapEntries(document, container).get(String(step))
      : isSeq(container) && typeof step === "number" && container.items[step]
        ? { keyNode: null, node: container.items[step] as Node }
        : undefined;
    if (!entry) break;
    ({ keyNode, node } = entry);
  }
  return what === "key" ? (keyNode ?? node) : (node ?? keyNode);
}

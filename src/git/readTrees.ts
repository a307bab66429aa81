import { type Result, success } from "../model/result.ts";
import { contentsOf } from "./objects.ts";

/** What is in a folder of a commit. */
export interface TreeEntry {
  readonly kind: "blob" | "tree";
  readonly name: string;
  readonly object: string;
}

/** Folders of commits by their objects' names. */
export type Trees = ReadonlyMap<string, readonly TreeEntry[]>;

/** Reads trees and those below them, all of a level by one git: asking `git ls-tree` would be a process for each. */
export function readTrees(root: string, objects: Iterable<string | undefined>): Result<Trees> {
  const trees = new Map<string, readonly TreeEntry[]>();
  for (let wanted = new Set(objects); wanted.size > 0; ) {
    const contents = contentsOf(root, wanted);
    if (!contents.ok) return contents;
    const below: string[] = [];
    for (const [object, content] of contents.value) {
      const entries = parseTree(Buffer.from(content), object.length / 2);
      trees.set(object, entries);
      for (const entry of entries) if (entry.kind === "tree") below.push(entry.object);
    }
    wanted = new Set(below.filter((object) => !trees.has(object)));
  }
  return success(trees);
}

/** A tree as git keeps it: `<mode> <name>`, a zero, the object's name in bytes, again and again. */
function parseTree(content: Buffer, nameLength: number): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let at = 0; at < content.length; ) {
    const blank = content.indexOf(32, at);
    const zero = content.indexOf(0, blank);
    const end = zero + 1 + nameLength;
    const mode = content.toString("latin1", at, blank);
    const kind = mode === "40000" ? "tree" : mode.startsWith("100") ? "blob" : undefined;
    const object = content.toString("hex", zero + 1, end);
    if (kind) entries.push({ kind, name: content.toString("utf8", blank + 1, zero), object });
    at = end;
  }
  return entries;
}

import { diff3Merge } from "node-diff3";
import type { FileChange } from "../model/fileChange.ts";
import { decodeText, type Files } from "../model/files.ts";
import { blockedAbove } from "./conflicts.ts";

/** The update of a file that init writes around a project. */
export interface UpdatedFile {
  /** From the repository's root. */
  readonly path: string;
  /**
   * - `created`: it is new.
   * - `replaced`: nobody had changed it.
   * - `merged`: what a person changed in it is kept.
   * - `conflict`: a person changed what would change; it stays.
   * - `removed`: a person removed it, and it is not written again.
   * - `unchanged`.
   */
  readonly outcome: "created" | "replaced" | "merged" | "conflict" | "removed" | "unchanged";
  /** Its text on disk; absent: it does not exist. */
  readonly before?: string;
  /** Its new text; in a conflict, the text that init would write. */
  readonly after: string;
}

/**
 * Updates the files that an earlier init wrote. If a person changed one, both changes are
 * merged, or the file stays: nothing that a person wrote is lost.
 *
 * @param texts what init writes now, by path from the repository's root
 * @param recorded what it wrote then
 */
export function updateFiles(
  repository: Files,
  texts: ReadonlyMap<string, string>,
  recorded: Readonly<Record<string, string>>,
): readonly UpdatedFile[] {
  return [...texts].map(([path, text]): UpdatedFile => {
    const base = recorded[path];
    const isBlocked = blockedAbove(repository, path) !== undefined;
    const kind = repository.kind(path);
    if (isBlocked || (kind !== undefined && kind !== "file")) {
      return { path, outcome: "conflict", after: text };
    }
    const bytes = repository.read(path);
    if (!bytes) return { path, outcome: base === undefined ? "created" : "removed", after: text };
    const before = decodeText(bytes);
    if (before === undefined) return { path, outcome: "conflict", after: text };
    if (before === text || base === text)
      return { path, outcome: "unchanged", before, after: before };
    if (before === base) return { path, outcome: "replaced", before, after: text };
    const merged = base === undefined ? undefined : merge(before, base, text);
    if (merged === undefined) return { path, outcome: "conflict", before, after: text };
    return { path, outcome: merged === before ? "unchanged" : "merged", before, after: merged };
  });
}

/** What init wrote, for the next time: of a conflict still what it wrote then. */
export function recordedTexts(
  updated: readonly UpdatedFile[],
  texts: ReadonlyMap<string, string>,
  recorded: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  return new Map(
    updated.flatMap(({ path, outcome }) => {
      const text = outcome === "conflict" ? recorded[path] : texts.get(path);
      return text === undefined ? [] : [[path, text] as const];
    }),
  );
}

export function updateChanges(updated: readonly UpdatedFile[]): readonly FileChange[] {
  return updated
    .filter(({ outcome }) => ["created", "replaced", "merged"].includes(outcome))
    .map(({ path, before, after }) => ({ path, before, after, source: true }));
}

/** Both changes of a text; `undefined` where they are of the same lines. A person's line ends stay. */
function merge(mine: string, base: string, theirs: string): string | undefined {
  const isWindows = mine.includes("\r\n");
  const linesOf = (text: string): string[] => text.replaceAll("\r\n", "\n").split("\n");
  const parts = diff3Merge(linesOf(mine), linesOf(base), linesOf(theirs));
  if (parts.some(({ conflict }) => conflict)) return undefined;
  return parts.flatMap(({ ok = [] }) => ok).join(isWindows ? "\r\n" : "\n");
}

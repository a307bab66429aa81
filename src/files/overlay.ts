import { compareText } from "../diagnostics/diagnostic.ts";
import type { Entry, Files } from "../model/files.ts";

/**
 * Files with other texts in some of them, with new ones, or without some.
 *
 * @param texts by path, relative to the project's root; `undefined`: the file is gone
 */
export function overlay(files: Files, texts: ReadonlyMap<string, string | undefined>): Files {
  const isGone = (path: string): boolean => texts.has(path) && texts.get(path) === undefined;
  const there = [...texts.keys()].filter((path) => !isGone(path));
  const inside = (path: string): string[] =>
    there.filter((candidate) => candidate.startsWith(path === "" ? "" : `${path}/`));
  return {
    ...files,
    read(path) {
      if (!texts.has(path)) return files.read(path);
      const text = texts.get(path);
      return text === undefined ? undefined : new TextEncoder().encode(text);
    },
    list(path) {
      const kept = files
        .list(path)
        .filter(({ name }) => !isGone(path === "" ? name : `${path}/${name}`));
      const entries = new Map(kept.map((entry) => [entry.name, entry]));
      for (const added of inside(path)) {
        const [name = "", ...below] = added.slice(path === "" ? 0 : path.length + 1).split("/");
        const kind: Entry["kind"] = below.length > 0 ? "directory" : "file";
        if (!entries.has(name)) entries.set(name, { name, kind });
      }
      return [...entries.values()].sort((a, b) => compareText(a.name, b.name));
    },
    kind(path) {
      if (isGone(path)) return undefined;
      if (texts.has(path)) return "file";
      return files.kind(path) ?? (inside(path).length > 0 ? "directory" : undefined);
    },
  };
}

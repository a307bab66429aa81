import { compareText } from "../diagnostics/diagnostic.ts";
import type { Entry, Files } from "../model/files.ts";

/**
 * Files as they would be with other texts in some of them, or with new ones.
 *
 * @param texts by path, relative to the project's root
 */
export function overlay(files: Files, texts: ReadonlyMap<string, string>): Files {
  const inside = (path: string): string[] =>
    [...texts.keys()].filter((candidate) => candidate.startsWith(path === "" ? "" : `${path}/`));
  return {
    ...files,
    read(path) {
      const text = texts.get(path);
      return text === undefined ? files.read(path) : new TextEncoder().encode(text);
    },
    list(path) {
      const entries = new Map(files.list(path).map((entry) => [entry.name, entry]));
      for (const added of inside(path)) {
        const [name = "", ...below] = added.slice(path === "" ? 0 : path.length + 1).split("/");
        const kind: Entry["kind"] = below.length > 0 ? "directory" : "file";
        if (!entries.has(name)) entries.set(name, { name, kind });
      }
      return [...entries.values()].sort((a, b) => compareText(a.name, b.name));
    },
    kind(path) {
      if (texts.has(path)) return "file";
      return files.kind(path) ?? (inside(path).length > 0 ? "directory" : undefined);
    },
  };
}

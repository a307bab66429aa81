import { lstatSync, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import { compareText } from "../diagnostics/diagnostic.ts";
import type { EntryKind, Files } from "../model/files.ts";
import { readBytes } from "./readBytes.ts";

/** The files below `root`, an absolute path. Synchronous: with small files that is several times faster. */
export function disk(root: string): Files {
  const absolute = (path: string): string => join(root, path);
  return {
    read(path) {
      return ifPresent(() => readBytes(absolute(path)));
    },
    list(path) {
      const entries = ifPresent(() => readdirSync(absolute(path), { withFileTypes: true })) ?? [];
      return entries
        .map((entry) => ({ name: entry.name, kind: kindOf(entry) }))
        .sort((a, b) => compareText(a.name, b.name));
    },
    kind(path) {
      const stats = ifPresent(() => lstatSync(absolute(path), { throwIfNoEntry: false }));
      return stats && kindOf(stats);
    },
    follow(path) {
      const target = ifPresent(() => realpathSync(absolute(path)));
      if (target === undefined) return "broken";
      const inside = relative(realpathSync(root), target).split(sep).join("/");
      if (inside === ".." || inside.startsWith("../") || isAbsolute(inside)) return "outside";
      return { path: inside, kind: kindOf(lstatSync(target)) };
    },
    ...(process.platform === "win32"
      ? {}
      : {
          // A file that is only in an editor so far has no mode.
          isExecutable: (path) =>
            ((ifPresent(() => statSync(absolute(path)))?.mode ?? 0) & 0o111) !== 0,
        }),
  };
}

function kindOf(entry: Pick<Stats, "isFile" | "isDirectory" | "isSymbolicLink">): EntryKind {
  if (entry.isSymbolicLink()) return "link";
  if (entry.isDirectory()) return "directory";
  return entry.isFile() ? "file" : "other";
}

function ifPresent<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (problem) {
    // A folder cannot be read, and a file cannot be listed.
    if (
      ["ENOENT", "EISDIR", "ENOTDIR", "ELOOP"].includes(
        (problem as NodeJS.ErrnoException).code ?? "",
      )
    )
      return undefined;
    throw problem;
  }
}

import type { Files, Seen } from "../model/files.ts";
import { sha256 } from "../text/sha256.ts";

/** Files, and what is read of them from now on: as long as all of that is the same, whatever comes of it is too. */
export function witness(files: Files): { readonly files: Files; readonly seen: Seen } {
  const contents = new Map<string, string | undefined>();
  const folders = new Map<string, readonly string[]>();
  const watched: Files = {
    ...files,
    read(path) {
      const content = files.read(path);
      if (!contents.has(path)) contents.set(path, content && sha256(content));
      return content;
    },
    list(path) {
      const entries = files.list(path);
      if (!folders.has(path)) folders.set(path, entryLines(entries));
      return entries;
    },
  };
  return { files: watched, seen: { contents, folders } };
}

/** A folder's entries, as they are compared. */
export function entryLines(entries: ReturnType<Files["list"]>): string[] {
  return entries.map(({ name, kind }) => `${name} ${kind}`);
}

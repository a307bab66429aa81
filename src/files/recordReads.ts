import type { Entry, FileReads, Files } from "../model/files.ts";
import { sha256 } from "../text/sha256.ts";

/** Files, and a record of what is read of them. A folder is listed only once. */
export function recordReads(files: Files): { readonly files: Files; readonly seen: FileReads } {
  const contents = new Map<string, string | undefined>();
  const listed = new Map<string, readonly Entry[]>();
  const watched: Files = {
    ...files,
    read(path) {
      const content = files.read(path);
      if (!contents.has(path)) contents.set(path, content && sha256(content));
      return content;
    },
    list(path) {
      const entries = listed.get(path) ?? files.list(path);
      listed.set(path, entries);
      return entries;
    },
  };
  return { files: watched, seen: { contents, folders: listed } };
}

/** Whether all that was read is unchanged. */
export function readsAreCurrent({ contents, folders }: FileReads, files: Files): boolean {
  const lines = (entries: readonly Entry[]): string =>
    entries.map(({ name, kind }) => `${name} ${kind}`).join("\n");
  return (
    [...contents].every(([path, hash]) => {
      const content = files.read(path);
      return (content && sha256(content)) === hash;
    }) && [...folders].every(([path, entries]) => lines(files.list(path)) === lines(entries))
  );
}

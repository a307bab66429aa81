import type { Files } from "../model/files.ts";
import type { Module } from "./module.ts";
import { foldersBelow } from "./tree.ts";

/** The largest number of folders to search: a repository may be large. */
const mostFolders = 5_000;

/**
 * Whether a module is called from outside of the generated code: by a handwritten root module in the same repository, or
 * by a module that it calls. Nothing is read before the first call.
 *
 * @param known the folders that are checked anyway
 */
export function calledByHand(
  files: Pick<Files, "list">,
  known: readonly string[],
  moduleIn: (folder: string) => Module | undefined,
): (folder: string) => boolean {
  let called: ReadonlySet<string> | undefined;
  return (folder) => {
    called ??= foldersCalled(files, known, moduleIn);
    return called.has(folder);
  };
}

function foldersCalled(
  files: Pick<Files, "list">,
  known: readonly string[],
  moduleIn: (folder: string) => Module | undefined,
): ReadonlySet<string> {
  const own = new Set(known);
  const found = new Set<string>();
  const waiting: Module[] = [];
  for (const folder of foldersBelow("", files, mostFolders)) {
    const module = own.has(folder) ? undefined : moduleIn(folder);
    if (module) waiting.push(module);
  }
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const { folder } of next.calls) {
      if (folder === undefined || found.has(folder)) continue;
      found.add(folder);
      // What generated code calls in its turn is called too.
      const called = own.has(folder) ? moduleIn(folder) : undefined;
      if (called) waiting.push(called);
    }
  }
  return found;
}

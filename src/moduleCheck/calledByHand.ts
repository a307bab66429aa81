import type { Files } from "../model/files.ts";
import type { Module } from "./module.ts";
import { modulesBelow } from "./reach.ts";
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
  const byHand = foldersBelow("", files, mostFolders)
    .filter((folder) => !own.has(folder))
    .flatMap((folder) => moduleIn(folder) ?? []);
  // What generated code calls in its turn is called too.
  return new Set(modulesBelow(byHand, moduleIn).map(({ folder }) => folder));
}

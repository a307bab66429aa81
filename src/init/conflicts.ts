import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { type Files, walk } from "../model/files.ts";
import {
  foldersAbove,
  generatedDirectory,
  schemaEntry,
  specsDirectory,
  templatesDirectory,
} from "../model/layout.ts";
import { testFiles } from "./files/projectFiles.ts";

/** The folders that are terraloom's alone. */
const ownFolders = ["schema", templatesDirectory, specsDirectory, generatedDirectory];

/**
 * Finds files in the way of any new project, before any question.
 *
 * @param files of the repository
 * @param folder the project's, with `/` at its end
 * @param surrounding what init writes around a project, from the repository's root
 * @returns the one problem that lists all of it; `undefined` where the way is free
 */
export function conflicts(
  files: Files,
  folder: string,
  surrounding: readonly string[],
): Diagnostic | undefined {
  const folders = ownFolders.flatMap((name) => {
    const path = folder + name;
    const kind = files.kind(path);
    if (kind === undefined) return [];
    if (kind !== "directory") return [path];
    return files.list(path).length > 0 ? [`${path}/`] : [];
  });
  // Existing files of these are kept.
  const absent = surrounding.filter((path) => files.kind(path) === undefined);
  const tests = [...testFiles.keys()].map((path) => folder + path);
  return conflictOf(files, [...folders, ...inTheWay(files, [...tests, ...absent])], folder);
}

/** The same for a list of paths, each of them to be a new file. */
export function conflictsWith(files: Files, paths: readonly string[]): Diagnostic | undefined {
  return conflictOf(files, inTheWay(files, paths));
}

/** Paths that are there, and what is no folder though a path leads through it. */
function inTheWay(files: Files, paths: readonly string[]): string[] {
  const found = paths.flatMap((path) => {
    const above = blockedAbove(files, path);
    if (above !== undefined) return [above];
    return files.kind(path) === undefined ? [] : [path];
  });
  return [...new Set(found)];
}

/** What is no folder though a path leads through it. */
export function blockedAbove(files: Files, path: string): string | undefined {
  return foldersAbove(path).findLast((folder) => {
    const kind = files.kind(folder);
    return kind !== undefined && kind !== "directory";
  });
}

function conflictOf(files: Files, paths: readonly string[], folder = ""): Diagnostic | undefined {
  if (paths.length === 0) return undefined;
  const isProject = files.kind(folder + schemaEntry) !== undefined;
  const holdsTerraform = walk(files, folder + specsDirectory).some((path) => path.endsWith(".tf"));
  const found = isProject ? "project" : holdsTerraform ? "terraform" : "other";
  return diagnostic("init-exists", { paths, found });
}

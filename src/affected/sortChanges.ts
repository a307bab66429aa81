import type { EnvironmentWork } from "../model/affected.ts";
import { isReadByTerraform } from "../model/codeFiles.ts";
import type { Files } from "../model/files.ts";
import { foldersAbove, specsDirectory, templatesDirectory } from "../model/layout.ts";

export interface ChangedFile {
  /** Relative to the project's root. */
  readonly path: string;
  readonly made: boolean;
  /** Whether it is not there any more. */
  readonly gone: boolean;
}

export interface SortedChanges {
  readonly byEnvironment: ReadonlyMap<string, readonly ChangedFile[]>;
  /** All folders in which something changed, however deep, and whether any of it was not made by terraloom. */
  readonly folders: ReadonlyMap<string, { readonly byHand: boolean }>;
}

/** Files that Terraform never reads as code. */
const isNoCode = new RegExp(
  `^(?:schema|${specsDirectory}|${templatesDirectory})/|(?:^|/)\\.terraform/|\\.md$|\\.tfstate(?:\\.|$)`,
);

/**
 * Finds the environment's folder that each changed file is in.
 *
 * @param made paths of files that terraloom makes
 */
export function sortChanges(
  changed: readonly string[],
  work: readonly EnvironmentWork[],
  made: ReadonlyMap<string, unknown>,
  files: Files,
): SortedChanges {
  const owners = new Map(
    work.map(({ path, valuesFile, environment }) => [valuesFile ?? path, environment]),
  );
  const byEnvironment = new Map<string, ChangedFile[]>();
  const folders = new Map<string, { byHand: boolean }>();
  for (const path of changed) {
    if (isNoCode.test(path)) continue;
    const file = { path, made: made.has(path), gone: files.kind(path) === undefined };
    // A file of values is of no module.
    for (const folder of owners.has(path) ? [] : foldersOf(path)) {
      const known = folders.get(folder);
      folders.set(folder, { byHand: known?.byHand || !file.made });
    }
    const owner = ownerOf(path, owners);
    if (owner === undefined) continue;
    const own = byEnvironment.get(owner);
    if (own) own.push(file);
    else byEnvironment.set(owner, [file]);
  }
  return { byEnvironment, folders };
}

/** The folders that a file is in. Of the project's own, `.`, Terraform reads what is directly in it. */
function foldersOf(path: string): readonly string[] {
  if (path.includes("/")) return foldersAbove(path);
  return isReadByTerraform(path) || path === ".terraform.lock.hcl" ? ["."] : [];
}

/** The environment in whose folder a path is, or whose values it holds: of nested folders, the inner one. */
function ownerOf(path: string, owners: ReadonlyMap<string, string>): string | undefined {
  const place = [path, ...foldersAbove(path)].find((above) => owners.has(above));
  return place && owners.get(place);
}

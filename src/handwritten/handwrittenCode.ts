import { posix } from "node:path";
import { isReadByTerraform, overridesCode } from "../model/codeFiles.ts";
import type { EnvironmentPlace } from "../model/environment.ts";
import type { Files } from "../model/files.ts";

/** A file that people keep beside generated code, and that Terraform reads with it. */
export interface HandwrittenCode {
  /** Relative to the project's root. */
  readonly path: string;
  /** Whether it changes generated code: an override file, or values with precedence over the spec's. */
  readonly overrides: boolean;
}

/**
 * The files that Terraform reads beside generated ones: committed or not, ignored or not. The digest counts those
 * that add code; one that changes generated code is not counted, since `check` refuses it.
 *
 * @param made the paths of generated files
 */
export function handwrittenCode(
  files: Pick<Files, "list">,
  environments: readonly EnvironmentPlace[],
  made: Iterable<string>,
): readonly HandwrittenCode[] {
  const known = new Set<string>();
  // What lies in a root module that several share is the code of all, and goes after the file that is given.
  const folders = new Set(
    environments.flatMap(({ directory, valuesFile }) => (valuesFile ? [] : [directory])),
  );
  for (const path of made) {
    known.add(path);
    if (isReadByTerraform(posix.basename(path))) folders.add(posix.dirname(path));
  }
  return [...folders].sort().flatMap((folder) =>
    files
      .list(folder)
      .filter(({ name, kind }) => kind !== "directory" && isReadByTerraform(name))
      .map(({ name }) => ({ path: `${folder}/${name}`, overrides: overridesCode(name) }))
      .filter(({ path }) => !known.has(path)),
  );
}

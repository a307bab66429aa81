import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import { type Manifest, parseManifest } from "../manifest/manifest.ts";
import { listedFile, manifestFile } from "../manifest/paths.ts";
import { type Files, readText } from "../model/files.ts";
import {
  appliedCodeFile,
  environmentDirectory,
  environmentPattern,
  folderOf,
  type Layout,
  specsDirectory,
} from "../model/layout.ts";
import type { Rendered } from "../model/rendered.ts";

/** An environment that was generated, and has no spec any more. */
export interface VanishedEnvironment {
  readonly name: string;
  readonly folder: string;
  /** Its file of values, if it shared a root module. */
  readonly valuesFile?: string;
  /** Files in its folder that were not generated: state, lock file. */
  readonly remains: readonly string[];
}

/**
 * Environments that were generated and have no spec any more.
 *
 * @param isMade whether an environment has a spec
 */
export function vanishedEnvironments(
  before: Manifest,
  isMade: (name: string) => boolean,
  layout: Layout,
  files: Files,
): readonly VanishedEnvironment[] {
  // Its folder depends on its stack, which only the removed spec named.
  const madeFolders = [...before.files.keys()]
    .filter((path) => path.endsWith(`/${appliedCodeFile}`))
    .map((path) => path.slice(0, -appliedCodeFile.length - 1));
  return [...before.digests.keys()]
    .filter((name) => !isMade(name))
    .map((name): VanishedEnvironment => {
      const valuesFile = valuesFileOf(name, layout, files);
      if (valuesFile !== undefined) {
        return { name, folder: folderOf(valuesFile), valuesFile, remains: [] };
      }
      const folder =
        madeFolders.find((path) => `/${path}`.endsWith(`/${name}`)) ??
        environmentDirectory(layout, environmentPattern, name);
      const remains = files
        .list(folder)
        .filter(({ name: file, kind }) => kind !== "directory" || file === ".terraform")
        .map(({ name: file }) => file)
        .filter((file) => !before.files.has(`${folder}/${file}`));
      return { name, folder, remains };
    });
}

/** The file that it was, if its manifest lists one of values and no record of applied code. */
function valuesFileOf(name: string, layout: Layout, files: Files): string | undefined {
  const made = parseManifest(readText(files, manifestFile(layout, name)) ?? "", name).files;
  const [only, ...others] = [...made.keys()];
  if (only === undefined || others.length > 0 || !only.endsWith(".tfvars")) return undefined;
  return listedFile(layout, only);
}

/**
 * A spec may have been removed by mistake, and its generated code manages real resources: it is not removed unless
 * requested.
 *
 * @param meant those that are removed on request
 */
export function vanishedProblems(
  before: Manifest,
  { digests, layout }: Rendered,
  files: Files,
  meant: readonly string[] = [],
): Diagnostic[] {
  const isMade = (name: string): boolean => digests.has(name) || meant.includes(name);
  return vanishedEnvironments(before, isMade, layout, files).map(
    ({ name: environment, folder, valuesFile, remains }) =>
      diagnostic(
        "environment-vanished",
        { environment, folder, remains, ...(valuesFile === undefined ? {} : { valuesFile }) },
        startOf(`${specsDirectory}/${environment}.yaml`),
      ),
  );
}

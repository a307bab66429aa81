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

/** An environment that was generated, and that no spec makes any more. */
export interface VanishedEnvironment {
  readonly name: string;
  /** Where its code is. */
  readonly folder: string;
  /** What it was, where it was a file of values for a root module that others share. */
  readonly valuesFile?: string;
  /** What is there and was not generated: state, lock file. */
  readonly remains: readonly string[];
}

/**
 * Environments that were generated and that no spec makes any more.
 *
 * @param isMade whether an environment has a spec
 */
export function vanishedEnvironments(
  before: Manifest,
  isMade: (name: string) => boolean,
  layout: Layout,
  files: Files,
): readonly VanishedEnvironment[] {
  // Its stack said where it is, and with the spec went the stack.
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
 * A spec may have gone by mistake, and what it made is what manages real resources: that is not removed without having
 * been asked for.
 *
 * @param meant those that are to go
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

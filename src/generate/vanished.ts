import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Files } from "../model/files.ts";
import {
  appliedCodeFile,
  environmentDirectory,
  environmentPattern,
  specsDirectory,
} from "../model/layout.ts";
import type { Rendered } from "../model/rendered.ts";

/**
 * Environments that were generated and that no spec makes any more. A spec may have gone by mistake, and what it made is
 * what manages real resources: that is not removed without having been asked for.
 *
 * @param meant those that are to go
 */
export function vanishedEnvironments(
  before: Manifest,
  { digests, layout }: Rendered,
  files: Files,
  meant: readonly string[] = [],
): Diagnostic[] {
  const gone = [...before.digests.keys()].filter(
    (name) => !digests.has(name) && !meant.includes(name),
  );
  // Its stack said where it is, and with the spec went the stack.
  const madeFolders = [...before.files.keys()]
    .filter((path) => path.endsWith(`/${appliedCodeFile}`))
    .map((path) => path.slice(0, -appliedCodeFile.length - 1));
  return gone.map((environment) => {
    const folder =
      madeFolders.find((path) => `/${path}`.endsWith(`/${environment}`)) ??
      environmentDirectory(layout, environmentPattern, environment);
    const made = (name: string): boolean => before.files.has(`${folder}/${name}`);
    const remains = files
      .list(folder)
      .filter(({ name, kind }) => kind !== "directory" || name === ".terraform")
      .map(({ name }) => name)
      .filter((name) => !made(name));
    const location = startOf(`${specsDirectory}/${environment}.yaml`);
    return diagnostic("environment-vanished", { environment, folder, remains }, location);
  });
}

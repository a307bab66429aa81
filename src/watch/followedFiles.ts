import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { cachePath, readRecord } from "../load/cache.ts";
import { generatedDirectory } from "../model/layout.ts";

/**
 * The files of a project's own code, relative to its root, that its schema was made from when it last compiled, and
 * those that it does not compile for. Packages are not among them: they do not change under their version.
 */
export function followedFiles(root: string, problems: readonly Diagnostic[]): readonly string[] {
  const record = readRecord<{ readonly inputs?: object }>(cachePath(root, "schema"));
  const faulty = problems.flatMap(({ location }) => (location ? [location.file] : []));
  return [...Object.keys(record?.inputs ?? {}), ...faulty].filter(
    (file) => !file.includes("node_modules/") && !file.startsWith(`${generatedDirectory}/`),
  );
}

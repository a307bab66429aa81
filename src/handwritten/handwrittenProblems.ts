import { posix } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import { holdsTerraform, specName, walkSources } from "../files/walkSources.ts";
import { type Ignored, ignoredFiles } from "../git/ignoredFiles.ts";
import { manifestFile } from "../manifest/paths.ts";
import { walk } from "../model/files.ts";
import { specsDirectory, templatesDirectory } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import { handwrittenCode } from "./handwrittenCode.ts";
import { compareLockFiles, lockFilePath } from "./lockFiles.ts";

/**
 * Handwritten files that change the meaning of generated ones, or make it differ between environments: overrides, values
 * that go before the specs', lock files.
 *
 * @param made the paths of generated files
 */
export function handwrittenProblems(
  { files, environments }: Pick<Project, "files" | "environments">,
  made: Iterable<string>,
): readonly Diagnostic[] {
  const overrides = handwrittenCode(files, environments, made).filter((file) => file.overrides);
  return [
    ...overrides.map(({ path }) => {
      const environment = environments.find(({ directory }) => directory === posix.dirname(path));
      const isValues = path.includes(".tfvars");
      return isValues
        ? diagnostic("values-beside", { path, spec: environment?.file }, startOf(path))
        : diagnostic("code-overridden", { path }, startOf(path));
    }),
    ...compareLockFiles(files, environments),
  ];
}

/**
 * Files that a clone needs and git ignores: generated ones, specs and templates, and lock files that are there.
 *
 * @param made the paths of generated files
 */
export function ignoredProblems(
  {
    root,
    files,
    environments,
    schema: { layout },
  }: Pick<Project, "root" | "files" | "environments" | "schema">,
  made: Iterable<string>,
): readonly Diagnostic[] {
  const manifests = environments.map(({ name }) => manifestFile(layout, name));
  const wanted = [
    ...made,
    manifestFile(layout),
    ...manifests,
    ...walkSources(files, specsDirectory, specName, holdsTerraform).paths,
    ...walk(files, templatesDirectory),
  ];
  const locks = environments.map(lockFilePath).filter((path) => files.kind(path) === "file");
  const isLock = new Set(locks);
  const ignored = ignoredFiles(root, [...wanted, ...locks]);
  const only = (keep: (path: string) => boolean): Ignored[] =>
    ignored
      .map((line) => ({ ...line, paths: line.paths.filter(keep) }))
      .filter(({ paths }) => paths.length > 0);
  return [
    ...only((path) => !isLock.has(path)).map((line) =>
      diagnostic("file-ignored", toldOf(line), placeOf(line)),
    ),
    ...only((path) => isLock.has(path)).map((line) =>
      diagnostic("lock-file-ignored", toldOf(line), placeOf(line)),
    ),
  ];
}

function placeOf({ file, line }: Ignored): { file: string; line: number; column: number } {
  return { file, line, column: 1 };
}

function toldOf({ pattern, paths, isFolder }: Ignored) {
  return { pattern, paths, negations: isFolder ? [] : negationsOf(paths) };
}

/** The lines that bring ignored files back: by name in the folder that all of them are in. */
export function negationsOf(paths: readonly string[]): readonly string[] {
  const names = [...new Set(paths.map((path) => posix.basename(path)))];
  return names.sort().map((name) => {
    const folders = paths
      .filter((path) => posix.basename(path) === name)
      .map((path) => posix.dirname(path));
    const [first = ""] = folders;
    if (folders.length === 1) return `!/${first}/${name}`;
    const steps = first.split("/");
    const common = steps.findIndex((step, at) =>
      folders.some((folder) => folder.split("/")[at] !== step),
    );
    return `!/${steps.slice(0, common < 0 ? steps.length : common).join("/")}/**/${name}`.replace(
      "//",
      "/",
    );
  });
}

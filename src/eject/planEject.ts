import { posix } from "node:path";
import { compareText } from "../diagnostics/diagnostic.ts";
import { knownProblemsFile } from "../manifest/knownProblems.ts";
import { manifestDirectory, manifestFile } from "../manifest/paths.ts";
import type { Ejection } from "../model/ejection.ts";
import type { FileChange } from "../model/fileChange.ts";
import { decodeText, type Files, readText, walk } from "../model/files.ts";
import { appliedCodeFile, isOwnFolder, templatesDirectory } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import type { Rendered } from "../model/rendered.ts";
import { withoutHeader } from "../render/fileKind.ts";

/** Plans the removal of terraloom: plain Terraform remains, unchanged and in place. */
export function planEject(project: Project, { outputs, layout }: Rendered): Ejection {
  const { files, specs, environments } = project;
  const made = [...outputs.values()];
  const isTemplates = (source: string) => source.startsWith(`${templatesDirectory}/`);
  const freed = made
    .filter(({ source }) => isTemplates(source))
    .flatMap(({ path }) => freedFile(path, files, isOwnFolder(layout)) ?? []);
  const records = isOwnFolder(layout)
    ? [manifestFile(layout), ...walk(files, manifestDirectory(layout)), knownProblemsFile(layout)]
    : walk(files, layout.records);
  const own = made.filter(({ source }) => !isTemplates(source)).map(({ path }) => path);
  const gone = new Set([
    ...walk(files, "schema"),
    ...walk(files, templatesDirectory),
    ...specs.keys(),
    ...records,
    ...own,
  ]);
  const removed = [...gone].sort(compareText).flatMap((path): FileChange[] => {
    const before = files.read(path);
    return before ? [{ path, before, source: true }] : [];
  });
  const recorded = environments
    .filter(({ directory }) => gone.has(posix.join(directory, appliedCodeFile)))
    .map(({ name }) => name);
  const after = new Map([...freed, ...removed].map((change) => [change.path, change.after]));
  return { freed, removed, recorded, mentions: mentionsOf(files, after) };
}

function freedFile(path: string, files: Files, isSetApart: boolean): FileChange | undefined {
  const before = files.read(path);
  const text = before && decodeText(before);
  if (!before || text === undefined) return undefined;
  const after = withoutHeader(path, text, isSetApart);
  return after === text ? undefined : { path, before, after, source: true };
}

/**
 * Remaining documentation that mentions terraloom.
 *
 * @param after what becomes of files that change; `undefined`: it goes
 */
function mentionsOf(
  files: Files,
  after: ReadonlyMap<string, FileChange["after"]>,
): readonly string[] {
  const atTop = files.list("").flatMap(({ name, kind }) => (kind === "file" ? [name] : []));
  const workflows = [...walk(files, ".github"), ...walk(files, ".gitlab"), ...walk(files, "test")];
  return [...atTop, ...workflows].filter((path) => {
    if (/^package-lock\.json$/.test(path)) return false;
    const text = after.has(path) ? after.get(path) : readText(files, path);
    return typeof text === "string" && text.includes("terraloom");
  });
}

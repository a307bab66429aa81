import { stage } from "../debug/debug.ts";
import { sortDiagnostics } from "../diagnostics/diagnostic.ts";
import { readsAreCurrent, recordReads } from "../files/recordReads.ts";
import { knownProblems } from "../manifest/knownProblems.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { isManifestFile } from "../manifest/paths.ts";
import { readManifests } from "../manifest/readManifests.ts";
import { maskProblems } from "../mask/maskProblems.ts";
import type { FileReads, Files } from "../model/files.ts";
import type { Layout } from "../model/layout.ts";
import { noProgress, type Progress } from "../model/progress.ts";
import type { Project } from "../model/project.ts";
import type { Output, Rendered } from "../model/rendered.ts";
import { type CodeTree, codeTree, type HandwrittenFiles } from "../render/codeTree.ts";
import { render } from "../render/render.ts";

/**
 * Renders a project's whole output, in memory. Its problems come after those of the project; faults that the code had
 * before it was taken over are warnings.
 *
 * @param known the files of no environment, where only some environments are to be rendered
 */
export function renderProject(
  project: Project,
  progress: Progress = noProgress,
  known?: readonly Output[],
): Rendered {
  const { schema, environments, templates, files } = project;
  const rendered = stage(
    "render",
    () => render(schema, environments, templates, progress, besideOf(files, schema.layout), known),
    ({ outputs }) => `${outputs.size} files`,
  );
  const told = knownProblems(files, schema.layout)(maskProblems(rendered.problems, project));
  return { ...rendered, problems: sortDiagnostics(told) };
}

/** A project's output, and what was read for it besides sources. */
export interface OutputAndReads {
  readonly rendered: Rendered;
  /** What is read of them counts as read for the output. */
  readonly files: Files;
  readonly seen: FileReads;
}

/** Renders a project once, and again only if code by hand that was read for it has become other code. */
export function renderOnce(
  project: Project,
  progress?: Progress,
  known?: readonly Output[],
): OutputAndReads {
  const before = rendered.get(project);
  if (before && readsAreCurrent(before.seen, project.files)) return before;
  const recorded = recordReads(project.files);
  const watched: Project = { ...project, files: recorded.files };
  const made = { ...recorded, rendered: renderProject(watched, progress, known) };
  rendered.set(project, made);
  return made;
}

const rendered = new WeakMap<Project, OutputAndReads>();

/** All code of a project by its place: what is rendered, and what is written by hand. */
export function projectCode(
  { files, schema }: Pick<Project, "files" | "schema">,
  outputs: ReadonlyMap<string, Output>,
): CodeTree {
  return codeTree([...outputs.values()], besideOf(files, schema.layout));
}

/** What is on disk beside the files that earlier runs have made. */
function besideOf(files: Files, layout: Layout): HandwrittenFiles {
  let manifest: Manifest | undefined;
  return {
    read: (path) => files.read(path),
    list: (path) => files.list(path),
    isMade(path) {
      if (isManifestFile(layout, path)) return true;
      // Seldom is there a file that is not made now.
      manifest ??= readManifests(files, layout);
      return manifest.files.has(path);
    },
  };
}

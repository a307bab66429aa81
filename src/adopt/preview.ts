import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { modulesMessages } from "../diagnostics/messages/modules.ts";
import { overlay } from "../files/overlay.ts";
import { prepareGenerate } from "../generate/generate.ts";
import { handwrittenProblems, ignoredProblems } from "../handwritten/handwrittenProblems.ts";
import { ownPackage } from "../init/ownPackage.ts";
import { onTrial } from "../init/preview.ts";
import { knownProblems, knownProblemsFile, printKnownProblems } from "../manifest/knownProblems.ts";
import type { FileChange } from "../model/fileChange.ts";
import { type Files, readText } from "../model/files.ts";
import { layoutOf } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import type { Rendered } from "../model/rendered.ts";
import { loadProject } from "../project/loadProject.ts";
import type { AdoptionPlan } from "./stacks.ts";

export interface Preview {
  readonly rendered?: Rendered;
  readonly changes: readonly FileChange[];
  readonly problems: readonly Diagnostic[];
}

/** Where what is taken over goes. */
export interface PreviewInput {
  readonly root: string;
  /** What is there, and comes with it. */
  readonly files: Files;
  readonly plan: AdoptionPlan;
  /** Files by hand that are going to be made: nothing else that somebody wrote is replaced. */
  readonly paths: readonly string[];
  /** The project that is there already. */
  readonly project?: Project | undefined;
}

/**
 * Renders the new project like every later run. Problems that the code already has are listed, and do not prevent it.
 *
 * @param sources schema, specs and templates, by path: the list of faults is put among them
 */
export async function previewProject(
  input: PreviewInput,
  sources: Map<string, string>,
): Promise<Preview & { readonly faults: number }> {
  const list = knownProblemsFile(layoutOf(input.plan.output));
  const listed = readText(input.files, list);
  for (const faults: Diagnostic[] = []; ; ) {
    const preview = await withProject(input, sources, (project) => render(input, project, sources));
    const errors = preview.problems.filter(({ severity }) => severity === "error");
    if (errors.length === 0 || !errors.every(isFaultOfCode)) {
      return { ...preview, faults: faults.length };
    }
    faults.push(...errors);
    sources.set(list, printKnownProblems(faults, listed));
  }
}

/** Whether it is a problem of the adopted code, and not of the new sources. */
export function isFaultOfCode({ code }: Diagnostic): boolean {
  return code in modulesMessages || otherFaults.has(code);
}

const otherFaults = new Set(["state-shared", "output-syntax", "values-beside"]);

async function withProject(
  { root, files, project: there }: PreviewInput,
  sources: ReadonlyMap<string, string>,
  work: (project: Project) => Promise<Preview>,
): Promise<Preview> {
  if (there) return work(await loadProject(root, sources));
  const tried = await onTrial(sources, ownPackage(), (project) =>
    work({ ...project, root, files: overlay(files, sources) }),
  );
  return tried.ok ? tried.value : { changes: [], problems: tried.problems };
}

async function render(
  { files, paths }: PreviewInput,
  project: Project,
  sources: ReadonlyMap<string, string>,
): Promise<Preview> {
  const { rendered, changes, problems } = await prepareGenerate(project, {
    handEdited: new Map(paths.map((path) => [path, "replace"])),
  });
  const made = [...(rendered?.outputs.keys() ?? [])];
  const known = knownProblems(project.files, project.schema.layout);
  const beside = rendered ? known(handwrittenProblems(project, made)) : [];
  const ignored = ignoredProblems(project, made).map(
    (one): Diagnostic => ({ ...one, severity: "warning" }),
  );
  const written = [...sources].map(
    ([path, after]): FileChange => ({ path, before: readText(files, path), after, source: true }),
  );
  return {
    ...(rendered ? { rendered } : {}),
    changes: [...written, ...changes],
    problems: [...problems, ...beside, ...ignored],
  };
}

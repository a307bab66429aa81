import { type Diagnostic, hasErrors, sortDiagnostics } from "./diagnostics/diagnostic.ts";
import { disk } from "./files/disk.ts";
import type { Files } from "./files/files.ts";
import { overlay } from "./files/overlay.ts";
import { importSchema } from "./load/importSchema.ts";
import type { ProjectSchema } from "./load/project.ts";
import { readSchema } from "./load/readSchema.ts";
import { noProgress, type Progress } from "./progress.ts";
import { readTemplates, type Templates } from "./render/readTemplates.ts";
import { type Rendered, render } from "./render/render.ts";
import type { Environment } from "./resolve/environment.ts";
import { resolve } from "./resolve/resolve.ts";
import { readSpecs, type Specs } from "./specs/readSpecs.ts";

/** A repository, read and checked; nothing is rendered yet. */
export interface Project {
  /** Absolute path of the repository. */
  readonly root: string;
  readonly files: Files;
  readonly schema: ProjectSchema;
  readonly specs: Specs;
  /** The environments that are whole, in promotion order and then by name. */
  readonly environments: readonly Environment[];
  readonly templates: Templates;
  /** Everything that is wrong with schema, specs and templates, sorted. With an error among them nothing is written. */
  readonly problems: readonly Diagnostic[];
}

/**
 * Reads a repository: runs `schema/index.ts`, parses envs/ and templates/, checks every value.
 *
 * It never throws for what a user wrote: all of that is in `problems`, which covers specs and templates
 * even where the schema is broken (their values are then not checked).
 *
 * @param root absolute path of the folder that holds schema/, envs/ and templates/
 * @param changes texts that stand for those on disk, by path below the root: to see what a change would do
 */
export async function loadProject(
  root: string,
  changes: ReadonlyMap<string, string> = new Map(),
  progress: Progress = noProgress,
): Promise<Project> {
  const files = changes.size > 0 ? overlay(disk(root), changes) : disk(root);
  const { specs, problems: specProblems } = readSpecs(files, progress);
  const imported = await importSchema(root, files, changesOfSchema(changes));
  if ("problems" in imported) {
    const schema: ProjectSchema = { stacks: new Map(), promotion: [] };
    const templates: Templates = {
      perEnvironment: new Map(),
      once: [],
      partials: new Map(),
      modules: new Set(),
    };
    const problems = sortDiagnostics([...imported.problems, ...specProblems]);
    return { root, files, schema, specs, environments: [], templates, problems };
  }
  const { schema, problems: schemaProblems } = readSchema(imported.definition, imported.locate);
  const { templates, problems: templateProblems } = readTemplates(files, schema);
  // Values are judged by the schema: by a broken one, everything would look wrong.
  const { environments, problems: valueProblems } = hasErrors(schemaProblems)
    ? { environments: [], problems: [] }
    : resolve(schema, specs);
  const problems = sortDiagnostics([
    ...schemaProblems,
    ...specProblems,
    ...templateProblems,
    ...withoutEchoes(valueProblems, specProblems),
  ]);
  return { root, files, schema, specs, environments, templates, problems };
}

/** What the compiler is to know of; a schema that does not change is taken as it was compiled before. */
function changesOfSchema(
  changes: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> | undefined {
  const code = [...changes].filter(([path]) => !/^(?:envs|templates)\//.test(path));
  return code.length > 0 ? new Map(code) : undefined;
}

/** What is no value at all does not fit its type either: that is told once. */
function withoutEchoes(values: readonly Diagnostic[], specs: readonly Diagnostic[]): Diagnostic[] {
  const place = ({ location }: Diagnostic): string =>
    `${location?.file}:${location?.line}:${location?.column}`;
  const told = new Set(specs.map(place));
  return values.filter((problem) => !told.has(place(problem)));
}

/** Renders a project's whole output, in memory. Its problems come after those of the project. */
export function renderProject(
  { schema, environments, templates }: Project,
  progress: Progress = noProgress,
): Rendered {
  const rendered = render(schema, environments, templates, progress);
  return { ...rendered, problems: sortDiagnostics(rendered.problems) };
}

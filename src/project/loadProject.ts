import { isDeepStrictEqual } from "node:util";
import { stage } from "../debug/debug.ts";
import {
  type Diagnostic,
  diagnostic,
  hasErrors,
  sortDiagnostics,
} from "../diagnostics/diagnostic.ts";
import { disk } from "../files/disk.ts";
import { overlay } from "../files/overlay.ts";
import { fingerprintInputs } from "../load/fingerprint.ts";
import { importSchema } from "../load/importSchema.ts";
import { readSchema } from "../load/readSchema.ts";
import { ruleParser } from "../load/ruleValidations.ts";
import { hideSensitive } from "../mask/hideSensitive.ts";
import { type Files, readText } from "../model/files.ts";
import { defaultLayout } from "../model/layout.ts";
import { noProgress, type Progress } from "../model/progress.ts";
import type { Project } from "../model/project.ts";
import { type Result, success } from "../model/result.ts";
import type { ProjectSchema } from "../model/schema.ts";
import type { Spec } from "../model/spec.ts";
import type { Templates } from "../model/templates.ts";
import { readTemplates } from "../render/readTemplates.ts";
import { withoutTemplates } from "../render/withoutTemplates.ts";
import { resolve } from "../resolve/resolve.ts";
import { readSpecs } from "../specs/readSpecs.ts";
import { isHalfWritten } from "../transaction/recover.ts";

/**
 * Reads a repository: runs `schema/index.ts`, parses envs/ and templates/, checks every value.
 *
 * It never throws for what a user wrote: all of that is in `problems`, which covers specs and templates
 * even where the schema is broken (their values are then not checked).
 *
 * @param root absolute path of the folder that holds schema/, envs/ and templates/
 * @param changes texts that stand for those on disk, by path below the root, and `undefined` for files that are
 *   gone: to see what a change would do
 */
export async function loadProject(
  root: string,
  changes: ReadonlyMap<string, string | undefined> = new Map(),
  progress: Progress = noProgress,
): Promise<Project> {
  const fingerprint = fingerprintInputs(root);
  return { ...(await readProject(root, changes, progress)), fingerprint };
}

/**
 * Reads a project as it would be with other texts. Specs that say what they said are not parsed again; asked once more for
 * what it was asked for last, nothing is, as long as the sources on disk are what they were.
 *
 * @param before as it was read, whatever has become of it on disk since
 * @param changes see `loadProject`
 */
export async function changedProject(
  before: Pick<Project, "root" | "specs" | "problems">,
  changes: ReadonlyMap<string, string | undefined>,
): Promise<Project> {
  const { root, specs, problems } = before;
  const told = new Set(problems.map(({ location }) => location?.file));
  const known = [...specs.values()].filter(({ file }) => !told.has(file));
  const fingerprint = fingerprintInputs(root);
  const last = lastChanged.get(before);
  const isSame = fingerprint !== undefined && last?.project.fingerprint === fingerprint;
  if (isSame && isDeepStrictEqual(last.changes, changes)) return last.project;
  const read = await readProject(root, changes, noProgress, undefined, known);
  const project = { ...read, fingerprint };
  lastChanged.set(before, { changes, project });
  return project;
}

/** Commands look at what a change would make before they make it. */
const lastChanged = new WeakMap<
  object,
  { readonly changes: ReadonlyMap<string, string | undefined>; readonly project: Project }
>();

/**
 * Reads a repository as `loadProject` does, without a fingerprint: for those that only look, or have taken it.
 *
 * @param part where only some of the environments are to be read
 * @param known see `readSpecs`
 */
export async function readProject(
  root: string,
  changes: ReadonlyMap<string, string | undefined> = new Map(),
  progress: Progress = noProgress,
  part?: Part,
  known?: readonly Spec[],
): Promise<Project> {
  const unfinished = isHalfWritten(root) ? [diagnostic("run-unfinished", {})] : [];
  const all = part?.files ?? disk(root);
  const files = changes.size > 0 ? overlay(all, changes) : all;
  const { specs, problems: specProblems } = stage(
    "read specs",
    () => readSpecs(files, progress, known),
    (read) => `${read.specs.size} files`,
  );
  const read = await schemaOf(root, files, changes);
  if (!read.ok) {
    const schema: ProjectSchema = {
      stacks: new Map(),
      promotion: [],
      layout: defaultLayout,
      helpers: new Map(),
    };
    const templates: Templates = {
      perEnvironment: new Map(),
      once: [],
      partials: new Map(),
      modules: new Set(),
    };
    const found = sortDiagnostics([...unfinished, ...read.problems, ...specProblems]);
    const problems = hideSensitive(found, undefined, (file) => readText(files, file));
    const nothing = { schema, environments: [], templates, readsOtherEnvironments: false };
    return { root, files, specs, ...nothing, problems };
  }
  const { schema, problems: schemaProblems } = read.value;
  const { templates, problems: templateProblems } = stage("read templates", () =>
    readTemplates(files, schema),
  );
  // Values are judged by the schema: by a broken one, everything would look wrong.
  const {
    environments,
    readsOtherEnvironments,
    problems: valueProblems,
  } = hasErrors(schemaProblems)
    ? { environments: [], readsOtherEnvironments: false, problems: [] }
    : stage(
        "resolve values",
        () => resolve(schema, specs, part?.elsewhere),
        (resolved) => `${resolved.environments.length} environments`,
      );
  const problems = sortDiagnostics([
    ...unfinished,
    ...schemaProblems,
    ...specProblems,
    ...templateProblems,
    ...withoutEchoes(valueProblems, specProblems),
    ...withoutTemplates(environments, templates),
  ]);
  const shown = hideSensitive(problems, schema, (file) => readText(files, file));
  return {
    root,
    files,
    schema,
    specs,
    environments,
    templates,
    readsOtherEnvironments: readsOtherEnvironments,
    problems: shown,
  };
}

type CheckedSchema = Pick<Project, "schema" | "problems">;

async function schemaOf(
  root: string,
  files: Files,
  changes: ReadonlyMap<string, string | undefined>,
): Promise<Result<CheckedSchema>> {
  const imported = await importSchema(root, files, changesOfSchema(changes));
  if (!imported.ok) return imported;
  const { definition, locate } = imported.value;
  return success(readSchema(definition, locate, await ruleParser(definition)));
}

/**
 * Reads a project's schema as it would be with other texts, and nothing else.
 *
 * @returns a failure where it is no schema at all
 */
export async function changedSchema(
  { root }: Pick<Project, "root">,
  changes: ReadonlyMap<string, string | undefined>,
): Promise<Result<CheckedSchema>> {
  const files = overlay(disk(root), changes);
  const read = await schemaOf(root, files, changes);
  if (!read.ok) return read;
  const { schema, problems } = read.value;
  const text = (file: string): string | undefined => readText(files, file);
  return success({ schema, problems: hideSensitive(problems, schema, text) });
}

/** A part of a project: the rest of it is known. */
export interface Part {
  /** The project's files without those that are left out. */
  readonly files: Files;
  /** The environments that are left out. */
  readonly elsewhere: readonly string[];
}

/** What the compiler is to know of; a schema that does not change is taken as it was compiled before. */
function changesOfSchema(
  changes: ReadonlyMap<string, string | undefined>,
): ReadonlyMap<string, string> | undefined {
  const code = [...changes].flatMap(([path, text]) =>
    text === undefined || /^(?:envs|templates)\/|\.tf$/.test(path) ? [] : [[path, text] as const],
  );
  return code.length > 0 ? new Map(code) : undefined;
}

/** A value that YAML cannot give does not fit its type either: only the first problem is reported. */
function withoutEchoes(values: readonly Diagnostic[], specs: readonly Diagnostic[]): Diagnostic[] {
  const place = ({ location }: Diagnostic): string =>
    `${location?.file}:${location?.line}:${location?.column}`;
  const told = new Set(specs.map(place));
  return values.filter((problem) => !told.has(place(problem)));
}

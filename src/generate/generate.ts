import { stage } from "../debug/debug.ts";
import { type Diagnostic, hasErrors, sortDiagnostics } from "../diagnostics/diagnostic.ts";
import { handwrittenProblems, ignoredProblems } from "../handwritten/handwrittenProblems.ts";
import type { ApartParser } from "../hcl/apartParser.ts";
import { fingerprintInputs } from "../load/fingerprint.ts";
import { knownProblems } from "../manifest/knownProblems.ts";
import type { FileChange } from "../model/fileChange.ts";
import type { CheckReport, GenerateReport, HandEdited, RunFacts } from "../model/generateReport.ts";
import { noProgress, type Progress } from "../model/progress.ts";
import type { Project } from "../model/project.ts";
import type { Output, Rendered } from "../model/rendered.ts";
import type { Step } from "../model/step.ts";
import { loadProject } from "../project/loadProject.ts";
import { commit } from "../transaction/commit.ts";
import { finishKilledRun, underLock } from "../transaction/underLock.ts";
import { limitPlan } from "./limitPlan.ts";
import { madeParts } from "./madeParts.ts";
import { outputChanges } from "./outputChanges.ts";
import { parsedShapes } from "./parsedShapes.ts";
import { type Plan, plan, staleManifests } from "./plan.ts";
import { planIsCurrent } from "./planIsCurrent.ts";
import { isCurrent, planProject } from "./planProject.ts";
import { refusals } from "./refusals.ts";
import { vanishedProblems } from "./vanished.ts";

/** How `generate` treats what it finds. */
export interface GenerateOptions {
  /** Replace, and remove, files that were changed by hand. */
  readonly force?: boolean;
  /** What to do with files that were changed by hand: `replace` is for changes that are in the sources now. */
  readonly handEdited?: HandEdited;
  /** How long to wait for another run that is writing, in milliseconds; ten seconds if not given. */
  readonly waitAtMost?: number;
  readonly progress?: Progress;
  /** Selectors of the environments whose files are written, names or patterns; none: all of them. */
  readonly environments?: readonly string[];
  /** Environments to remove: otherwise the removal of their code is an error. */
  readonly gone?: readonly string[];
  /** A parser that was already started. */
  readonly parser?: ApartParser;
}

/**
 * Generates all files from schema, specs and templates: writes what differs, removes what it made and no longer makes,
 * touches nothing else. If there is an error, it writes nothing. A run that was killed is completed first.
 */
export async function generate(
  project: Project,
  options: GenerateOptions = {},
): Promise<GenerateReport> {
  const { root } = project;
  const killed = await finishKilledRun(root, options.waitAtMost);
  if (!killed.ok) return { steps: [], written: false, problems: killed.problems };
  const now = killed.value.length > 0 ? await loadProject(root) : project;
  const report = await generatePrepared(now, await prepareGenerate(now, options), options);
  return { ...report, problems: [...killed.value, ...report.problems] };
}

/** The second half of `generate`: writing. */
export async function generatePrepared(
  project: Project,
  prepared: PreparedGenerate,
  options: GenerateOptions = {},
): Promise<GenerateReport> {
  const { root } = project;
  const { steps, current, problems } = prepared;
  if (current || hasErrors(problems)) return reportOf(prepared, false);
  const written = await underLock(root, options.waitAtMost, async () => {
    const renewed = await renew(project, prepared, options);
    if (hasErrors(renewed.problems)) return reportOf(renewed, false);
    const { progress = noProgress } = options;
    const { changes } = renewed;
    stage(
      "write",
      () => commit(root, changes, (done) => progress("writing files", done, changes.length)),
      () => `${changes.length} files`,
    );
    return reportOf(renewed, changes.length > 0);
  });
  if (written.ok) return written.value;
  return { steps, written: false, problems: [...problems, ...written.problems] };
}

function reportOf({ steps, problems, facts }: PreparedGenerate, written: boolean): GenerateReport {
  return { steps, written, problems, facts };
}

/** All that `generate` will write, checked. */
export interface PreparedGenerate {
  /** Absent after an error of rendering or parsing. */
  readonly rendered?: Rendered;
  /** The whole plan, of which `steps` may be a part. */
  readonly planned?: Plan;
  readonly facts?: RunFacts;
  readonly steps: readonly Step[];
  readonly changes: readonly FileChange[];
  /** Whether there is nothing to write. */
  readonly current: boolean;
  /** If one is an error, nothing may be written. */
  readonly problems: readonly Diagnostic[];
}

/**
 * The first half of `generate`: everything but the writing.
 *
 * @param options `known`: the files of no environment, of a project with some of its environments
 */
export async function prepareGenerate(
  project: Project,
  options: GenerateOptions & { readonly known?: readonly Output[] } = {},
): Promise<PreparedGenerate> {
  const { planned, rendered, problems, seen } = await planProject(project, {
    ...options,
    parsed: parsedShapes(project.root),
  });
  if (!planned || !rendered || !seen) return { steps: [], changes: [], current: false, problems };
  const parts = options.known ? undefined : madeParts(project, rendered);
  return prepared(project, rendered, planned, { seen, parts }, problems, options);
}

/** The part of a plan that is written, or why it is not. */
function prepared(
  project: Project,
  rendered: Rendered,
  whole: Plan,
  read: Pick<RunFacts, "seen" | "parts">,
  problems: readonly Diagnostic[],
  { force = false, handEdited = new Map(), environments = [], gone = [] }: GenerateOptions,
): PreparedGenerate {
  const chosen = limitPlan(whole, project.environments, environments);
  const steps = chosen.plan.steps.filter(({ path }) => handEdited.get(path) !== "keep");
  const planned = { ...chosen.plan, steps };
  const vanished =
    force || environments.length > 0
      ? []
      : vanishedProblems(whole.before, rendered, project.files, gone);
  const inTheWay = refusals(planned, rendered, project, force, handEdited);
  return {
    rendered,
    planned: whole,
    facts: { ...read, manifests: planned.manifests },
    steps,
    changes: outputChanges(planned),
    current: isCurrent(planned),
    problems: sortDiagnostics([...problems, ...chosen.problems, ...vanished, ...inTheWay]),
  };
}

/**
 * Prepares again, under the lock, what was prepared before it: another run may have written meanwhile, and sources may be
 * changed. If they are not, the rendered files are reused.
 */
async function renew(
  project: Project,
  before: PreparedGenerate,
  options: GenerateOptions,
): Promise<PreparedGenerate> {
  const { rendered, planned, facts, changes, problems } = before;
  const { root, files, fingerprint } = project;
  if (!rendered || !facts || fingerprint === undefined || fingerprintInputs(root) !== fingerprint) {
    return prepareGenerate(await loadProject(root), options);
  }
  if (planned && planIsCurrent(planned, changes, files)) return before;
  return prepared(project, rendered, plan(rendered, files), facts, problems, options);
}

/**
 * Compares generated/ with what `generate` would make, and writes nothing.
 *
 * @param environments selectors, names or patterns, of those whose files are compared; none: all of them
 */
export async function check(
  project: Project,
  progress?: Progress,
  environments: readonly string[] = [],
): Promise<CheckReport> {
  const { planned, rendered, problems } = await planProject(project, progress ? { progress } : {});
  if (!planned || !rendered) return { steps: [], current: false, manifests: [], problems };
  const chosen = limitPlan(planned, project.environments, environments);
  const made = [...rendered.outputs.keys()];
  const all = [
    ...problems,
    ...chosen.problems,
    ...vanishedProblems(planned.before, rendered, project.files),
    ...knownProblems(project.files, project.schema.layout)(handwrittenProblems(project, made)),
    ...ignoredProblems(project, made),
  ];
  return {
    steps: chosen.plan.steps,
    current: isCurrent(chosen.plan),
    manifests: staleManifests(chosen.plan),
    problems: sortDiagnostics(all),
  };
}

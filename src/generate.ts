import { join } from "node:path";
import { apply, removeTemporaries } from "./apply/apply.ts";
import {
  type Diagnostic,
  diagnostic,
  hasErrors,
  sortDiagnostics,
} from "./diagnostics/diagnostic.ts";
import { takeLock } from "./files/lock.ts";
import { parseOutputs } from "./plan/parseOutputs.ts";
import { generatedDirectory, type Plan, plan, type Step } from "./plan/plan.ts";
import { type Project, renderProject } from "./project.ts";
import type { Rendered } from "./render/render.ts";

/** What `generate` did, or what keeps it from doing it. */
export interface GenerateReport {
  /** What was found at each path below generated/, sorted by path; empty where there is an error. */
  readonly steps: readonly Step[];
  /** Whether anything was written. Never with an error among the problems. */
  readonly written: boolean;
  readonly problems: readonly Diagnostic[];
}

/** What `check` found. */
export interface CheckReport {
  readonly steps: readonly Step[];
  /** Whether generated/, the manifest too, is what `generate` would make of it. */
  readonly current: boolean;
  readonly manifestIsCurrent: boolean;
  readonly problems: readonly Diagnostic[];
}

/** How `generate` treats what it finds. */
export interface GenerateOptions {
  /** Replace, and remove, files that were changed by hand. */
  readonly force?: boolean;
  /** Tell what would be done, and write nothing. */
  readonly dryRun?: boolean;
}

/**
 * Makes generated/ what schema, specs and templates say: writes what differs, removes what it made
 * and no longer makes, touches nothing else. If anything is wrong it writes nothing at all.
 */
export async function generate(
  project: Project,
  { force = false, dryRun = false }: GenerateOptions = {},
): Promise<GenerateReport> {
  const { planned, rendered, problems } = await planProject(project);
  if (!planned || !rendered) return { steps: [], written: false, problems };
  const refused = refusals(planned, rendered, force);
  if (refused.length > 0) {
    return {
      steps: planned.steps,
      written: false,
      problems: sortDiagnostics([...problems, ...refused]),
    };
  }
  if (dryRun || isCurrent(planned)) return { steps: planned.steps, written: false, problems };

  const lock = await takeLock(join(project.root, generatedDirectory, ".terraloom.lock"));
  if ("holder" in lock) {
    const locked = diagnostic("run-locked", { holder: lock.holder });
    return { steps: planned.steps, written: false, problems: [...problems, locked] };
  }
  try {
    if (lock.leftBehind) removeTemporaries(project.files);
    // Another run may have written between the comparison and the lock.
    const renewed = plan(rendered, project.files);
    const stillRefused = refusals(renewed, rendered, force);
    if (stillRefused.length > 0) {
      return {
        steps: renewed.steps,
        written: false,
        problems: sortDiagnostics([...problems, ...stillRefused]),
      };
    }
    return { steps: renewed.steps, written: apply(renewed, project.files), problems };
  } finally {
    lock.release();
  }
}

/** Compares generated/ with what `generate` would make, and writes nothing. */
export async function check(project: Project): Promise<CheckReport> {
  const { planned, problems } = await planProject(project);
  if (!planned) return { steps: [], current: false, manifestIsCurrent: false, problems };
  const { steps, manifestIsCurrent } = planned;
  return { steps, current: isCurrent(planned), manifestIsCurrent, problems };
}

async function planProject(project: Project): Promise<{
  readonly planned?: Plan;
  readonly rendered?: Rendered;
  readonly problems: readonly Diagnostic[];
}> {
  if (hasErrors(project.problems)) {
    // What the templates say wrongly is told along with the rest, as far as they can be run.
    const { problems } =
      project.environments.length > 0 ? renderProject(project) : { problems: [] };
    return { problems: sortDiagnostics([...project.problems, ...problems]) };
  }
  const rendered = renderProject(project);
  const problems = sortDiagnostics([...project.problems, ...rendered.problems]);
  if (hasErrors(problems)) return { problems };
  const planned = plan(rendered, project.files);
  const unparsable = await parseOutputs(planned.steps);
  if (unparsable.length > 0) return { problems: sortDiagnostics([...problems, ...unparsable]) };
  return { planned, rendered, problems };
}

function isCurrent({ steps, manifestIsCurrent }: Plan): boolean {
  return manifestIsCurrent && steps.every(({ action }) => action === "unchanged");
}

/** What stands in the way of writing: somebody's work, links, folders. */
function refusals({ steps, before }: Plan, { outputs }: Rendered, force: boolean): Diagnostic[] {
  return steps.flatMap((step) => {
    const location = { file: `${generatedDirectory}/${step.path}`, line: 1, column: 1 };
    if (step.action === "blocked") {
      return [diagnostic("output-blocked", { path: step.path, by: step.by }, location)];
    }
    if (step.action !== "edited" || force) return [];
    const { path, orphan } = step;
    const source = outputs.get(path)?.source;
    const known = before.files.has(path);
    return [diagnostic("hand-edited", { path, orphan, source, known }, location)];
  });
}

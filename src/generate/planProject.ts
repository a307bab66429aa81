import { stage } from "../debug/debug.ts";
import {
  type Diagnostic,
  diagnostic,
  hasErrors,
  sortDiagnostics,
} from "../diagnostics/diagnostic.ts";
import { editorSchemaFile } from "../editorSchema/editorSchema.ts";
import { checkModelines } from "../editorSchema/modelines.ts";
import { ownVersion } from "../files/ownVersion.ts";
import type { ApartParser } from "../hcl/apartParser.ts";
import { knownProblems } from "../manifest/knownProblems.ts";
import { maskProblems } from "../mask/maskProblems.ts";
import { decodeText, type FileReads } from "../model/files.ts";
import type { Progress } from "../model/progress.ts";
import type { Project } from "../model/project.ts";
import type { Output, Rendered } from "../model/rendered.ts";
import type { Step } from "../model/step.ts";
import { checkModules } from "../moduleCheck/checkModules.ts";
import { shapeOf } from "../moduleCheck/shapeOf.ts";
import { renderOnce, renderProject } from "../project/renderProject.ts";
import { unreadVariables } from "../trace/unread.ts";
import type { ParsedShapes } from "./parsedShapes.ts";
import { parseOutputs } from "./parseOutputs.ts";
import { type Plan, plan } from "./plan.ts";

interface PlanOptions {
  readonly progress?: Progress;
  readonly parser?: ApartParser;
  readonly parsed?: ParsedShapes;
  /** The files of no environment, of a project with some of its environments. */
  readonly known?: readonly Output[];
}

/** A project as it would be written, checked. */
interface PlannedProject {
  readonly planned?: Plan;
  readonly rendered?: Rendered;
  readonly problems: readonly Diagnostic[];
  /** What was read besides sources. */
  readonly seen?: FileReads;
}

/**
 * All of a run but the writing: renders a project, compares it with the disk, and checks what
 * would be written. Where there is an error, nothing is planned.
 */
export async function planProject(
  project: Project,
  { progress, parser, parsed, known }: PlanOptions,
): Promise<PlannedProject> {
  if (hasErrors(project.problems)) {
    // What the templates say wrongly is reported along with the rest, as far as they can be run.
    const { problems } =
      project.environments.length > 0 ? renderProject(project) : { problems: [] };
    return { problems: sortDiagnostics([...project.problems, ...problems]) };
  }
  const { rendered, files, seen } = renderOnce(project, progress, known);
  const watched: Project = { ...project, files };
  const problems = sortDiagnostics([...project.problems, ...rendered.problems]);
  if (hasErrors(problems)) return { problems };
  const planned = stage("compare with the disk", () => plan(rendered, project.files, seen.folders));
  const told = knownProblems(files, project.schema.layout);
  const unparsable = await parseOutputs(planned.steps, parser, parsed);
  if (unparsable.length > 0) {
    problems.push(...told(maskProblems(unparsable, project)));
    if (hasErrors(problems)) return { problems: sortDiagnostics(problems) };
  }
  // The earlier run, whose other files are reused, found no problem.
  const isJudged = known !== undefined && keepsStructure(planned.steps);
  const modules = isJudged
    ? []
    : told(
        maskProblems(
          stage("check modules", () => checkModules(watched, rendered, planned.steps)),
          project,
        ),
      );
  if (hasErrors(modules)) return { problems: sortDiagnostics([...problems, ...modules]) };
  const unread = isJudged
    ? []
    : stage("find unread variables", () => unreadVariables(watched, rendered));
  const { layout } = project.schema;
  const modelines = checkModelines(project, (stack) => editorSchemaFile(layout, stack));
  const lineEnds = planned.steps.filter((step) => "lineEnds" in step);
  const ends = lineEnds.length > 0 ? [diagnostic("line-ends", { count: lineEnds.length })] : [];
  const version = isCurrent(planned) ? [] : otherVersion(planned.before.version);
  return {
    planned,
    rendered,
    problems: sortDiagnostics([
      ...problems,
      ...modules,
      ...unread,
      ...modelines,
      ...version,
      ...ends,
    ]),
    seen,
  };
}

/** Whether there is nothing to write. */
export function isCurrent({ steps, manifests }: Plan): boolean {
  return (
    steps.every(({ action }) => action === "unchanged") &&
    manifests.every(({ text, old }) => text === old)
  );
}

/** Whether files change only in plain values, so that the checks of their code still apply. */
function keepsStructure(steps: readonly Step[]): boolean {
  return steps.every((step) => {
    if (step.action === "unchanged") return true;
    if (step.action !== "update" || typeof step.output.content !== "string") return false;
    const old = decodeText(step.old);
    return old !== undefined && shapeOf(old) === shapeOf(step.output.content);
  });
}

/**
 * Another version of terraloom as the possible cause of differences.
 *
 * @param made the version that the manifest names; absent: made before there was such a line
 * @param own this one
 */
function otherVersion(made: string | undefined, own = ownVersion()): Diagnostic[] {
  if (made === undefined || made === own) return [];
  const order = made.localeCompare(own, "en", { numeric: true });
  return [diagnostic(order < 0 ? "made-by-older" : "made-by-newer", { made, own })];
}

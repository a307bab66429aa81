import { compareEnvironments } from "../compare/compare.ts";
import { compareFiles } from "../compare/files.ts";
import { namesOfOthers } from "../compare/otherNames.ts";
import { changesSince, type Moment } from "../compare/since.ts";
import {
  type BrokenEnvironment,
  type DriftReport,
  environmentOver,
  failingClasses,
  holdEnded,
  type Problem,
  type Since,
  type StackDrift,
} from "../model/drift.ts";
import type { Environment } from "../model/environment.ts";
import type { Project } from "../model/project.ts";
import { promotionOrder } from "../model/promotion.ts";
import { inherit, layersOf } from "../resolve/inherit.ts";
import { overdueEnvironments } from "../resolve/overdue.ts";
import { selectEnvironments } from "../resolve/selectEnvironments.ts";
import { baseProblems, endedHolds, problemsInWords } from "./problems.ts";
import { type RenderedAnswers, renderedFiles } from "./renderedFiles.ts";

/** Options of a drift report. */
export interface DriftOptions {
  /** Today, for the end of waivers: `YYYY-MM-DD`. A waiver holds on its last day. */
  readonly today: string;
  /** The environment that the rendered files of the others in its stack are compared with; absent: the last in promotion order. */
  readonly base?: string;
  /** Selectors of the environments that are compared, as `selectEnvironments` reads them; absent: all. */
  readonly environments?: readonly string[];
  /** How many different diffs of one file are made: each environment may have its own. Absent: 20. */
  readonly diffLimit?: number;
  /** The rendered files of all environments, if shards have rendered them already. */
  readonly rendered?: RenderedAnswers;
  readonly since?: {
    readonly revision: string;
    readonly commit: string;
    readonly project: Project;
  };
}

/**
 * Compares the environments of every stack: what differs and whether it may, where each value was written, and
 * what differs in the Terraform that is rendered. Environments that have errors are named, and the rest
 * compared. Nothing is written, and no sensitive value is in the report.
 */
export function driftReport(project: Project, options: DriftOptions): DriftReport {
  const { today, base, diffLimit = 20, since, environments: selectors = [] } = options;
  const broken = brokenEnvironments(project);
  const selected = selectEnvironments(project.environments, selectors);
  const isChosen = isChosenOf(selectors, selected.environments, base);
  const moments = momentsOf(project, today, broken, isChosen);
  const isCompared = moments.some(({ drift }) => drift.environments.length > 1);
  const rendered = isCompared ? renderedFiles(project, options.rendered) : undefined;
  const compared = moments.flatMap(({ environments }) => environments);
  const problems = problemsInWords(project, [
    ...project.problems,
    ...(rendered?.problems ?? []),
    ...selected.problems,
    ...baseProblems(project, base),
    ...endedHolds(compared, today),
    ...overdueEnvironments(compared, today),
    ...moments.flatMap(({ stack, environments }) => namesOfOthers(stack, environments)),
  ]);
  const stacks = moments.map(({ stack, environments, drift }): StackDrift => {
    const compareWith = baseOf(environments, promotionOrder(stack.promotion), base);
    if (compareWith === undefined || environments.length < 2) return drift;
    if (!rendered?.files) return { ...drift, base: compareWith };
    const templates = project.templates.perEnvironment.get(stack.name) ?? [];
    const options = { base: compareWith, diffLimit, templates };
    return {
      ...drift,
      base: compareWith,
      files: compareFiles(environments, rendered.files, options),
    };
  });
  return {
    version: 1,
    today,
    verdict: verdictOf(stacks, problems),
    stacks,
    broken,
    problems,
    ...(since ? { since: sinceOf(since, project, today, isChosen) } : {}),
  };
}

type IsChosen = (environment: Environment) => boolean;

/** The base is compared with, whether or not it was chosen; one that is no longer there is not known to be chosen. */
function isChosenOf(
  selectors: readonly string[],
  chosen: readonly Environment[],
  base: string | undefined,
): IsChosen {
  if (selectors.length === 0) return () => true;
  const names = new Set([...chosen.map(({ name }) => name), base]);
  return ({ name }) => names.has(name);
}

/** The stacks to compare, each with its chosen environments. A stack of which none is chosen is left out. */
function momentsOf(
  { schema, environments }: Project,
  today: string,
  broken: readonly BrokenEnvironment[],
  isChosen: IsChosen,
): Moment[] {
  return [...schema.stacks.values()].flatMap((stack) => {
    const all = environments.filter((environment) => environment.stack === stack);
    const members = all.filter(isChosen);
    if (members.length === 0 && all.length > 0) return [];
    const isWhole = !broken.some(({ stack: of }) => of === undefined || of === stack.name);
    const complete = isWhole && members.length === all.length;
    const drift = compareEnvironments(stack, members, { today, complete });
    return [{ stack, environments: members, drift }];
  });
}

function baseOf(
  environments: readonly Environment[],
  promotion: readonly string[],
  asked: string | undefined,
): string | undefined {
  const names = new Set(environments.map(({ name }) => name));
  if (asked !== undefined && names.has(asked)) return asked;
  return promotion.findLast((name) => names.has(name)) ?? environments.at(-1)?.name;
}

function verdictOf(
  stacks: readonly StackDrift[],
  problems: readonly Problem[],
): DriftReport["verdict"] {
  if (problems.some(({ severity }) => severity === "error")) return "error";
  const fails =
    problems.some(({ code }) => code === holdEnded || code === environmentOver) ||
    stacks.some(({ counts }) => failingClasses.some((name) => counts[name] > 0));
  return fails ? "drift" : "agreed";
}

function brokenEnvironments({ specs, environments }: Project): BrokenEnvironment[] {
  const whole = new Set(environments.map(({ name }) => name));
  return [...specs.values()].flatMap((spec): BrokenEnvironment[] => {
    const { environment: name, file } = spec;
    if (name === undefined || whole.has(name)) return [];
    const { stack } = inherit(layersOf(specs, spec));
    return [{ name, file, ...(stack === undefined ? {} : { stack }) }];
  });
}

/** What changed, in environments that are whole at both times: of the others it is not known. */
function sinceOf(
  { revision, commit, project: past }: NonNullable<DriftOptions["since"]>,
  project: Project,
  today: string,
  isChosen: IsChosen,
): Since {
  const broken = [...brokenEnvironments(past), ...brokenEnvironments(project)];
  const unknown = new Set(broken.map(({ name }) => name));
  const momentsIn = (one: Project): Moment[] => {
    const environments = one.environments.filter(({ name }) => !unknown.has(name));
    return momentsOf({ ...one, environments }, today, broken, isChosen);
  };
  const before = new Map(momentsIn(past).map((moment) => [moment.stack.name, moment]));
  const after = momentsIn(project);
  // An environment that is alone in its stack, then and now, cannot differ from another.
  const compared = after.filter(({ stack, environments }) =>
    [environments, before.get(stack.name)?.environments ?? []].some(({ length }) => length > 1),
  );
  const stacks = compared.map((moment) => changesSince(before.get(moment.stack.name), moment));
  return { revision, commit, stacks, problems: problemsInWords(past, past.problems) };
}

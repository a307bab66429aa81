import { besideProblems } from "../beside/besideProblems.ts";
import { compareEnvironments } from "../compare/compare.ts";
import {
  type ComparedFiles,
  compareFiles,
  type FileSummaries,
  summarizeFiles,
} from "../compare/files.ts";
import { changesSince, type Moment } from "../compare/since.ts";
import { placeOf } from "../compare/subject.ts";
import { type Diagnostic, describe, hasErrors } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import {
  type BrokenEnvironment,
  type DriftReport,
  failingClasses,
  holdEnded,
  type Problem,
  type Since,
  type StackDrift,
} from "../model/drift.ts";
import type { Environment } from "../model/environment.ts";
import { appliedCodeFile } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import { promotionOrder } from "../model/promotion.ts";
import type { Rendered } from "../model/rendered.ts";
import { failure, type Result, success } from "../model/result.ts";
import type { Shard } from "../model/shard.ts";
import { renderProject } from "../project/renderProject.ts";
import { inherit, layersOf } from "../resolve/inherit.ts";
import { selectEnvironments } from "../resolve/selectEnvironments.ts";
import { isInShard } from "../resolve/shard.ts";

/** How a drift report is made. */
export interface DriftOptions {
  /** The day by which waivers are judged, `YYYY-MM-DD`. A waiver holds on its last day. */
  readonly today: string;
  /** The environment whose rendered files its sisters' are compared with; absent: the last in promotion order. */
  readonly base?: string;
  /** Selectors of the environments that are compared, as `selectEnvironments` reads them; absent: all. */
  readonly environments?: readonly string[];
  /** How many different diffs of one file are made: each environment may have its own. Absent: 20. */
  readonly diffLimit?: number;
  /** Of all environments, where others have rendered them already. */
  readonly rendered?: RenderedAnswers;
  /** The project as it was, to tell what changed. */
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
  const problems = [
    ...problemsOf(project, [...(rendered?.problems ?? []), ...selected.problems]),
    ...baseProblems(project, base),
    ...endedHolds(moments, today),
  ];
  const stacks = moments.map((moment) => withFiles(moment, rendered?.files, base, diffLimit));
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

/** What of an environment's rendered files is compared, by environment. */
export type RenderedAnswers = Readonly<Record<string, FileSummaries>>;

/** Renders one shard's environments, and leaves the comparison to whoever has all answers. */
export function renderShard(project: Project, shard: Shard): Result<RenderedAnswers> {
  const own = project.environments.filter(({ name }) => isInShard(name, shard));
  const rendered = renderProject({ ...project, environments: own });
  const problems = [...project.problems, ...rendered.problems];
  if (hasErrors(problems)) return failure(...problems);
  return success(Object.fromEntries(summarizeFiles(project.environments, rendered)));
}

/** Rendered files, and what is wrong with them; no files where that is an error. */
function renderedFiles(
  project: Project,
  answers: RenderedAnswers | undefined,
): { readonly files?: ComparedFiles; readonly problems: readonly Diagnostic[] } {
  const directories = new Map(project.environments.map(({ name, directory }) => [name, directory]));
  if (answers) {
    const texts = new Map<string, Rendered>();
    const renderOne = (name: string): Rendered => {
      const own = project.environments.filter((environment) => environment.name === name);
      const found = texts.get(name) ?? renderProject({ ...project, environments: own });
      texts.set(name, found);
      return found;
    };
    const contentOf = (name: string, path: string): string =>
      textIn(renderOne(name), `${directories.get(name)}/${path}`);
    const once = renderProject({ ...project, environments: [] });
    const paths = Object.entries(answers).flatMap(([name, files]) =>
      [...Object.keys(files), appliedCodeFile].map((path) => `${directories.get(name)}/${path}`),
    );
    const problems = besideProblems(project, [...once.outputs.keys(), ...paths]);
    return { files: { summaries: new Map(Object.entries(answers)), contentOf }, problems };
  }
  const rendered = renderProject(project);
  const problems = [...rendered.problems, ...besideProblems(project, rendered.outputs.keys())];
  if (hasErrors(rendered.problems)) return { problems };
  const contentOf = (name: string, path: string): string =>
    textIn(rendered, `${directories.get(name)}/${path}`);
  return {
    files: { summaries: summarizeFiles(project.environments, rendered), contentOf },
    problems,
  };
}

function textIn({ outputs }: Rendered, path: string): string {
  const content = outputs.get(path)?.content;
  return typeof content === "string" ? content : "";
}

/** Whether an environment is compared. */
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

function withFiles(
  { stack, environments, drift }: Moment,
  files: ComparedFiles | undefined,
  asked: string | undefined,
  diffLimit: number,
): StackDrift {
  const base = baseOf(environments, promotionOrder(stack.promotion), asked);
  if (base === undefined || environments.length < 2) return drift;
  if (!files) return { ...drift, base };
  return { ...drift, base, files: compareFiles(environments, files, { base, diffLimit }) };
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
    problems.some(({ code }) => code === holdEnded) ||
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

function baseProblems({ specs, environments }: Project, base: string | undefined): Problem[] {
  if (base === undefined || environments.some(({ name }) => name === base)) return [];
  const known = [...specs.values()].flatMap(({ environment }) => environment ?? []);
  if (known.includes(base)) {
    const message = `the base "${base}" has errors, so files are compared with another environment's`;
    return [{ severity: "error", code: "base-broken", message }];
  }
  const meant = nearest(base, known);
  const advice = meant ? `Did you mean "${meant}"?` : `There are: ${known.join(", ")}.`;
  const message = `there is no environment "${base}" to compare with`;
  return [{ severity: "error", code: "unknown-base", message, advice }];
}

/** Holds of whole environments whose day is over: each fails the report as an expired waiver does. */
function endedHolds(moments: readonly Moment[], today: string): Problem[] {
  return moments.flatMap(({ environments }) =>
    environments.flatMap(({ name, hold }): Problem[] => {
      if (!hold || hold.until >= today) return [];
      const { until, reason, by, location } = hold;
      const message = `the hold of ${name} ended on ${until}${by === undefined ? "" : ` (by ${by})`}: ${reason}`;
      const advice = `Lift it: npx terraloom hold ${name} --lift. Or give it a new day: npx terraloom hold ${name} --reason "..." --until YYYY-MM-DD.`;
      return [{ severity: "warning", code: holdEnded, message, advice, place: placeOf(location) }];
    }),
  );
}

function problemsOf({ schema, problems }: Project, further: readonly Diagnostic[]): Problem[] {
  const sensitive = [...schema.stacks.values()].flatMap(({ variables }) =>
    [...variables.values()].flatMap((variable) => (variable.sensitive ? [variable.name] : [])),
  );
  return [...problems, ...further].map((problem) => problemOf(problem, sensitive));
}

/** A problem in words. Its line is left out, which may hold a sensitive value, and so are words that may tell one. */
function problemOf(problem: Diagnostic, sensitive: readonly string[]): Problem {
  const { severity, location } = problem;
  const place = location ? { place: placeOf(location) } : {};
  const words = tellsValue(problem, sensitive)
    ? { message: "the value does not fit, and it may be sensitive: it is not shown" }
    : describe(problem);
  return { severity, code: problem.code, ...words, ...place };
}

function tellsValue(problem: Diagnostic, sensitive: readonly string[]): boolean {
  switch (problem.code) {
    case "wrong-value": {
      const name = problem.args.name.split(/[.[]/, 1)[0] ?? "";
      return sensitive.includes(name);
    }
    case "spec-value":
      // Where it stands in the spec is not known here.
      return problem.args.kind === "imprecise-number" && sensitive.length > 0;
    default:
      return false;
  }
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
  const known = ({ environments }: Project): Environment[] =>
    environments.filter(({ name }) => !unknown.has(name));
  const before = new Map(
    momentsOf({ ...past, environments: known(past) }, today, broken, isChosen).map((moment) => [
      moment.stack.name,
      moment,
    ]),
  );
  const after = momentsOf({ ...project, environments: known(project) }, today, broken, isChosen);
  // What has no sister, then and now, cannot drift.
  const compared = after.filter(({ stack, environments }) =>
    [environments, before.get(stack.name)?.environments ?? []].some(({ length }) => length > 1),
  );
  const stacks = compared.map((moment) => changesSince(before.get(moment.stack.name), moment));
  return { revision, commit, stacks, problems: problemsOf(past, []) };
}

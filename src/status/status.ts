import { setImmediate } from "node:timers/promises";
import {
  type Diagnostic,
  diagnostic,
  hasErrors,
  reasonOf,
  sortDiagnostics,
} from "../diagnostics/diagnostic.ts";
import { check } from "../generate/generate.ts";
import { readHistory, uncommittedFiles } from "../git/history.ts";
import { mainBranch } from "../git/mainBranch.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { isManifestFile } from "../manifest/paths.ts";
import type { History, MainBranch } from "../model/history.ts";
import type { Project } from "../model/project.ts";
import { promotionOrder } from "../model/promotion.ts";
import { type Result, success } from "../model/result.ts";
import type { EnvironmentStatus, StatusReport } from "../model/status.ts";
import { heldDigest } from "../render/held.ts";
import type { Terraform } from "../terraform/terraform.ts";
import {
  type Asked,
  askAll,
  type StateAnswers,
  type StatusOptions,
  type Subject,
  survey,
} from "./askStates.ts";
import { nameOf } from "./graph.ts";
import { holdsOf } from "./holds.ts";
import { judgeIn } from "./judgeIn.ts";
import { findRemoved } from "./removed.ts";
import { besideOf } from "./workTree.ts";

/**
 * Reads from the state of every environment which code it was applied from, and finds that code in the git history of
 * the manifests. Nothing is written, neither here nor in any state, and no lock is taken.
 *
 * @returns a report; problems of the project, and states that cannot be read, are part of it
 */
export async function statusReport(
  project: Project,
  terraform: Terraform | undefined,
  options: StatusOptions,
): Promise<StatusReport> {
  return (await statusAndHistory(project, terraform, options)).report;
}

export interface StatusAndHistory {
  readonly report: StatusReport;
  /** Absent without a repository. */
  readonly history: History | undefined;
}

/**
 * Like `statusReport`, with the history.
 *
 * @param ofCommit the commit that the project's files are of, where that is not the work tree
 * @param wholePast whether the history is read even if every environment runs the code here
 */
export async function statusAndHistory(
  project: Project,
  terraform: Terraform | undefined,
  options: StatusOptions,
  {
    wholePast = false,
    ofCommit,
  }: { readonly wholePast?: boolean; readonly ofCommit?: string | undefined } = {},
): Promise<StatusAndHistory> {
  const { today, environments: names = [], answers: given, timeout = 60_000 } = options;
  const { root, schema } = project;
  const isCommitted = ofCommit !== undefined;
  const { manifest, beside, subjects, problems } = survey(project, names, isCommitted);
  if (subjects.length === 0 && (problems.length > 0 || project.environments.length > 0)) {
    return { report: summed(project, today, { problems }), history: undefined };
  }
  const [asked, removed, checked] = await Promise.all([
    given ? answersAmong(given, subjects) : askAll(project, subjects, beside, terraform, options),
    // With environments named, only those are asked.
    terraform && names.length === 0 ? findRemoved(project, terraform, timeout) : [],
    // Done while states are being asked: it needs no network.
    setImmediate().then(() => (isCommitted ? unchecked : check(project))),
  ]);
  // Where everything runs the code that is here, the history need not be read.
  const scope = wholePast || asked.some(runsOther) ? "all" : "head";
  // Nor is HEAD what is judged where git does not say whether the files are HEAD's.
  const uncommitted = isCommitted ? success([]) : uncommittedOutputs(project, manifest);
  const read = uncommitted.ok ? readHistory(root, scope, schema.layout) : uncommitted;
  const history = read.ok ? { ...read.value, ...(ofCommit ? { head: ofCommit } : {}) } : undefined;
  const main = history?.head === undefined ? undefined : mainBranch(root, history.head);
  const judged = judgeIn(project, asked, { history, today, tip: main?.commit });
  const environments = judged.map((one, index): EnvironmentStatus => {
    // In the order of what was asked.
    const { environment, applied, place, planned } = asked[index] as Asked;
    const others = besideOf(beside, environment, project.environments);
    return {
      ...one,
      ...(planned ? { planned } : {}),
      ...(place === undefined ? {} : { place }),
      beside: others.filter(({ overrides }) => !overrides).map(({ path }) => path),
      holds: holdsOf(environment, applied, !one.held, today),
    };
  });
  const isStale = problems.length === 0 && !checked.current;
  const report = summed(project, today, {
    environments,
    removed,
    history,
    main,
    generated: {
      current: checked.current,
      uncommitted: history && uncommitted.ok ? uncommitted.value : [],
    },
    problems: [
      ...problems,
      ...checked.problems.filter(({ severity }) => severity === "error"),
      ...(isStale ? [diagnostic("generated-not-current", {})] : []),
      ...(read.ok ? [] : [diagnostic("history-unknown", { reason: reasonOf(read.problems) })]),
    ],
  });
  return { report, history };
}

function answersAmong(given: StateAnswers, subjects: readonly Subject[]): readonly Asked[] {
  return subjects.flatMap((subject) => {
    const answer = given[subject.environment.name];
    return answer ? [{ ...subject, ...answer }] : [];
  });
}

/** Whether an environment runs other code than is here, or not all of it, or holds other things. */
function runsOther({ digest, held, applied }: Asked): boolean {
  if (applied.kind === "unfinished") return true;
  if (applied.kind !== "applied") return false;
  const isSame = applied.digest === digest && heldDigest(applied.held) === held;
  return !isSame || applied.faults.length > 0;
}

/** A commit's schema is not run, so what it would generate is not known. */
const unchecked = { current: true, problems: [] as readonly Diagnostic[] };

/** Files that terraloom made, or that Terraform reads beside them, and that HEAD does not have like this. */
function uncommittedOutputs(
  { root, schema: { layout } }: Project,
  { files }: Manifest,
): Result<readonly string[]> {
  const isRead = (path: string): boolean =>
    /\.(?:tf|tofu|tfvars)(?:\.json)?$/.test(path) && !/(?:^|\/)\.terraform\//.test(path);
  const known = (path: string): boolean =>
    isManifestFile(layout, path) || files.has(path) || isRead(path);
  const found = uncommittedFiles(root, layout.output === "" ? "." : layout.output);
  return found.ok ? success(found.value.filter(known)) : found;
}

/** The promotion order, and those of the stacks that have their own. */
function orderOfAll({ stacks, promotion }: Project["schema"]): readonly string[] {
  const all = [promotion, ...[...stacks.values()].map((stack) => stack.promotion)];
  return [...new Set(all.flatMap(promotionOrder))];
}

/** A report, and what it comes to. */
function summed(
  { schema }: Project,
  today: string,
  {
    environments = [],
    removed = [],
    generated = { current: false, uncommitted: [] },
    problems,
    history,
    main,
  }: Pick<StatusReport, "problems"> &
    Partial<Pick<StatusReport, "environments" | "removed" | "generated">> & {
      readonly history?: History | undefined;
      readonly main?: MainBranch | undefined;
    },
): StatusReport {
  const head = history?.commits.get(history.head ?? "");
  const isFailed = environments.some(
    ({ verdict, planned }) => verdict.kind === "unreachable" || planned?.kind === "failed",
  );
  const isConverged = environments.every(
    ({ verdict, planned }) => verdict.kind === "converged" && planned?.kind !== "changes",
  );
  const found = isConverged && removed.length === 0 ? "converged" : "difference";
  return {
    version: 1,
    today,
    verdict: isFailed || hasErrors(problems) ? "error" : found,
    ...(head ? { head: nameOf(head) } : {}),
    ...(main ? { main } : {}),
    history: history === undefined ? "none" : history.shallow ? "shallow" : "complete",
    generated,
    promotion: orderOfAll(schema),
    planned: environments.length > 0 && environments.every(({ planned }) => planned),
    environments,
    removed,
    problems: sortDiagnostics(problems),
  };
}

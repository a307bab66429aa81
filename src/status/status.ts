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
import { handwrittenCode } from "../handwritten/handwrittenCode.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { isManifestFile } from "../manifest/paths.ts";
import { readManifests } from "../manifest/readManifests.ts";
import type { History, MainBranch } from "../model/history.ts";
import type { Layout } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import { promotionOrder } from "../model/promotion.ts";
import { type Result, success } from "../model/result.ts";
import type {
  EnvironmentStatus,
  GeneratedState,
  RemovedEnvironment,
  StatusReport,
} from "../model/status.ts";
import { heldDigest } from "../render/held.ts";
import type { Terraform } from "../terraform/terraform.ts";
import type { Asked } from "./askPlans.ts";
import {
  askAll,
  type StateAnswers,
  type StatusOptions,
  type Subject,
  subjectsOf,
} from "./askStates.ts";
import { nameOf } from "./graph.ts";
import { holdsOf, isActive } from "./holds.ts";
import type { Question } from "./judge.ts";
import { judgeIn } from "./judgeIn.ts";
import { findRemoved } from "./removed.ts";
import { besideOf, digestsAt, digestsHere } from "./workTree.ts";

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
  }: { readonly wholePast?: boolean; readonly ofCommit?: string } = {},
): Promise<StatusAndHistory> {
  const { today, environments: names, answers: given } = options;
  const { root, files } = project;
  const { layout } = project.schema;
  const manifest = readManifests(files, layout);
  const digests = (ofCommit ? digestsAt : digestsHere)(project, manifest);
  const { subjects, problems } = subjectsOf(project, digests, names ?? []);
  if (subjects.length === 0 && (problems.length > 0 || project.environments.length > 0)) {
    return { report: summed(project, { today, problems }), history: undefined };
  }
  const beside = handwrittenCode(files, project.environments, manifest.files.keys());
  const asksAll = names === undefined || names.length === 0;
  const [answers, removed, checked] = await Promise.all([
    given ? answersAmong(given, subjects) : askAll(project, subjects, beside, terraform, options),
    // With named environments, only their states are read.
    terraform && asksAll ? findRemoved(project, terraform, options.timeout ?? 60_000) : [],
    // Done while states are being read: it needs no network.
    setImmediate().then(() => (ofCommit ? unchecked : check(project))),
  ]);
  const known = project.environments.map(({ name }) => name);
  const questions = answers.map(([{ environment, digest }, { applied }]): Question => {
    const { name, stack, hold } = environment;
    const holdsAll = hold !== undefined && isActive(hold, today);
    const held = manifest.held.get(name);
    return { name, stack: stack.name, digest, held, holdsAll, applied, known };
  });
  // If every environment runs the code here, the history need not be read.
  const isPast = wholePast || questions.some(runsOther);
  // HEAD is not judged if git cannot say whether the files are HEAD's.
  const uncommitted = ofCommit ? success([]) : uncommittedOutputs(root, layout, manifest);
  const read = uncommitted.ok ? readHistory(root, isPast ? "all" : "head", layout) : uncommitted;
  const history = read.ok ? { ...read.value, ...(ofCommit ? { head: ofCommit } : {}) } : undefined;
  const main = history?.head === undefined ? undefined : mainBranch(root, history.head);
  const judged = judgeIn(root, questions, {
    history,
    today,
    main,
    environments: project.environments,
    layout,
  });
  const answerOf = new Map(answers.map((answer) => [answer[0].environment.name, answer] as const));
  const environments = judged.map((one): EnvironmentStatus => {
    const found = answerOf.get(one.name);
    if (!found) return { ...one, beside: [], holds: [] };
    const [{ environment }, { applied, place, planned }] = found;
    const others = besideOf(beside, environment, project.environments);
    return {
      ...one,
      ...(planned ? { planned } : {}),
      ...(place === undefined ? {} : { place }),
      beside: others.filter(({ overrides }) => !overrides).map(({ path }) => path),
      holds: holdsOf(environment, applied, !one.held, today),
    };
  });
  const isMade = problems.length === 0 && !checked.current;
  const report = summed(project, {
    today,
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
      ...(isMade ? [diagnostic("generated-not-current", {})] : []),
      ...(read.ok ? [] : [diagnostic("history-unknown", { reason: reasonOf(read.problems) })]),
    ],
  });
  return { report, history };
}

/** What shards have already read, by environment. */
function answersAmong(given: StateAnswers, subjects: readonly Subject[]): readonly Asked[] {
  return subjects.flatMap((subject) => {
    const answer = given[subject.environment.name];
    return answer ? [[subject, answer] as const] : [];
  });
}

/** Whether an environment runs other code than here, or not all of it, or has other holds. */
function runsOther({ digest, held, applied }: Question): boolean {
  if (applied.kind === "unfinished") return true;
  if (applied.kind !== "applied") return false;
  const isSame = applied.digest === digest && heldDigest(applied.held) === held;
  return !isSame || applied.faults.length > 0;
}

/** A commit's schema is not run, so what it would generate is not known. */
const unchecked = { current: true, problems: [] as readonly Diagnostic[] };

/** Files that terraloom made, or that Terraform reads beside them, and that HEAD does not have like this. */
function uncommittedOutputs(
  root: string,
  layout: Layout,
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

function summed(
  { schema }: Project,
  found: {
    readonly today: string;
    readonly environments?: readonly EnvironmentStatus[];
    readonly removed?: readonly RemovedEnvironment[];
    readonly history?: History | undefined;
    readonly main?: MainBranch | undefined;
    readonly generated?: GeneratedState;
    readonly problems: readonly Diagnostic[];
  },
): StatusReport {
  const { today, environments = [], removed = [], history, main, problems } = found;
  const head = history?.commits.get(history.head ?? "");
  const unreachable = environments.some(({ verdict }) => verdict.kind === "unreachable");
  const converged =
    removed.length === 0 &&
    environments.every(
      ({ verdict, planned }) => verdict.kind === "converged" && planned?.kind !== "changes",
    );
  const unplanned = environments.some(({ planned }) => planned?.kind === "failed");
  const failed = unreachable || unplanned || hasErrors(problems);
  return {
    version: 1,
    today,
    verdict: failed ? "error" : converged ? "converged" : "difference",
    ...(head ? { head: nameOf(head) } : {}),
    ...(main ? { main } : {}),
    history: history === undefined ? "none" : history.shallow ? "shallow" : "complete",
    generated: found.generated ?? { current: false, uncommitted: [] },
    promotion: orderOfAll(schema),
    planned: environments.length > 0 && environments.every(({ planned }) => planned),
    environments,
    removed,
    problems: sortDiagnostics(problems),
  };
}

import type { Commit, History } from "../model/history.ts";
import type { Before, Judgement, Refusal, RefusalKind } from "../model/judgement.ts";
import type { Project } from "../model/project.ts";
import { promotedBefore } from "../model/promotion.ts";
import type { EnvironmentStatus, StateFault, StatusReport } from "../model/status.ts";
import { ancestorsOnce, changing, codeAt, firstParentLine } from "./graph.ts";

/** The environments that a judgement depends on: itself, and those of its stack before it in promotion order. */
export function judgedFor({ environments }: Project, environment: string): readonly string[] {
  const stack = environments.find(({ name }) => name === environment)?.stack;
  const before = promotedBefore(stack?.promotion ?? [], environment);
  const sisters = before.filter((name) => {
    return environments.some((other) => other.name === name && other.stack === stack);
  });
  return [...sisters, environment];
}

/** What a judgement is based on, besides the report. */
export interface JudgementContext {
  /** Absent where there is no repository. */
  readonly history: History | undefined;
  /** Whether it is the first of its stack in promotion order: changes are tried there, from any branch. */
  readonly isFirst: boolean;
  /** Environments of other stacks whose states its code reads. */
  readonly reads?: readonly string[];
  /** The reason to apply it despite refusals; absent: it is not a rollback. */
  readonly rollback?: string | undefined;
  readonly more?: readonly RefusalKind[];
}

/**
 * Judges whether a commit's code may be applied to an environment: it is on the main branch; what it changes there, the
 * environments before it have had; what it reads of other stacks exists; nothing that it does not have is undone, and
 * nothing that is held is changed. A rollback is excused from that if it holds its values, so that they are not undone;
 * not from being committed, nor from a state that is not this environment's.
 *
 * @param report of the environments that `judgedFor` names, and of those whose states are read
 */
export function mayApply(
  report: StatusReport,
  environment: string,
  { history, isFirst, reads = [], rollback, more = [] }: JudgementContext,
): Judgement {
  const { head, generated, main } = report;
  const excusable = rollback !== undefined;
  const itself = report.environments.find(({ name }) => name === environment);
  const gets = itself && history ? lackedBy(history, itself) : [];
  const others = report.environments.filter(({ name }) => name !== environment);
  const before = others.map((by) => {
    const isRead = reads.includes(by.name);
    return { by, ...(isRead ? { isRead } : {}), ...hasHad(history, by, gets, isRead) };
  });
  const refusals: Refusal[] = more.map((one) => ({
    ...one,
    excused: excusable && one.kind === "read-otherwise",
  }));
  if (!generated.current) refusals.push({ kind: "not-current", excused: false });
  const isOther = generated.current && itself?.committed === false;
  if (!head || generated.uncommitted.length > 0 || isOther) {
    refusals.push({ kind: "not-committed", files: generated.uncommitted, excused: false });
  }
  if (head && !isFirst && !main?.hasHead) refusals.push({ kind: "off-main", excused: excusable });
  for (const { by, has, commits, isRead } of before) {
    const kind = isRead ? "read-not-had" : "not-had";
    if (has === "not") refusals.push({ kind, by, commits, excused: excusable });
  }
  const unfit = itself && unfitness(itself);
  if (itself && unfit) {
    const excused = excusable && unfit === "unless said otherwise";
    refusals.push({ kind: "state-unfit", of: itself, excused });
  } else if (itself && wouldUndo(itself)) {
    refusals.push({ kind: "would-undo", of: itself, excused: excusable });
  } else if (itself?.held) {
    refusals.push({ kind: "held", of: itself, excused: excusable });
  }
  if (itself && history && wantsHold(refusals, report, history, itself)) {
    refusals.push({ kind: "no-hold", of: itself, excused: false });
  }
  return {
    version: 1,
    environment,
    may: itself !== undefined && refusals.every(({ excused }) => excused),
    ...(head ? { commit: head } : {}),
    before: before.map(({ by, commits: _, ...one }) => ({ name: by.name, ...one })),
    ...(rollback === undefined ? {} : { rollback }),
    refusals,
  };
}

/** The first-parent commits that change an environment and that it may not have had: all, if an apply did not finish. */
function lackedBy(
  history: History,
  { name, verdict, faults }: EnvironmentStatus,
): readonly Commit[] {
  if (faults.length === 0) {
    if (verdict.kind === "converged" || verdict.kind === "ahead") return [];
    if ("missing" in verdict) return verdict.missing;
  }
  return changing(history, firstParentLine(history, history.head ?? ""), name);
}

/**
 * What an environment has of the commits that another one gets.
 *
 * @param isRead whether its state is read: then all of its own code has to be there, for the commit's code was written
 *   for its outputs; where the other one gets nothing, nothing new is read
 */
function hasHad(
  history: History | undefined,
  by: EnvironmentStatus,
  gets: readonly Commit[],
  isRead: boolean,
): { readonly has: Before["has"]; readonly commits: readonly Commit[] } {
  const { kind } = by.verdict;
  if (!history) return { has: kind === "converged" ? "had" : "not", commits: [] };
  const line = firstParentLine(history, history.head ?? "");
  const got = new Set(gets.map(({ hash }) => hash));
  const forBoth = changing(history, line, by.name).filter(({ hash }) => got.has(hash));
  if (!isRead && gets.length > 0 && forBoth.length === 0) return { has: "none", commits: [] };
  const lacked = gets.length > 0 ? lackedBy(history, by) : [];
  const hashes = new Set(lacked.map(({ hash }) => hash));
  const commits = isRead ? lacked : forBoth.filter(({ hash }) => hashes.has(hash));
  if (commits.length > 0) return { has: "not", commits };
  return { has: kind === "converged" ? "had" : kind === "ahead" ? "past" : "part", commits };
}

/** Whether nothing may be applied over a state as it is: because it does not answer, or is another environment's. */
function unfitness({ verdict }: EnvironmentStatus): "always" | "unless said otherwise" | undefined {
  switch (verdict.kind) {
    case "unreachable":
      return "always";
    case "elsewhere":
      // A place where its state was before does not answer: it may be gone for good.
      return verdict.problem === undefined ? "always" : "unless said otherwise";
    case "unknown": {
      const { because } = verdict;
      if (because.kind !== "other-environment") return undefined;
      // Of one that the project does not have, it was renamed.
      return because.exists ? "always" : "unless said otherwise";
    }
    default:
      return undefined;
  }
}

/** A state that terraloom did not make is being adopted: there, the plan says what changes. */
function wouldUndo({ verdict, faults }: EnvironmentStatus): boolean {
  const isOfOthers = (fault: StateFault): boolean =>
    fault.kind === "edited" ||
    fault.kind === "outside" ||
    ((fault.kind === "begun" || fault.kind === "part") && fault.isHere === false);
  if (faults.some(isOfOthers)) return true;
  if (verdict.kind === "unfinished") return !verdict.isHere;
  if (verdict.kind === "off") return !verdict.included;
  if (verdict.kind === "ahead") return true;
  return verdict.kind === "unknown" && verdict.because.kind === "no-commit";
}

/**
 * Whether a rollback needs a hold so that others do not undo it: it is not on the main branch, or main has gone
 * on since; and it holds nothing, or only what main has held too.
 */
function wantsHold(
  refusals: readonly Refusal[],
  { main, head }: StatusReport,
  history: History,
  { name, holds }: EnvironmentStatus,
): boolean {
  if (!refusals.some(({ excused }) => excused)) return false;
  const own = codeAt(history, head?.hash ?? "", name);
  const tip = main?.commit;
  const isUndone =
    refusals.some(({ kind }) => kind === "would-undo" || kind === "held") &&
    tip !== undefined &&
    codeAt(history, tip, name).digest !== own.digest;
  if (main?.hasHead && !isUndone) return false;
  if (!holds.some((hold) => hold.in === "work tree")) return true;
  if (tip === undefined) return false;
  return [...ancestorsOnce(history, tip)].some(
    (hash) => codeAt(history, hash, name).held === own.held,
  );
}

import type { Commit, History } from "../model/history.ts";
import type { Project } from "../model/project.ts";
import { promotedBefore } from "../model/promotion.ts";
import type { EnvironmentStatus, StatusReport } from "../model/status.ts";
import { ancestorsOnce, changing, codeAt, firstParentLine } from "./graph.ts";

/** Whether a commit's code may be applied to an environment, and what speaks against it. Plain data. */
export interface Judgement {
  readonly version: 1;
  readonly environment: string;
  readonly may: boolean;
  /** The commit that is judged; absent where there is none. */
  readonly commit?: Commit;
  /** What the environments that come before have of what it changes. */
  readonly before: readonly Before[];
  /** Why it is applied although something speaks against it. */
  readonly rollback?: string;
  readonly refusals: readonly Refusal[];
}

/** An environment that comes before another in promotion order. */
export interface Before {
  readonly name: string;
  /**
   * `had`: it runs the commit's code; `past`: it runs what came later, so nobody has seen it run this; `part`: it has
   * had what the other one gets, and not all of the commit; `none`: nothing that the other one gets is for it;
   * `not`: it has not had it.
   */
  readonly has: "had" | "past" | "part" | "none" | "not";
}

/** What speaks against applying a commit's code to an environment. */
export type Refusal = RefusalKind & {
  /** Whether the reason of a rollback lets it pass. */
  readonly excused: boolean;
};

/** What it is, and of what. */
export type RefusalKind =
  /** There is no commit, or the generated files are not as it has them. */
  | { readonly kind: "not-committed"; readonly files: readonly string[] }
  /** The generated files are not what the sources say. */
  | { readonly kind: "not-current" }
  /** Of the judged commit, files that its code reads are not what they were when it was generated; or another terraloom made it. */
  | { readonly kind: "read-otherwise" }
  /** Files of the commit are not what its manifests say that was generated. */
  | { readonly kind: "not-as-made"; readonly files: readonly string[] }
  /** Its code keeps the state elsewhere than the checkout that asked. */
  | { readonly kind: "other-backend"; readonly of: EnvironmentStatus }
  /** The saved plan is of other code: what is judged is not what would be applied. */
  | { readonly kind: "other-plan"; readonly problem: string }
  /** It goes to an environment that is not the first of its stack, and is not on the main branch. */
  | { readonly kind: "off-main" }
  /** An environment that comes before has not had these commits, which change both, as far as can be told. */
  | {
      readonly kind: "not-had";
      readonly by: EnvironmentStatus;
      readonly commits: readonly Commit[];
    }
  /** The environment runs code that the commit does not have. */
  | { readonly kind: "would-undo"; readonly of: EnvironmentStatus }
  /** The environment's state holds what it runs. */
  | { readonly kind: "held"; readonly of: EnvironmentStatus }
  /** A rollback that the main branch would undo, if nothing held it. */
  | { readonly kind: "no-hold"; readonly of: EnvironmentStatus }
  /** The environment's state does not answer, or is another environment's. */
  | { readonly kind: "state-unfit"; readonly of: EnvironmentStatus };

/** Which environments a judgement is about: the one, and those of its stack that come before it in promotion order. */
export function judgedFor({ environments }: Project, environment: string): readonly string[] {
  const stack = environments.find(({ name }) => name === environment)?.stack;
  const before = promotedBefore(stack?.promotion ?? [], environment);
  const sisters = before.filter((name) => {
    return environments.some((other) => other.name === name && other.stack === stack);
  });
  return [...sisters, environment];
}

/** What a judgement is made from, besides the report. */
export interface Circumstances {
  /** Absent where there is no repository. */
  readonly history: History | undefined;
  /** Whether it is the first of its stack in promotion order: changes are tried there, from any branch. */
  readonly isFirst: boolean;
  /** Why it is applied although something speaks against it; absent: it is no rollback. */
  readonly rollback?: string | undefined;
  /** What else speaks against it. */
  readonly more?: readonly RefusalKind[];
}

/**
 * Judges whether a commit's code may be applied to an environment: it is on the main branch; what it changes there, the
 * environments before it have had; nothing that it does not have is undone, and nothing that is held is changed. A
 * rollback is excused from that if it holds what it brings, so that nobody undoes it; not from being committed, nor
 * from a state that is not this environment's.
 *
 * @param report of the environments that `judgedFor` names
 */
export function mayApply(
  report: StatusReport,
  environment: string,
  { history, isFirst, rollback, more = [] }: Circumstances,
): Judgement {
  const { head, generated, main } = report;
  const excusable = rollback !== undefined;
  const itself = report.environments.find(({ name }) => name === environment);
  const gets = itself && history ? lackedBy(history, itself) : [];
  const others = report.environments.filter(({ name }) => name !== environment);
  const before = others.map((by) => ({ by, ...hasHad(history, by, gets) }));
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
  for (const { by, has, commits } of before) {
    if (has === "not") refusals.push({ kind: "not-had", by, commits, excused: excusable });
  }
  if (itself && isUnfit(itself)) {
    refusals.push({
      kind: "state-unfit",
      of: itself,
      excused: excusable && (isRenamed(itself) || isSilentElsewhere(itself)),
    });
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
    before: before.map(({ by, has }) => ({ name: by.name, has })),
    ...(rollback === undefined ? {} : { rollback }),
    refusals,
  };
}

/**
 * The commits of HEAD's first-parent line that change an environment, and that it is not known to have had: all of them
 * where an apply did not end.
 */
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

/** What an environment has of the commits that another one gets. */
function hasHad(
  history: History | undefined,
  by: EnvironmentStatus,
  gets: readonly Commit[],
): { readonly has: Before["has"]; readonly commits: readonly Commit[] } {
  const { kind } = by.verdict;
  if (!history) return { has: kind === "converged" ? "had" : "not", commits: [] };
  const line = firstParentLine(history, history.head ?? "");
  const got = new Set(gets.map(({ hash }) => hash));
  const forBoth = changing(history, line, by.name).filter(({ hash }) => got.has(hash));
  if (gets.length > 0 && forBoth.length === 0) return { has: "none", commits: [] };
  const lacked = new Set(lackedBy(history, by).map(({ hash }) => hash));
  const commits = forBoth.filter(({ hash }) => lacked.has(hash));
  if (commits.length > 0) return { has: "not", commits };
  return { has: kind === "converged" ? "had" : kind === "ahead" ? "past" : "part", commits };
}

function isUnfit({ verdict }: EnvironmentStatus): boolean {
  if (verdict.kind === "unreachable" || verdict.kind === "elsewhere") return true;
  return verdict.kind === "unknown" && verdict.because.kind === "other-environment";
}

/** A place where its state was before does not answer: it may be gone for good, which a person has to say. */
function isSilentElsewhere({ verdict }: EnvironmentStatus): boolean {
  return verdict.kind === "elsewhere" && verdict.problem !== undefined;
}

function isRenamed({ verdict }: EnvironmentStatus): boolean {
  return (
    verdict.kind === "unknown" &&
    verdict.because.kind === "other-environment" &&
    !verdict.because.exists
  );
}

/** What terraloom did not make is about to be taken over: there, the plan says what changes. */
function wouldUndo({ verdict, faults }: EnvironmentStatus): boolean {
  if (
    faults.some(
      (fault) =>
        fault.kind === "edited" ||
        fault.kind === "outside" ||
        ((fault.kind === "begun" || fault.kind === "part") && fault.isHere === false),
    )
  )
    return true;
  if (verdict.kind === "unfinished") return !verdict.isHere;
  if (verdict.kind === "off") return !verdict.included;
  if (verdict.kind === "ahead") return true;
  return verdict.kind === "unknown" && verdict.because.kind === "no-commit";
}

/**
 * Whether a rollback leaves no trace that keeps others from undoing it: it is not on the main branch, or main has gone
 * on since; and it holds nothing, or nothing but what main has held too.
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

import type { Commit } from "../model/history.ts";
import type { Project } from "../model/project.ts";
import { promotedBefore } from "../model/promotion.ts";
import type { EnvironmentStatus, StatusReport } from "../model/status.ts";

/** Whether HEAD's code may be applied to an environment, and what speaks against it. Plain data. */
export interface Judgement {
  readonly version: 1;
  readonly environment: string;
  readonly may: boolean;
  /** HEAD's commit; absent where there is none. */
  readonly commit?: Commit;
  /** The environments that come before, and whether each runs what came later: then nobody has seen it run this. */
  readonly before: readonly { readonly name: string; readonly isPast: boolean }[];
  /** Why it is applied although something speaks against it. */
  readonly rollback?: string;
  readonly refusals: readonly Refusal[];
}

/** What speaks against applying HEAD's code to an environment. */
export type Refusal = RefusalKind & {
  /** Whether the reason of a rollback lets it pass. */
  readonly excused: boolean;
};

type RefusalKind =
  /** There is no commit, or generated/ is not as it has it. */
  | { readonly kind: "not-committed"; readonly files: readonly string[] }
  /** generated/ is not what the sources say. */
  | { readonly kind: "not-current" }
  /** It goes to an environment that is not the first, and is not on the main branch. */
  | { readonly kind: "off-main"; readonly main: string | undefined }
  /** An environment that comes before has not had it, as far as can be told. */
  | { readonly kind: "not-had"; readonly by: EnvironmentStatus }
  /** The environment runs code that HEAD does not have. */
  | { readonly kind: "would-undo"; readonly of: EnvironmentStatus }
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

/**
 * Judges whether HEAD's code may be applied to an environment: those before it in promotion order must have had
 * it, as it is on the main branch, and nothing that HEAD does not have may be undone. A rollback is excused
 * from that, not from being committed, nor from a state that is not this environment's.
 *
 * @param report of the environments that `judgedFor` names
 * @param rollback its reason; absent: it is none
 */
export function mayApply(report: StatusReport, environment: string, rollback?: string): Judgement {
  const { head, generated } = report;
  const excusable = rollback !== undefined;
  const itself = report.environments.find(({ name }) => name === environment);
  const before = report.environments.filter(({ name }) => name !== environment);
  const refusals: Refusal[] = [];
  if (!generated.current) refusals.push({ kind: "not-current", excused: false });
  if (!head || generated.uncommitted.length > 0 || itself?.committed === false) {
    refusals.push({ kind: "not-committed", files: generated.uncommitted, excused: false });
  }
  if (before.length > 0 && report.main?.hasHead === false) {
    refusals.push({ kind: "off-main", main: report.main.name, excused: excusable });
  }
  for (const by of before) {
    if (!hasHad(by)) refusals.push({ kind: "not-had", by, excused: excusable });
  }
  if (itself && isUnfit(itself)) {
    refusals.push({ kind: "state-unfit", of: itself, excused: excusable && isRenamed(itself) });
  } else if (itself && wouldUndo(itself)) {
    refusals.push({ kind: "would-undo", of: itself, excused: excusable });
  }
  return {
    version: 1,
    environment,
    may: itself !== undefined && refusals.every(({ excused }) => excused),
    ...(head ? { commit: head } : {}),
    before: before.map(({ name, verdict }) => ({ name, isPast: verdict.kind === "ahead" })),
    ...(rollback === undefined ? {} : { rollback }),
    refusals,
  };
}

/** An environment that is ahead of HEAD has had it on its way. */
function hasHad({ verdict, faults }: EnvironmentStatus): boolean {
  return verdict.kind === "converged" || (verdict.kind === "ahead" && faults.length === 0);
}

function isUnfit({ verdict }: EnvironmentStatus): boolean {
  if (verdict.kind === "unreachable") return true;
  return verdict.kind === "unknown" && verdict.because.kind === "other-environment";
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
      (fault) => fault.kind === "edited" || (fault.kind === "begun" && fault.isHere === false),
    )
  )
    return true;
  if (verdict.kind === "unfinished") return !verdict.isHere;
  if (verdict.kind === "off") return !verdict.included;
  if (verdict.kind === "ahead") return true;
  if (verdict.kind === "behind") return verdict.twin !== undefined;
  return verdict.kind === "unknown" && verdict.because.kind === "no-commit";
}

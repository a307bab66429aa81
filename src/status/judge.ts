import type { Environment } from "../model/environment.ts";
import type { Commit, History } from "../model/history.ts";
import type { EnvironmentStatus, MissingCommit, StateFault, Verdict } from "../model/status.ts";
import { heldDigest } from "../render/held.ts";
import type { Asked } from "./askStates.ts";
import { findCommit, type StateCode } from "./findCommit.ts";
import { ancestorsOnce, codeAt, nameOf } from "./graph.ts";
import { isActive } from "./holds.ts";
import type { Inclusion } from "./inclusion.ts";
import type { AppliedState } from "./readState.ts";

/** What is known of one environment before it is judged. */
export interface Question extends Pick<Asked, "digest" | "held" | "applied"> {
  readonly environment: Pick<Environment, "name" | "hold"> & {
    readonly stack: { readonly name: string };
  };
}

/** An environment with its verdict, still without holds. */
export type Judged = Omit<EnvironmentStatus, "holds" | "place" | "beside">;

export interface JudgementBasis {
  /** Absent without a repository: then only whether it is converged can be known. */
  readonly history: History | undefined;
  /** Today, for the end of holds: `YYYY-MM-DD`. */
  readonly today: string;
  readonly known: readonly string[];
  /** The main branch's newest commit, if that is known. */
  readonly tip?: string | undefined;
  /** Whether the changes of a commit that HEAD does not have are in HEAD by other commits; absent: they are not. */
  readonly inclusion?: (history: History, environment: string, hash: string) => Inclusion;
}

/** Judges environments by the code that they run; for each missing commit it lists which others have had it. */
export function judge(questions: readonly Question[], basis: JudgementBasis): readonly Judged[] {
  const { history } = basis;
  const judged = questions.map((question) => judgeOne(question, basis));
  if (!history) return judged;
  const had = (environment: Judged): ReadonlySet<string> =>
    ancestorsOnce(history, positionOf(environment, history) ?? "");
  const holders = new Map<string, readonly string[]>();
  const holdersOf = (stack: string, hash: string): readonly string[] => {
    const key = `${stack}\n${hash}`;
    const known =
      holders.get(key) ??
      judged.filter((one) => one.stack === stack && had(one).has(hash)).map(({ name }) => name);
    holders.set(key, known);
    return known;
  };
  return judged.map((environment) => {
    const { verdict, stack, name } = environment;
    if (verdict.kind !== "behind" && verdict.kind !== "off") return environment;
    const missing = verdict.missing.map((commit): MissingCommit => {
      const hadBy = holdersOf(stack, commit.hash).filter((other) => other !== name);
      return { ...commit, hadBy };
    });
    return { ...environment, verdict: { ...verdict, missing } };
  });
}

/** The commit whose ancestors an environment has had. */
function positionOf({ verdict }: Judged, { head }: History): string | undefined {
  if (verdict.kind === "converged") return head;
  return "applied" in verdict ? verdict.applied.hash : undefined;
}

function judgeOne(question: Question, basis: JudgementBasis): Judged {
  const { environment, digest, held, applied } = question;
  const { name, stack, hold } = environment;
  const { history, today, tip, inclusion } = basis;
  const there = codeAt(history, history?.head, name);
  const committed = there.digest === digest && there.held === held;
  const common = { name, stack: stack.name, digest, committed };
  if (applied.kind !== "applied") {
    return { ...common, faults: [], held: false, verdict: unapplied(question, applied, history) };
  }
  const code: StateCode = { digest: applied.digest, held: heldDigest(applied.held) };
  const isNewest = codeAt(history, tip ?? history?.head, name).digest === digest;
  // A hold of a value that main has now keeps nothing from being undone.
  const isMoot = isNewest && applied.digest === digest;
  const active = applied.held.filter(
    (one) => isActive(one, today) && (one.kind === "environment" || !isMoot),
  );
  const verdict = verdictOf(question, applied, code, active.length > 0, committed, basis);
  const included =
    history && verdict.kind === "off"
      ? inclusion?.(history, name, verdict.applied.hash)
      : undefined;
  const isReleased =
    (history !== undefined && hasHeld(history, name, code.held)) || included?.hold === true;
  const holdsAll =
    active.some(({ kind }) => kind === "environment") && hold && isActive(hold, today);
  const isHeld =
    active.length > 0 &&
    !(code.digest === digest && code.held === held) &&
    (!isReleased || (holdsAll === true && applied.digest !== digest));
  return {
    ...common,
    appliedDigest: applied.digest,
    faults: applied.faults.map((fault) => withCommit(fault, question, history)),
    held: isHeld,
    verdict: verdict.kind === "off" ? { ...verdict, included: included?.code === true } : verdict,
  };
}

/** Whether HEAD or one of its ancestors holds the same: so it knows of the hold, and decides about it. */
function hasHeld(history: History, environment: string, held: string | undefined): boolean {
  const ofHead = ancestorsOnce(history, history.head ?? "");
  return [...ofHead].some((hash) => codeAt(history, hash, environment).held === held);
}

function unapplied(
  question: Question,
  applied: Exclude<AppliedState, { kind: "applied" }>,
  history: History | undefined,
): Verdict {
  switch (applied.kind) {
    case "not-ours":
      return { kind: "unknown", because: { kind: "not-ours" } };
    case "shared":
      return { kind: "unknown", because: { kind: "values-file" } };
    case "unfinished": {
      const { commit: begun, isHere } = commitOfCode(applied.begun, question, history);
      return { kind: "unfinished", ...(begun ? { begun } : {}), isHere };
    }
    case "never":
    case "elsewhere":
    case "unreachable":
      return applied;
  }
}

function verdictOf(
  { environment: { name }, digest, held }: Question,
  applied: Extract<AppliedState, { kind: "applied" }>,
  code: StateCode,
  isHeld: boolean,
  committed: boolean,
  { history, known }: JudgementBasis,
): Verdict {
  if (applied.environment !== name) {
    const { environment } = applied;
    const because = { environment, exists: known.includes(environment) };
    return { kind: "unknown", because: { kind: "other-environment", ...because } };
  }
  if (code.digest === digest && code.held === held) {
    const commit = history?.commits.get(history.head ?? "");
    const kind = applied.faults.length > 0 ? "incomplete" : "converged";
    return { kind, ...(committed && commit ? { at: nameOf(commit) } : {}) };
  }
  const found = history && findCommit(history, name, code, isHeld);
  if (!found) return { kind: "unknown", because: { kind: "no-commit" } };
  switch (found.kind) {
    case "ahead":
      return found;
    case "off":
      return { ...found, included: false, missing: found.missing.map(unasked) };
    case "behind":
      return { ...found, missing: found.missing.map(unasked), uncommitted: !committed };
  }
}

/** Adds the commit of code that was applied only in part. */
function withCommit(
  fault: StateFault,
  question: Question,
  history: History | undefined,
): StateFault {
  if (fault.kind === "part") {
    const ofHead = history && ancestorsOnce(history, history.head ?? "");
    return { ...fault, isHere: ofHead?.has(fault.commit.hash) === true };
  }
  if (fault.kind !== "begun" || fault.digest === undefined) return fault;
  const { commit, isHere } = commitOfCode(fault.digest, question, history);
  return { ...fault, ...(commit ? { commit } : {}), isHere };
}

function commitOfCode(
  code: string,
  { environment: { name }, digest }: Question,
  history: History | undefined,
): { readonly commit?: Commit; readonly isHere: boolean } {
  const found = history && findCommit(history, name, { digest: code, held: undefined }, false);
  const isHere = code === digest || found?.kind === "behind";
  return { ...(found ? { commit: found.applied } : {}), isHere };
}

/** A missing commit, still without the environments that have had it. */
function unasked(commit: Commit): MissingCommit {
  return { ...commit, hadBy: [] };
}

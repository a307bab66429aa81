import type { Commit, History } from "../model/history.ts";
import type { EnvironmentStatus, MissingCommit, StateFault, Verdict } from "../model/status.ts";
import { heldDigest } from "../render/held.ts";
import { findCommit } from "./findCommit.ts";
import { ancestorsOf, nameOf } from "./graph.ts";
import type { AppliedState } from "./readState.ts";

/** What is known of one environment before it is judged. */
export interface Question {
  readonly name: string;
  readonly stack: string;
  /** The digest in the work tree's manifest. */
  readonly digest: string;
  readonly applied: AppliedState;
  /** All environments of the project. */
  readonly known: readonly string[];
}

/** An environment, judged; what must not be undone is added to it later. */
export type Judged = Omit<EnvironmentStatus, "holds">;

/**
 * Judges environments by the code that they run, and says of every commit that one has not had which of its sisters
 * have.
 *
 * @param history absent where there is no repository: then only what is converged can be told
 * @param isIncluded whether HEAD has the changes of a commit that it does not have
 */
export function judge(
  questions: readonly Question[],
  history: History | undefined,
  isIncluded: (hash: string) => boolean = () => false,
): readonly Judged[] {
  const judged = questions.map((question) => judgeOne(question, history));
  if (!history) return judged;
  const known = new Map<string, ReadonlySet<string>>();
  const had = (environment: Judged): ReadonlySet<string> => {
    const start = positionOf(environment, history) ?? "";
    const found = known.get(start) ?? ancestorsOf(history, start);
    known.set(start, found);
    return found;
  };
  return judged.map((environment) => {
    const { verdict, stack, name } = environment;
    if (verdict.kind !== "behind" && verdict.kind !== "off") return environment;
    const sisters = judged.filter((other) => other.stack === stack && other.name !== name);
    const missing = verdict.missing.map((commit): MissingCommit => {
      const having = sisters.filter((sister) => had(sister).has(commit.hash));
      return { ...commit, hadBy: having.map((sister) => sister.name) };
    });
    if (verdict.kind === "behind") return { ...environment, verdict: { ...verdict, missing } };
    const included = isIncluded(verdict.applied.hash);
    return { ...environment, verdict: { ...verdict, included, missing } };
  });
}

/** The commit whose ancestors an environment has had. */
function positionOf({ verdict }: Judged, { head }: History): string | undefined {
  if (verdict.kind === "converged") return head;
  return "applied" in verdict ? verdict.applied.hash : undefined;
}

function judgeOne(question: Question, history: History | undefined): Judged {
  const { name, stack, digest, applied } = question;
  const head = history?.head;
  const committed = head !== undefined && history?.digests.get(head)?.get(name) === digest;
  const verdict = verdictOf(question, history, committed);
  const appliedDigest = applied.kind === "applied" ? { appliedDigest: applied.digest } : {};
  const faults =
    applied.kind === "applied"
      ? applied.faults.map((fault) => withCommit(fault, question, history))
      : [];
  return { name, stack, digest, committed, ...appliedDigest, verdict, faults };
}

function verdictOf(question: Question, history: History | undefined, committed: boolean): Verdict {
  const { name, digest, applied, known } = question;
  switch (applied.kind) {
    case "never":
      return { kind: "never" };
    case "not-ours":
      return { kind: "unknown", because: { kind: "not-ours" } };
    case "unreachable":
      return applied;
    case "unfinished": {
      const { commit: begun, isHere } = commitOfCode(applied.begun, question, history);
      return { kind: "unfinished", ...(begun ? { begun } : {}), isHere };
    }
    case "applied":
      break;
  }
  if (applied.environment !== name) {
    const { environment } = applied;
    const because = { environment, exists: known.includes(environment) };
    return { kind: "unknown", because: { kind: "other-environment", ...because } };
  }
  if (applied.digest === digest) {
    const commit = history?.commits.get(history.head ?? "");
    const kind = applied.faults.length > 0 ? "incomplete" : "converged";
    return { kind, ...(committed && commit ? { at: nameOf(commit) } : {}) };
  }
  const found = history && findCommit(history, name, applied.digest, heldDigest(applied.held));
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

/** Names the commit of code that a state was given only a part of. */
function withCommit(
  fault: StateFault,
  question: Question,
  history: History | undefined,
): StateFault {
  if (fault.kind !== "begun" || fault.digest === undefined) return fault;
  const { commit, isHere } = commitOfCode(fault.digest, question, history);
  return { ...fault, ...(commit ? { commit } : {}), isHere };
}

function commitOfCode(
  code: string,
  { name, digest }: Question,
  history: History | undefined,
): { readonly commit?: Commit; readonly isHere: boolean } {
  const found = history && findCommit(history, name, code);
  const isHere = code === digest || found?.kind === "behind";
  return { ...(found ? { commit: found.applied } : {}), isHere };
}

/** A commit before it is known who has had it. */
function unasked(commit: Commit): MissingCommit {
  return { ...commit, hadBy: [] };
}

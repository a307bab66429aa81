import { clauseOf } from "../../diagnostics/messages/entry.ts";
import { otherPlanReasons } from "../../diagnostics/messages/status.ts";
import { firstFew } from "../../diagnostics/phrases.ts";
import { shortHash } from "../../model/history.ts";
import type { Judgement, Refusal } from "../../model/judgement.ts";
import type { EnvironmentStatus, StatusReport } from "../../model/status.ts";
import { namesText } from "../drift/words.ts";
import { commitLines, faultText, holdText, isOffMain, verdictText } from "./words.ts";

export interface RefusalWords {
  readonly message: string;
  readonly commits: readonly string[];
  readonly advice: string;
}

const rollbackAdvice = "or say that this is a rollback: --rollback REASON";
const fetchAdvice = "This clone is shallow. Run: git fetch --unshallow";

function words(message: string, advice: string, commits: readonly string[] = []): RefusalWords {
  return { message, commits, advice };
}

/** The reason, the commits that it is about, and what to do. */
export function refusalWords(
  refusal: Refusal,
  { before, commit, environment }: Judgement,
  report: StatusReport,
): RefusalWords {
  const what = commit ? shortHash(commit.hash) : "this checkout";
  switch (refusal.kind) {
    case "not-current":
      return words(
        "the generated files are not what the sources say now",
        "Run: npx terraloom generate. Then commit.",
      );
    case "not-committed":
      return words(
        commit
          ? `the generated files are not as ${what} has them${filesText(refusal.files)}`
          : "there is no commit here",
        "Commit it: what is applied must be found again.",
      );
    case "read-otherwise":
      return words(
        `files that the code of ${what} reads have changed since it was generated, or another version of terraloom generated it`,
        `Apply main's newest commit, ${rollbackAdvice}`,
      );
    case "not-as-made":
      return words(
        `${what} has files that are not what its manifests say${filesText(refusal.files)}`,
        "Run: npx terraloom generate. Then commit, and have that applied.",
      );
    case "other-backend":
      return words(
        `${what} keeps the state of ${environment} elsewhere than this checkout, and only this one's was asked`,
        "Apply main's newest commit, from a checkout of it.",
      );
    case "other-plan":
      return words(
        `the plan is not of ${what}: ${clauseOf(otherPlanReasons, refusal.why)}`,
        "Plan again, in a clean checkout of it.",
      );
    case "off-main":
      return offMainWords(what, report);
    case "not-had":
    case "read-not-had": {
      const { kind, by, commits } = refusal;
      const [unknown, lacking] =
        kind === "not-had"
          ? [
              `whether ${by.name} has had it`,
              `${by.name} has not had what ${environment} gets by it`,
            ]
          : [
              `${environment} reads outputs of ${by.name}, and what that runs`,
              `${environment} reads outputs of ${by.name}, which has not had its part of it`,
            ];
      const message =
        by.verdict.kind === "unreachable"
          ? `${unknown} is not known: ${by.verdict.reason}`
          : `${lacking}: ${verdictText(by, report)}`;
      return words(message, applyFirst(by, report), commitLines(commits));
    }
    case "would-undo": {
      const siblings = before.filter(({ isRead }) => isRead !== true);
      return undoWords(refusal.of, what, siblings.at(-1)?.name, report);
    }
    case "held":
      return heldWords(refusal.of);
    case "no-hold":
      return words(
        `nothing would keep main from being applied to ${environment} over it: ${what} holds nothing there that main does not`,
        `Run on a branch: npx terraloom hold ${environment} --reason "REASON". Then commit, and apply that.`,
      );
    case "state-unfit":
      return unfitWords(refusal.of);
  }
}

function offMainWords(what: string, { main, history }: StatusReport): RefusalWords {
  const { ref, remote } = main ?? {};
  if (ref === undefined) {
    const message = `whether ${what} is on the main branch is not known:`;
    return remote === undefined
      ? words(
          `${message} there is no remote, and no branch "main" or "master"`,
          `Name the main branch "main", ${rollbackAdvice}`,
        )
      : words(
          `${message} which branch of ${remote} it is, is not set here`,
          `Run: git fetch ${remote} && git remote set-head ${remote} --auto, ${rollbackAdvice}`,
        );
  }
  if (history === "shallow") {
    return words(`whether ${what} is on ${ref} is not known here`, fetchAdvice);
  }
  const fetched = remote === undefined ? "" : ", as it was last fetched here";
  const push = remote === undefined ? "Merge it first" : "Merge and push it, and fetch";
  return words(`${what} is not on ${ref}${fetched}`, `${push}, ${rollbackAdvice}`);
}

function applyFirst({ name, verdict }: EnvironmentStatus, { history }: StatusReport): string {
  const isUnseen = verdict.kind === "unknown" && history === "shallow";
  return isUnseen ? fetchAdvice : `Apply it to ${name} first, ${rollbackAdvice}`;
}

function unfitWords({ name, verdict }: EnvironmentStatus): RefusalWords {
  if (verdict.kind === "unreachable") {
    const message = `what ${name} runs is not known: ${verdict.reason}`;
    return words(message, "Ask again when its state answers.");
  }
  if (verdict.kind === "elsewhere") {
    return verdict.problem === undefined
      ? words(
          `${name} was applied to ${verdict.place}, and its code says another place now: all of it would be made a second time`,
          "Move its state first (terraform init -migrate-state), or select that workspace.",
        )
      : words(
          `whether ${name} was applied to ${verdict.place}, where its code said before, is not known: ${verdict.problem}`,
          "If nothing of it is there, say that: --rollback REASON",
        );
  }
  const because = verdict.kind === "unknown" ? verdict.because : undefined;
  const other = because?.kind === "other-environment" ? because : undefined;
  if (other && !other.exists) {
    return words(
      `the state of ${name} is of ${other.environment}, which is no environment any more`,
      `If ${name} is its new name, say that: --rollback REASON`,
    );
  }
  return words(
    `the state of ${name} says that it is ${other?.environment ?? "another environment"}'s: both would be changed`,
    "Give each environment a state of its own.",
  );
}

function heldWords({ name, holds }: EnvironmentStatus): RefusalWords {
  const isHere = holds.some((hold) => hold.in === "work tree" && hold.kind === "environment");
  const why = holds.map((hold) => holdText(hold)).join("; ");
  return words(
    `${name} is ${why}`,
    isHere
      ? `Lift that first: npx terraloom hold ${name} --lift, ${rollbackAdvice}`
      : `Merge the branch that it was applied from, or fetch it, ${rollbackAdvice}`,
  );
}

function undoWords(
  status: EnvironmentStatus,
  what: string,
  before: string | undefined,
  report: StatusReport,
): RefusalWords {
  const { name, verdict, faults, holds } = status;
  const there = holds.filter((hold) => hold.in === "applied state");
  const held = there.map((hold) => `; ${holdText(hold)}`).join("");
  const more = faults.find(({ kind }) => ["edited", "outside", "begun", "part"].includes(kind));
  if (more && verdict.kind !== "ahead" && verdict.kind !== "off") {
    return words(
      `${name} may run more than ${what} has, and that would be undone: ${faultText(more)}${held}`,
      `Look at the plan and merge that code first, ${rollbackAdvice}`,
    );
  }
  if (verdict.kind === "ahead" && !isOffMain(verdict.refs, report)) {
    return words(
      `${name} runs ${shortHash(verdict.applied.hash)} of ${firstFew(verdict.refs)}, which has more than ${what}: that would be undone${held}`,
      `Pull first, ${rollbackAdvice}`,
      commitLines(verdict.beyond),
    );
  }
  if (verdict.kind === "off" || verdict.kind === "ahead") {
    const { applied, refs } = verdict;
    const where = refs.length > 0 ? ` of ${firstFew(refs)}` : ", which no branch has any more";
    const then =
      before === undefined ? "" : `, then: npx terraloom converge --from ${name} --to ${before}`;
    const merge = `Merge it first${then}, ${rollbackAdvice}`;
    return words(
      `${name} runs ${shortHash(applied.hash)}${where}, and ${what} does not have it: that would be undone${held}`,
      report.history === "shallow" ? fetchAdvice : merge,
      commitLines([applied]),
    );
  }
  return words(
    `${name} runs what would be undone: ${verdictText(status, report)}`,
    report.history === "shallow"
      ? fetchAdvice
      : `Fetch the commit that was applied (of a pull request: git fetch origin '+refs/pull/*/head:refs/pull/*/head'), or have it committed and pushed, ${rollbackAdvice}`,
  );
}

function filesText(files: readonly string[]): string {
  return files.length > 0 ? `: ${namesText(files, 4)}` : "";
}

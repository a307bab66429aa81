import { shortHash } from "../../model/history.ts";
import type { EnvironmentStatus, StatusReport } from "../../model/status.ts";
import type { Judgement, Refusal } from "../../status/mayApply.ts";
import { namesText } from "../drift/words.ts";
import { commitLines, faultText, holdText, isOffMain, refsText, verdictText } from "./words.ts";

/** A refusal in words. */
export interface RefusalWords {
  readonly message: string;
  readonly commits: readonly string[];
  readonly advice: string;
}

const rollbackAdvice = "or say that this is a rollback: --rollback REASON";

/** What speaks against it, the commits that it is about, and what to do. */
export function refusalWords(
  refusal: Refusal,
  judgement: Judgement,
  report: StatusReport,
): RefusalWords {
  const { before } = judgement;
  switch (refusal.kind) {
    case "not-current":
      return {
        message: "generated/ is not what the sources say now",
        commits: [],
        advice: "Run: npx terraloom generate. Then commit.",
      };
    case "not-committed":
      return {
        message: report.head
          ? `generated/ is not as HEAD has it${filesText(refusal.files)}`
          : "there is no commit here",
        commits: [],
        advice: "Commit it: what is applied must be found again.",
      };
    case "off-main":
      return refusal.main === undefined
        ? {
            message:
              "whether HEAD is on the main branch is not known: the remote's HEAD is not set here",
            commits: [],
            advice: `Run: git remote set-head origin --auto, ${rollbackAdvice}`,
          }
        : {
            message: `HEAD is not on ${refusal.main}`,
            commits: [],
            advice: `Merge it first, ${rollbackAdvice}`,
          };
    case "not-had": {
      const { by } = refusal;
      const { verdict } = by;
      return {
        message:
          verdict.kind === "unreachable"
            ? `whether ${by.name} has had it is not known: ${verdict.reason}`
            : `${by.name} has not had it: ${verdictText(by, report)}`,
        commits: "missing" in verdict ? commitLines(verdict.missing) : [],
        advice: `Apply it to ${by.name} first, ${rollbackAdvice}`,
      };
    }
    case "would-undo":
      return undoWords(refusal.of, before.at(-1)?.name, report);
    case "state-unfit":
      return unfitWords(refusal.of);
  }
}

function unfitWords({ name, verdict }: EnvironmentStatus): RefusalWords {
  if (verdict.kind === "unreachable") {
    const message = `what ${name} runs is not known: ${verdict.reason}`;
    return { message, commits: [], advice: "Ask again when its state answers." };
  }
  const because = verdict.kind === "unknown" ? verdict.because : undefined;
  const other = because?.kind === "other-environment" ? because : undefined;
  if (other && !other.exists) {
    return {
      message: `the state of ${name} is of ${other.environment}, which is no environment any more`,
      commits: [],
      advice: `If ${name} is its new name, say that: --rollback REASON`,
    };
  }
  return {
    message: `the state of ${name} says that it is ${other?.environment ?? "another environment"}'s: both would be changed`,
    commits: [],
    advice: "Give each environment a state of its own.",
  };
}

function undoWords(
  status: EnvironmentStatus,
  before: string | undefined,
  report: StatusReport,
): RefusalWords {
  const { name, verdict, faults, holds } = status;
  const held = holds.map((hold) => `; ${holdText(hold)}`).join("");
  const more = faults.find(({ kind }) => kind === "edited" || kind === "begun");
  if (more && verdict.kind !== "ahead" && verdict.kind !== "off") {
    return {
      message: `${name} may run more than HEAD has, and that would be undone: ${faultText(more)}${held}`,
      commits: [],
      advice: `Look at the plan and bring it home first, ${rollbackAdvice}`,
    };
  }
  if (verdict.kind === "ahead" && !isOffMain(verdict.refs, report)) {
    return {
      message: `${name} runs ${shortHash(verdict.applied.hash)} of ${refsText(verdict.refs)}, which has more than HEAD: that would be undone${held}`,
      commits: commitLines(verdict.beyond),
      advice: `Pull first, ${rollbackAdvice}`,
    };
  }
  if (verdict.kind === "behind" && verdict.twin) {
    const { commit, refs } = verdict.twin;
    return {
      message: `${name} may run ${shortHash(commit.hash)} of ${refsText(refs)}, which brought the code of ${shortHash(verdict.applied.hash)} back, and HEAD does not have it: that would be undone`,
      commits: commitLines([commit]),
      advice: `Merge it, or delete it if it was never applied, ${rollbackAdvice}`,
    };
  }
  if (verdict.kind === "off" || verdict.kind === "ahead") {
    const { applied, refs } = verdict;
    const where = refs.length > 0 ? ` of ${refsText(refs)}` : ", which no branch has any more";
    const home =
      before === undefined ? "" : `, then: npx terraloom converge --from ${name} --to ${before}`;
    return {
      message: `${name} runs ${shortHash(applied.hash)}${where}, and HEAD does not have it: that would be undone${held}`,
      commits: commitLines([applied]),
      advice: `Bring it home first (merge it${home}), ${rollbackAdvice}`,
    };
  }
  return {
    message: `${name} runs what would be undone: ${verdictText(status, report)}`,
    commits: [],
    advice: `Have it committed and pushed first, ${rollbackAdvice}`,
  };
}

function filesText(files: readonly string[]): string {
  return files.length > 0 ? `: ${namesText(files, 4)}` : "";
}

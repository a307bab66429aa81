import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { type Diagnostic, diagnostic, hasErrors } from "../../diagnostics/diagnostic.ts";
import type { Project } from "../../model/project.ts";
import type { StatusReport } from "../../model/status.ts";
import { loadProject } from "../../project/loadProject.ts";
import { formatStatus, statusFormats } from "../../report/status/format.ts";
import { formatJudgement, judgementSentence } from "../../report/status/judgement.ts";
import { summaryText } from "../../report/status/summary.ts";
import { selectorHelp, selectorNames } from "../../resolve/selectEnvironments.ts";
import { askStates, type StatusOptions } from "../../status/askStates.ts";
import { judgementFor } from "../../status/judgementFor.ts";
import { statusReport } from "../../status/status.ts";
import { findTerraform, type Terraform } from "../../terraform/terraform.ts";
import { type Arguments, type Command, type ExitCode, type Io, textOption } from "../command.ts";
import { withInterruption } from "../interruption.ts";
import {
  currentDay,
  formatOf,
  interrupted,
  refuse,
  rootOf,
  strayOptions,
  styleOf,
  tellProblems,
} from "../options.ts";
import { withProgress } from "../progressLine.ts";
import { shardOf, shardOption, tellAnswers } from "../sharding.ts";

export const command: Command = {
  names: selectorNames,
  description: `Reads from each environment's state which code was applied, and finds that code in the git history:
converged, behind or ahead by which commits, code that is in no commit, never applied, or
unreachable. Writes nothing and takes no lock. With --plan, Terraform also compares the
infrastructure with the code. Exits 2 if an environment is not converged, 1 if a state cannot be
read.

With --for-apply it checks instead whether HEAD may be applied to an environment: exits 2 if not, 1
if that cannot be determined.

${selectorHelp}`,
  examples: {
    status: "every environment",
    "status --plan": "also compares the infrastructure with the code",
    "status --for-apply production": "checks whether HEAD may be applied there",
  },
  options: {
    "--for-apply ENV":
      "check whether HEAD may be applied there: earlier environments must have it first",
    "--commit REV":
      "with --for-apply: check this commit instead of HEAD; its code is read, never run",
    "--plan":
      "also plan each environment with Terraform, without a lock and without saving the plan",
    "--saved-plan FILE":
      "with --for-apply: a saved plan, which must have been made from that code; it must be in the planned folder",
    "--rollback REASON":
      "with --for-apply: a rollback, which earlier environments need not have first",
    [`--format ${statusFormats.join("|")}`]: "format of the output (default: text)",
    ...shardOption,
    "--timeout SECONDS":
      "time limit for reading one state (default: 60) and for one plan (default: 900)",
    "--terraform PROGRAM": "the program to run (default: terraform, else tofu, from PATH)",
  },
  conflicts,
  async run(given, io) {
    const found = await findTerraform(io.env, textOption(given, "terraform"));
    if (!found.ok) return refuse(found.problems, io);
    const terraform = found.value;
    const project = await loadProject(rootOf(given, io));
    const environment = textOption(given, "for-apply");
    if (environment !== undefined) return judge(project, terraform, environment, given, io);
    if (given.options.plan !== true) return ask(project, terraform, optionsOf(given), given, io);
    const timeout = Number(given.options.timeout ?? 900) * 1000;
    return withInterruption((signal) => {
      const plan = { concurrency: availableParallelism(), timeout, signal };
      return ask(project, terraform, { ...optionsOf(given), plan }, given, io);
    });
  },
};

function optionsOf(given: Arguments): StatusOptions {
  return { today: currentDay(), timeout: Number(given.options.timeout ?? 60) * 1000 };
}

/** Asks the states of all that are named, or of one shard of them, and prints what is found. */
async function ask(
  project: Project,
  terraform: Terraform,
  options: StatusOptions,
  given: Arguments,
  io: Io,
): Promise<ExitCode> {
  const shard = shardOf(given);
  if (shard && hasErrors(project.problems)) return refuse(project.problems, io);
  const tell = await withProgress(io, async (progress) => {
    const asked = { ...options, environments: given.names, progress };
    if (shard) {
      const found = await askStates(project, terraform, shard, asked);
      return () => tellAnswers("status", shard, given.names, project, found, io);
    }
    const report = await statusReport(project, terraform, asked);
    return () => tellStatus(report, given, io);
  });
  return options.plan?.signal?.aborted ? interrupted("found out", io) : tell();
}

async function judge(
  project: Project,
  terraform: Terraform,
  environment: string,
  given: Arguments,
  io: Io,
): Promise<ExitCode> {
  const file = textOption(given, "saved-plan");
  const asked = {
    ...optionsOf(given),
    rollback: textOption(given, "rollback")?.trim(),
    commit: textOption(given, "commit"),
    plan: file === undefined ? undefined : resolve(io.cwd, file),
  };
  const judged = await withProgress(io, (progress) =>
    judgementFor(project, terraform, environment, { ...asked, progress }),
  );
  if (!judged.ok) return refuse(judged.problems, io);
  const { judgement, report } = judged.value;
  const format = formatOf(given, statusFormats);
  const failed = hasErrors(report.problems);
  if (format === "text" || failed) tellProblems(report.problems, "text", io);
  if (failed) return 1;
  io.stdout.write(formatJudgement(judgement, report, format, styleOf(io.stdout, io)));
  if (format !== "text") io.stderr.write(`${judgementSentence(judgement)}\n`);
  return judgement.may ? 0 : report.verdict === "error" ? 1 : 2;
}

/** Prints a status, found out on this machine or on several. */
export function tellStatus(report: StatusReport, given: Arguments, io: Io): ExitCode {
  const format = formatOf(given, statusFormats);
  const isText = format === "text";
  if (isText || hasErrors(report.problems)) tellProblems(report.problems, "text", io);
  if (!isText || report.environments.length > 0) {
    io.stdout.write(formatStatus(report, format, styleOf(io.stdout, io)));
  }
  if (!isText) io.stderr.write(`${summaryText(report)}\n`);
  return { converged: 0, difference: 2, error: 1 }[report.verdict] as ExitCode;
}

function conflicts(given: Arguments): readonly Diagnostic[] {
  if (textOption(given, "for-apply") === undefined) {
    const ofJudgement = ["rollback", "commit", "saved-plan"];
    return strayOptions(given, ofJudgement, { kind: "only-with", option: "--for-apply ENV" });
  }
  const reason = { kind: "no-effect", beside: "--for-apply" } as const;
  return [
    ...(given.names.length > 0 ? [diagnostic("answer-wrong", { option: "ENV", reason })] : []),
    ...(textOption(given, "rollback")?.trim() === ""
      ? [diagnostic("answer-missing", { option: "--rollback", wants: "the reason" })]
      : []),
    ...strayOptions(given, ["plan"], { kind: "plan-of-judgement" }),
  ];
}

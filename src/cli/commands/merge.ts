import { resolve } from "node:path";
import { hasErrors } from "../../diagnostics/diagnostic.ts";
import { driftReport } from "../../driftReport/driftReport.ts";
import type { RenderedAnswers } from "../../driftReport/renderedFiles.ts";
import type { Project } from "../../model/project.ts";
import type { ShardAnswers } from "../../model/shard.ts";
import { loadProject } from "../../project/loadProject.ts";
import { driftFormats } from "../../report/drift/format.ts";
import { diagnosticFormats } from "../../report/problems/format.ts";
import { statusFormats } from "../../report/status/format.ts";
import type { StateAnswers } from "../../status/askStates.ts";
import { statusReport } from "../../status/status.ts";
import { mergedVerifyReport, type VerifyAnswers } from "../../verify/verify.ts";
import { type Arguments, type Command, type ExitCode, type Io, textOption } from "../command.ts";
import { allOption, choice, currentDay, refuse, rootOf, strayOptions } from "../options.ts";
import { readShards } from "../readShards.ts";
import { tellDrift } from "./driftReport.ts";
import { tellStatus } from "./status.ts";
import { tellVerified } from "./verify.ts";

/** `terraloom merge` */
export const command: Command = {
  names: "FILE...",
  description: `Combines the results that verify, status or drift-report wrote with --shard, and prints them as one
run would, in any format of that command and with its exit status. An error takes precedence over a
difference; a missing or duplicate shard is an error. Run it in a checkout of the same commit. It
runs no Terraform and reads no state.`,
  examples: {
    "merge answers/*.json": "all shards of one command",
    "merge status-*.json --format markdown": "in a format of that command",
  },
  options: {
    "--format FORMAT": "a format of that command (default: text)",
    ...allOption,
    "--base ENV": "as of drift-report",
    "--out FILE": "as of drift-report",
    "--exit-zero": "as of drift-report",
  },
  async run(given, io) {
    const project = await loadProject(rootOf(given, io));
    const files = given.names.map((file) => resolve(io.cwd, file));
    if (hasErrors(project.problems)) return refuse(project.problems, io);
    const shards = readShards(files, project);
    if (!shards.ok) return refuse(shards.problems, io);
    const [first] = shards.value;
    const notOf = first?.command === "drift-report" ? [] : ["base", "out", "exit-zero"];
    const stray = strayOptions(given, notOf, `${first?.command} has no such option`);
    if (stray.length > 0) return refuse(stray, io);
    const { command, asked = [] } = first ?? {};
    switch (command) {
      case "verify":
        return mergeVerify(project, asked, answersOf<Verified>(shards.value), given, io);
      case "status":
        return mergeStatus(project, asked, answersOf<StateAnswers>(shards.value), given, io);
      default:
        return mergeDrift(project, answersOf<RenderedAnswers>(shards.value), given, io);
    }
  },
};

/** What the shards answer: `readShards` has seen that it is what their command answers. */
function answersOf<Answers>(shards: readonly ShardAnswers[]): readonly Answers[] {
  return shards.map(({ answers }) => answers as Answers);
}

interface Verified extends VerifyAnswers {
  readonly program: string;
  readonly version: string;
}

function mergeVerify(
  project: Project,
  names: readonly string[],
  answers: readonly Verified[],
  given: Arguments,
  io: Io,
): ExitCode {
  const format = choice(given, "format", diagnosticFormats, io);
  if (!format) return 1;
  const report = mergedVerifyReport(project, answers, { names });
  const { program = "terraform", version = "" } = answers[0] ?? {};
  return tellVerified(report, { program, version }, format, given, io);
}

async function mergeStatus(
  project: Project,
  environments: readonly string[],
  answers: readonly StateAnswers[],
  given: Arguments,
  io: Io,
): Promise<ExitCode> {
  const format = choice(given, "format", statusFormats, io);
  if (!format) return 1;
  const report = await statusReport(project, undefined, {
    today: currentDay(),
    environments,
    answers: Object.assign({}, ...answers),
  });
  return tellStatus(report, format, io);
}

function mergeDrift(
  project: Project,
  answers: readonly RenderedAnswers[],
  given: Arguments,
  io: Io,
): ExitCode {
  const format = choice(given, "format", driftFormats, io);
  if (!format) return 1;
  const base = textOption(given, "base");
  const report = driftReport(project, {
    today: currentDay(),
    rendered: Object.assign({}, ...answers),
    ...(base === undefined ? {} : { base }),
    ...(given.options.all ? { diffLimit: Number.POSITIVE_INFINITY } : {}),
  });
  return tellDrift(report, format, given, io);
}

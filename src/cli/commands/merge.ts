import { resolve } from "node:path";
import { diagnostic, hasErrors } from "../../diagnostics/diagnostic.ts";
import { driftReport } from "../../driftReport/driftReport.ts";
import type { RenderedAnswers } from "../../driftReport/renderedFiles.ts";
import { loadProject } from "../../project/loadProject.ts";
import { driftFormats } from "../../report/drift/format.ts";
import { diagnosticFormats } from "../../report/problems/format.ts";
import { statusFormats } from "../../report/status/format.ts";
import type { StateAnswers } from "../../status/askStates.ts";
import { statusReport } from "../../status/status.ts";
import { mergedVerifyReport, type VerifyAnswers } from "../../verify/verify.ts";
import { type Command, textOption } from "../command.ts";
import { allOption, currentDay, refuse, rootOf, strayOptions } from "../options.ts";
import { wrongChoice } from "../optionValues.ts";
import { readShards } from "../readShards.ts";
import { driftOptions, tellDrift } from "./driftReport.ts";
import { tellStatus } from "./status.ts";
import { tellVerified } from "./verify.ts";

const formats = {
  verify: diagnosticFormats,
  status: statusFormats,
  "drift-report": driftFormats,
} as const;

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
    if (hasErrors(project.problems)) return refuse(project.problems, io);
    const files = given.names.map((file) => resolve(io.cwd, file));
    const shards = readShards(files, project);
    if (!shards.ok) return refuse(shards.problems, io);
    const { command, asked, answers } = shards.value;
    const notOf = command === "drift-report" ? [] : ["base", "out", "exit-zero"];
    const format = wrongChoice(textOption(given, "format") ?? "text", formats[command]);
    const wrong = [
      ...(format ? [diagnostic("answer-wrong", { option: "--format", reason: format })] : []),
      ...strayOptions(given, notOf, { kind: "no-effect", beside: command }),
    ];
    if (wrong.length > 0) return refuse(wrong, io);
    // `readShards` has seen that these are answers of the command.
    switch (command) {
      case "verify": {
        const all = answers as readonly (VerifyAnswers & Record<"program" | "version", string>)[];
        const { program = "terraform", version = "" } = all[0] ?? {};
        const report = mergedVerifyReport(project, all, { names: asked });
        return tellVerified(report, { program, version }, given, io);
      }
      case "status": {
        const options = { today: currentDay(), environments: asked };
        const all: StateAnswers = Object.assign({}, ...answers);
        return tellStatus(
          await statusReport(project, undefined, { ...options, answers: all }),
          given,
          io,
        );
      }
      case "drift-report": {
        const rendered: RenderedAnswers = Object.assign({}, ...answers);
        return tellDrift(driftReport(project, { ...driftOptions(given), rendered }), given, io);
      }
    }
  },
};

import { availableParallelism } from "node:os";
import { hasErrors, sortDiagnostics } from "../../diagnostics/diagnostic.ts";
import { success } from "../../model/result.ts";
import type { VerifyReport } from "../../model/verifyReport.ts";
import { loadProject } from "../../project/loadProject.ts";
import { diagnosticFormats } from "../../report/problems/format.ts";
import { verdictText } from "../../report/verify.ts";
import { selectorHelp, selectorNames } from "../../resolve/selectEnvironments.ts";
import { findTerraform } from "../../terraform/terraform.ts";
import { verify, verifyShard } from "../../verify/verify.ts";
import { type Arguments, type Command, type ExitCode, type Io, textOption } from "../command.ts";
import { withInterruption } from "../interruption.ts";
import {
  allOption,
  formatOf,
  formatOption,
  interrupted,
  rootOf,
  tellProblems,
} from "../options.ts";
import { withProgress } from "../progressLine.ts";
import { shardOf, shardOption, tellAnswers } from "../sharding.ts";

export const command: Command = {
  names: selectorNames,
  description: `Runs the real terraform, or tofu, on the generated files on disk: fmt -check, and for each
environment init -backend=false and validate, in parallel. Each problem is reported at the template,
the schema or the spec that it comes from. Accesses no backend and writes nothing in the repository.

${selectorHelp}`,
  examples: {
    verify: "every environment",
    "verify staging --terraform tofu": "one, with OpenTofu",
  },
  options: {
    "--terraform PROGRAM": "the program to run (default: terraform, else tofu, from PATH)",
    "--timeout SECONDS": "time limit of one run (default: 900)",
    ...shardOption,
    ...formatOption,
    ...allOption,
  },
  async run(given, io) {
    const timeout = Number(given.options.timeout ?? 900) * 1000;
    const shard = shardOf(given);
    return withInterruption(async (signal) => {
      const found = await findTerraform(io.env, textOption(given, "terraform"));
      const project = await withProgress(io, (progress) =>
        loadProject(rootOf(given, io), undefined, progress),
      );
      if (!found.ok) {
        const problems = sortDiagnostics([...project.problems, ...found.problems]);
        tellProblems(problems, formatOf(given, diagnosticFormats), io, given);
        return 1;
      }
      const terraform = found.value;
      const options = { names: given.names, concurrency: availableParallelism(), timeout, signal };
      if (shard) {
        const found = await withProgress(io, (progress) =>
          verifyShard(project, terraform, shard, { ...options, progress }),
        );
        if (found.ok && !found.value) return interrupted("verified", io);
        const { program, version } = terraform;
        const answers = found.ok ? success({ ...found.value, program, version }) : found;
        return tellAnswers("verify", shard, given.names, project, answers, io);
      }
      const report = await withProgress(io, (progress) =>
        verify(project, terraform, { ...options, progress }),
      );
      if (report.interrupted) return interrupted("verified", io);
      return tellVerified(report, terraform, given, io);
    });
  },
};

/** Prints what was verified, on this machine or on several. */
export function tellVerified(
  report: VerifyReport,
  terraform: { readonly program: string; readonly version: string },
  given: Arguments,
  io: Io,
): ExitCode {
  tellProblems(report.problems, formatOf(given, diagnosticFormats), io, given);
  io.stderr.write(`${verdictText(report, terraform)}\n`);
  return hasErrors(report.problems) ? 1 : 0;
}

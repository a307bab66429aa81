import { availableParallelism } from "node:os";
import { diagnostic, hasErrors, sortDiagnostics } from "../../diagnostics/diagnostic.ts";
import { loadProject } from "../../project/loadProject.ts";
import { diagnosticFormats } from "../../report/problems/format.ts";
import { verdictText } from "../../report/verify.ts";
import { selectorHelp, selectorNames } from "../../resolve/selectEnvironments.ts";
import { findTerraform } from "../../terraform/terraform.ts";
import { verify } from "../../verify/verify.ts";
import type { Command } from "../command.ts";
import { interruption } from "../interruption.ts";
import { allOption, choice, formatOption, rootOf, tellProblems } from "../options.ts";
import { progressLine } from "../progressLine.ts";

/** `terraloom verify` */
export const verifyCommand: Command = {
  name: "verify",
  names: selectorNames,
  description: `Runs the real terraform, or tofu, on generated/ as it is on disk: fmt -check, and init -backend=false and
validate for each environment, side by side. What it finds is told at the place that it comes from: a
template, the schema, a spec. It reaches no backend and writes nothing in the repository.

${selectorHelp}`,
  examples: [
    ["verify", "every environment"],
    ["verify staging --terraform tofu", "one, with OpenTofu"],
  ],
  options: {
    terraform: {
      type: "string",
      value: "PROGRAM",
      help: "what to run (default: terraform, else tofu, as on PATH)",
    },
    format: formatOption,
    all: allOption,
  },
  async run(given, io) {
    const format = choice(given, "format", diagnosticFormats, io);
    if (!format) return 1;
    const wanted = given.options.terraform;
    const program = typeof wanted === "string" ? wanted : undefined;
    const { signal, release } = interruption();
    const { progress, clear } = progressLine(io);
    try {
      const terraform = await findTerraform(io.env, program);
      const project = await loadProject(rootOf(given, io), undefined, progress);
      if (!terraform) {
        clear();
        const notFound = diagnostic("terraform-not-found", { wanted: program });
        tellProblems(sortDiagnostics([...project.problems, notFound]), format, io, given);
        return 1;
      }
      const concurrency = availableParallelism();
      const options = { names: given.names, concurrency, signal, progress };
      const report = await verify(project, terraform, options);
      clear();
      if (report.interrupted) {
        io.stderr.write("Interrupted: nothing was verified, and nothing is left behind.\n");
        return 1;
      }
      tellProblems(report.problems, format, io, given);
      io.stderr.write(`${verdictText(report, terraform)}\n`);
      return hasErrors(report.problems) ? 1 : 0;
    } finally {
      release();
    }
  },
};

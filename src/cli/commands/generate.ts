import { cache } from "../../debug/debug.ts";
import { hasErrors } from "../../diagnostics/diagnostic.ts";
import { count } from "../../diagnostics/phrases.ts";
import { validRunRecord } from "../../generate/runRecord.ts";
import { fingerprintSources } from "../../load/fingerprint.ts";
import { changesText, writtenText } from "../../report/changes.ts";
import { diagnosticFormats } from "../../report/problems/format.ts";
import { stepDiff } from "../../report/unifiedDiff.ts";
import { selectorHelp, selectorNames } from "../../resolve/selectEnvironments.ts";
import type { Arguments, Command, ExitCode, Io } from "../command.ts";
import { withInterruption } from "../interruption.ts";
import {
  allOption,
  formatOf,
  formatOption,
  rootOf,
  strayOptions,
  styleOf,
  tellProblems,
} from "../options.ts";
import { withProgress } from "../progressLine.ts";

export const command: Command = {
  names: selectorNames,
  description: `Checks schema/, envs/ and templates/ and writes the generated files, to generated/ or to the
schema's "output". Creates and updates files that differ, deletes files that it generated earlier
and that no source makes now, and changes no other file. If there is any error, nothing is written.
A generated file that was edited by hand is an error, which shows the edit.

With ENV, all environments are checked, but only the files of these environments are written, and
files of no environment, such as modules.
${selectorHelp}`,
  examples: {
    "generate --diff": "writes, and prints the unified diff",
    "generate 'preview/*'": "leaves the files of other environments as they are",
    "generate --watch": "writes whenever a source is saved",
  },
  options: {
    "--check":
      "write nothing; exit 2 if the generated files are not current (like terraloom check)",
    "--diff": "print the unified diff of what changes",
    "--force": "overwrite and delete generated files that were edited by hand",
    "-v, --verbose": "list every file that changes",
    "--watch": "generate again whenever a source changes, until Ctrl-C",
    ...formatOption,
    ...allOption,
  },
  conflicts(given) {
    const { watch, format } = given.options;
    const stray = format === "text" ? ["check"] : ["check", "format"];
    return watch ? strayOptions(given, stray, { kind: "no-effect", beside: "--watch" }) : [];
  },
  async run(given, io) {
    if (given.options.watch) {
      const { watchGenerate } = await import("../watching.ts");
      return withInterruption((signal) => watchGenerate(given, io, signal));
    }
    if (!given.options.check) return runGenerate(given, io);
    const { command: checkCommand } = await import("./check.ts");
    return checkCommand.run(given, io);
  },
};

async function runGenerate(given: Arguments, io: Io): Promise<ExitCode> {
  const format = formatOf(given, diagnosticFormats);
  const root = rootOf(given, io);
  const now = fingerprintSources(root);
  const isWhole = given.names.length === 0;
  const record = now && isWhole ? validRunRecord(root, now.inputs) : undefined;
  cache("record of the last run", record !== undefined);
  if (record) {
    tellProblems([], format, io, given);
    io.stderr.write(`${currentText(record.environments, record.files)}\n`);
    return 0;
  }
  // Loaded here: a run with nothing to do needs none of it.
  const { generateSources } = await import("../../generate/generateSources.ts");
  const { maskWritten } = await import("../../mask/maskTexts.ts");
  const options = { force: given.options.force === true, environments: given.names };
  const { project, report, environments, untouched } = await withProgress(io, (progress) =>
    generateSources(root, now, { ...options, progress }),
  );
  const { steps, written, problems } = report;
  const style = styleOf(io.stdout, io);
  const failed = hasErrors(problems);
  const mask = failed || given.options.diff ? maskWritten(project, steps) : undefined;
  tellProblems(problems, format, io, given);
  if (failed) {
    for (const step of steps.filter(({ action }) => action === "edited")) {
      if (format === "text") io.stderr.write(`\n${stepDiff(step, styleOf(io.stderr, io), mask)}`);
    }
    io.stderr.write("Nothing was written.\n");
    return 1;
  }
  if (format === "text") {
    if (given.options.diff) for (const step of steps) io.stdout.write(stepDiff(step, style, mask));
    else io.stdout.write(changesText(steps, style, given.options.verbose === true));
  }
  io.stderr.write(`${summary(environments, steps, untouched, written)}\n`);
  return 0;
}

function summary(
  environments: number,
  steps: Parameters<typeof writtenText>[0],
  untouched: number,
  written: boolean,
): string {
  if (!written) return currentText(environments, steps.length + untouched);
  const counts = writtenText(steps, untouched);
  const manifestsAlone = steps.every(({ action }) => action === "unchanged");
  return `${count(environments, "environment")}: ${counts}${manifestsAlone ? ", manifests updated" : ""}`;
}

function currentText(environments: number, files: number): string {
  return `${count(environments, "environment")}: ${files} files, all current`;
}

import { hasErrors, sortDiagnostics } from "../../diagnostics/diagnostic.ts";
import { count } from "../../diagnostics/phrases.ts";
import { check } from "../../generate/generate.ts";
import { maskProject } from "../../mask/maskTexts.ts";
import type { CheckReport } from "../../model/generateReport.ts";
import { outputName } from "../../model/layout.ts";
import type { MaskText } from "../../model/maskText.ts";
import { readProject } from "../../project/loadProject.ts";
import { countText } from "../../report/changes.ts";
import { type FileDifference, fileDifferences } from "../../report/check/differences.ts";
import { checkJson, checkMarkdown, differencesText } from "../../report/check/format.ts";
import { type DiagnosticFormat, diagnosticFormats } from "../../report/problems/format.ts";
import { stepDiff } from "../../report/unifiedDiff.ts";
import { overdueEnvironments } from "../../resolve/overdue.ts";
import { selectorHelp, selectorNames } from "../../resolve/selectEnvironments.ts";
import type { Arguments, Command, Io } from "../command.ts";
import {
  allOption,
  currentDay,
  formatOf,
  formatOption,
  rootOf,
  styleOf,
  tellProblems,
} from "../options.ts";
import { withProgress } from "../progressLine.ts";

export const command: Command = {
  names: selectorNames,
  description: `Compares the generated files with what generate would write, and writes nothing. Reports stale,
missing, new, orphaned and hand-edited files, and prints the unified diff.

With ENV, all environments are checked, but only the files of these environments are compared, and
files of no environment.
${selectorHelp}`,
  examples: {
    check: "what differs, with the diff",
    "check staging": "the files of one environment, and those shared by all",
    "check --format github": "an annotation for each file, and the job's summary",
  },
  options: { ...formatOption, ...allOption },
  async run(given, io) {
    const format = formatOf(given, diagnosticFormats);
    const { project, checked } = await withProgress(io, async (progress) => {
      const project = await readProject(rootOf(given, io), undefined, progress);
      return { project, checked: await check(project, progress, given.names) };
    });
    const overdue = overdueEnvironments(project.environments, currentDay());
    const report = { ...checked, problems: sortDiagnostics([...checked.problems, ...overdue]) };
    const differences = fileDifferences(report, project);
    const failed = hasErrors(report.problems);
    tell(report, failed ? [] : differences, format, maskProject(project), given, io);
    if (failed) return 1;
    const folder = outputName(project.schema.layout);
    if (report.current) {
      io.stderr.write(`${folder} is current: ${report.steps.length} files\n`);
      return 0;
    }
    io.stderr.write(`${folder} is not current: ${countDifferences(report)}\n`);
    const edited = differences.some(({ kind }) => kind === "edited");
    io.stderr.write(
      edited
        ? "Take the changes made by hand into the sources: npx terraloom absorb --dry-run\n"
        : "Run: npx terraloom generate\n",
    );
    return 2;
  },
};

function tell(
  { steps, problems }: CheckReport,
  differences: readonly FileDifference[],
  format: DiagnosticFormat,
  mask: MaskText,
  given: Arguments,
  io: Io,
): void {
  if (format === "json") {
    io.stdout.write(checkJson(differences, problems, mask));
    return;
  }
  const found = differences.map(({ problem }) => problem);
  tellProblems(format === "text" ? problems : [...problems, ...found], format, io, given);
  if (format === "github") io.summary?.write(checkMarkdown(differences, mask));
  if (format === "sarif" || differences.length === 0) return;
  // The log of a CI job shows the diff as a terminal does; programs read the annotations from stdout.
  const out = format === "text" ? io.stdout : io.stderr;
  const style = styleOf(out, io);
  if (format === "text") out.write(differencesText(differences, style));
  for (const step of steps) out.write(stepDiff(step, style, mask));
}

function countDifferences({ steps, manifests }: CheckReport): string {
  const counts = countText(steps, {
    create: "missing",
    update: "stale",
    delete: "orphaned",
    edited: "edited by hand",
    blocked: "blocked",
    unchanged: "current",
  });
  return manifests.length > 0 ? `${counts}, ${count(manifests.length, "manifest")} stale` : counts;
}

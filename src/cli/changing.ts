import { makeChange } from "../change/makeChange.ts";
import { type Diagnostic, hasErrors, sortDiagnostics } from "../diagnostics/diagnostic.ts";
import { hideSensitive } from "../mask/hideSensitive.ts";
import { maskProject } from "../mask/maskTexts.ts";
import type { Draft } from "../model/draft.ts";
import { readText } from "../model/files.ts";
import type { HandEdited } from "../model/generateReport.ts";
import type { Project } from "../model/project.ts";
import { type Result, success } from "../model/result.ts";
import { loadProject } from "../project/loadProject.ts";
import { fileDiff, stepDiff } from "../report/unifiedDiff.ts";
import { finishKilledRun } from "../transaction/underLock.ts";
import { askIn } from "./ask.ts";
import type { Arguments, Command, ExitCode, Io } from "./command.ts";
import { Interview } from "./interview.ts";
import { refuseToWrite, rootOf, styleOf, tellProblems } from "./options.ts";
import { proofOf } from "./planProof.ts";

/** A computed change, before anything is written. */
export interface PreparedChange {
  /** Absent: there is nothing to change. */
  readonly draft?: Draft;
  readonly gone?: readonly string[];
  /** Told with the problems that are found when the change is made; none of them an error. */
  readonly warnings?: readonly Diagnostic[];
  /** Findings, reported whether or not anything is written. */
  readonly found?: readonly string[];
  /** What going on means, to which the person has to agree; absent: nobody has to. */
  readonly meaning?: readonly string[] | undefined;
  /** A file's text as the diff may show it; absent: as it is. */
  readonly mask?: ((path: string, text: string) => string) | undefined;
  /** The final report: what happened, or why nothing did, and what to do next. */
  readonly next: readonly string[];
  /** Whether Terraform is to plan the same after it, and is asked where that is possible. */
  readonly keepsPlans?: boolean;
  /** What to do with generated files that were changed by hand; absent: they are refused. */
  readonly handEdited?: HandEdited;
  /** Absent: nothing is left to say. */
  readonly exitCode?: 2 | undefined;
}

/** A command that changes sources, before it can be run. */
interface ChangeCommand extends Omit<Command, "run"> {
  /** Works out the change, from the project and what the command line and the person say. */
  readonly work: (
    project: Project,
    interview: Interview,
    io: Io,
  ) => Promise<Result<PreparedChange>>;
  /** Whether an error of the project is what the change does away with; absent: none is. */
  readonly mends?: (problem: Diagnostic, given: Arguments) => boolean;
}

export function changeCommand(command: ChangeCommand): Command {
  return {
    ...command,
    options: { ...command.options, "--dry-run": "print the diff, and write nothing" },
    run: (given, io) => runChange(command, given, io),
  };
}

/**
 * Runs a command that changes sources: loads the project, lets the command work out the change, makes it, and
 * prints the diff. Nothing is written if anything is wrong, if a question is not answered, or if the command finds
 * nothing to change.
 */
async function runChange(
  { work, mends }: ChangeCommand,
  given: Arguments,
  io: Io,
): Promise<ExitCode> {
  const root = rootOf(given, io);
  if ((await finishKilled(root, io)) === undefined) return 1;
  const project = await loadProject(root);
  if (hasErrors(project.problems.filter((problem) => !mends?.(problem, given)))) {
    return refuseToWrite(project.problems, io);
  }
  const interview = new Interview(given, askIn(io));
  const worked = await work(project, interview, io);
  if (!worked.ok) return refuseToWrite(hideIn(project, worked.problems), io, interview.typed);
  const { draft, found = [], next, mask = maskProject(project) } = worked.value;
  const warnings = hideIn(project, worked.value.warnings ?? []);
  const { handEdited, gone, keepsPlans, meaning, exitCode = 0 } = worked.value;
  const say = (...lines: readonly string[]): void => {
    io.stderr.write(lines.map((line) => `${line}\n`).join(""));
  };
  if (!draft) {
    tellProblems(warnings, "text", io);
    say(...found, ...next);
    return exitCode;
  }
  const changes = draft.changes();
  if (meaning && !(await interview.agreed(meaning.join("\n")))) {
    if (interview.problems.length > 0) return refuseToWrite(interview.problems, io);
    say("Nothing was written.");
    return 0;
  }
  const proof = keepsPlans
    ? await proofOf(project, changes, handEdited, given, io)
    : success<readonly string[]>([]);
  if (!proof.ok) return refuseToWrite(proof.problems, io);
  const dryRun = given.options["dry-run"] === true;
  const options = { dryRun, ...(handEdited ? { handEdited } : {}), ...(gone ? { gone } : {}) };
  const report = await makeChange(project, changes, options);
  if (hasErrors(report.problems)) {
    const status = refuseToWrite(hideIn(project, report.problems), io, interview.typed);
    say(...found);
    return status;
  }
  const style = styleOf(io.stdout, io);
  for (const { path, before, after } of report.sources) {
    io.stdout.write(fileDiff(path, before, after, style, mask));
  }
  for (const step of report.steps) io.stdout.write(stepDiff(step, style, mask));
  tellProblems(sortDiagnostics([...report.problems, ...warnings]), "text", io);
  say(...found, ...(dryRun ? [] : next), ...proof.value);
  if (dryRun) say("Nothing was written: this was a dry run.");
  return exitCode;
}

/**
 * Completes or undoes a killed run, and reports it.
 *
 * @returns whether there was any; `undefined` where that cannot be done, which is told too
 */
export async function finishKilled(root: string, io: Io): Promise<boolean | undefined> {
  const killed = await finishKilledRun(root);
  if (killed.ok) tellProblems(killed.value, "text", io);
  else refuseToWrite(killed.problems, io);
  return killed.ok ? killed.value.length > 0 : undefined;
}

/** A line of a spec may hold more than the problem is about. */
function hideIn(
  { files, schema }: Project,
  problems: readonly Diagnostic[],
): readonly Diagnostic[] {
  return hideSensitive(problems, schema, (file) => readText(files, file));
}

import { resolve } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { WrongAnswer } from "../diagnostics/messages/wrongAnswers.ts";
import { count } from "../diagnostics/phrases.ts";
import { writeReport } from "../files/writeReport.ts";
import { folderInRepository } from "../git/folderInRepository.ts";
import {
  type DiagnosticFormat,
  diagnosticFormats,
  formatDiagnostics,
} from "../report/problems/format.ts";
import { type Style, styleFor } from "../report/style.ts";
import type { Arguments, ExitCode, Io, Stream } from "./command.ts";

export const formatOption = {
  [`--format ${diagnosticFormats.join("|")}`]:
    "format of problems (default: text, on stderr); other formats go to stdout",
};

export const allOption = {
  "--all":
    "print all problems as text, instead of the first ten of each kind and the number of the others",
};

/** The format that was asked for; the first one where none was. */
export function formatOf<T extends string>(
  { options }: Arguments,
  formats: readonly [T, ...T[]],
): T {
  return formats.find((format) => format === options.format) ?? formats[0];
}

/** The day by which waivers are judged, `YYYY-MM-DD`, in UTC. */
export function currentDay(): string {
  return new Date().toISOString().slice(0, 10);
}

export function rootOf({ options }: Arguments, io: Io): string {
  return resolve(io.cwd, typeof options.root === "string" ? options.root : ".");
}

/** Colours where a person reads: NO_COLOR and FORCE_COLOR decide, else whether it is a terminal. */
export function styleOf(stream: Stream, { env }: Io): Style {
  if (env.NO_COLOR) return styleFor(false);
  if (env.FORCE_COLOR && env.FORCE_COLOR !== "0") return styleFor(true);
  return styleFor(stream.isTTY === true && env.TERM !== "dumb");
}

export function refuse(problems: readonly Diagnostic[], io: Io): ExitCode {
  tellProblems(problems, "text", io);
  return 1;
}

/** Ends a run that a signal stopped. */
export function interrupted(what: string, io: Io): ExitCode {
  io.stderr.write(`Interrupted: nothing was ${what}, and nothing is left behind.\n`);
  return 1;
}

/**
 * Ends a command that was to write.
 *
 * @param next what to do about it, where there is more to say than the problems do
 */
export function refuseToWrite(problems: readonly Diagnostic[], io: Io, next = ""): ExitCode {
  refuse(problems, io);
  io.stderr.write(`Nothing was written.\n${next}`);
  return 1;
}

/**
 * Reports problems: to people on stderr, to programs on stdout.
 *
 * @param given of a command that has `--all`; absent: all problems are reported
 */
export function tellProblems(
  problems: readonly Diagnostic[],
  format: DiagnosticFormat,
  io: Io,
  given: Arguments = { options: { all: true }, names: [] },
): void {
  if (format !== "text") {
    const prefix = folderInRepository(rootOf(given, io));
    io.stdout.write(formatDiagnostics(problems, format, { prefix }));
    return;
  }
  if (problems.length === 0) return;
  const options = { style: styleOf(io.stderr, io), all: given.options.all === true };
  io.stderr.write(formatDiagnostics(problems, "text", options));
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const warnings = problems.length - errors;
  const counts = [
    ...(errors > 0 ? [count(errors, "error")] : []),
    ...(warnings > 0 ? [count(warnings, "warning")] : []),
  ];
  io.stderr.write(`\n${counts.join(", ")}\n`);
}

/** Options that have no effect beside the others: an error, since ignoring them silently would mislead. */
export function strayOptions(
  { options }: Arguments,
  names: readonly string[],
  reason: WrongAnswer,
): readonly Diagnostic[] {
  const stray = names.filter((name) => options[name] !== undefined && options[name] !== false);
  return stray.map((name) => diagnostic("answer-wrong", { option: `--${name}`, reason }));
}

/** Writes what a command reports to the file that was asked for; false, and reported, where that cannot be. */
export function writeOut(file: string, text: string, io: Io): boolean {
  try {
    writeReport(io.cwd, file, text);
    return true;
  } catch (problem) {
    const reason = problem instanceof Error ? problem.message : String(problem);
    refuse([diagnostic("system-refuses", { what: "report", reason })], io);
    return false;
  }
}

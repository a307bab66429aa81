import { resolve } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { count, didYouMean } from "../diagnostics/phrases.ts";
import { folderInRepository } from "../git/folderInRepository.ts";
import {
  type DiagnosticFormat,
  diagnosticFormats,
  formatDiagnostics,
} from "../report/problems/format.ts";
import { type Style, styleFor } from "../report/style.ts";
import type { Arguments, ExitCode, Io, Stream } from "./command.ts";

/** How a command reports problems. */
export const formatOption = {
  [`--format ${diagnosticFormats.join("|")}`]:
    "format of problems (default: text, on stderr); other formats go to stdout",
};

/** Reports every problem, however often its kind repeats. */
export const allOption = {
  "--all":
    "print all problems as text, instead of the first ten of each kind and the number of the others",
};

/** The value of an option that has a fixed list of values; the first of the list where it is not given. */
export function choice<T extends string>(
  given: Arguments,
  name: string,
  choices: readonly [T, ...T[]],
  io: Io,
): T | undefined {
  const value = given.options[name] ?? choices[0];
  const chosen = choices.find((candidate) => candidate === value);
  if (chosen === undefined) {
    const problem = `expected ${choices.join(", ")}, got "${value}"`;
    refuseAnswer(`--${name}`, problem, io, didYouMean(nearest(String(value), choices)));
  }
  return chosen;
}

/** The day by which waivers are judged, `YYYY-MM-DD`, in UTC. */
export function currentDay(): string {
  return new Date().toISOString().slice(0, 10);
}

/** The repository's absolute path. */
export function rootOf({ options }: Arguments, io: Io): string {
  return resolve(io.cwd, typeof options.root === "string" ? options.root : ".");
}

/** Colours where a person reads: NO_COLOR and FORCE_COLOR decide, else whether it is a terminal. */
export function styleOf(stream: Stream, { env }: Io): Style {
  if (env.NO_COLOR) return styleFor(false);
  if (env.FORCE_COLOR && env.FORCE_COLOR !== "0") return styleFor(true);
  return styleFor(stream.isTTY === true && env.TERM !== "dumb");
}

/** Ends a command that cannot go on. */
export function refuse(problems: readonly Diagnostic[], io: Io): ExitCode {
  tellProblems(problems, "text", io);
  return 1;
}

/**
 * Ends a run whose command line says something that there is not.
 *
 * @param help the command line that shows what there is
 */
export function refuseCommandLine(
  problem: string,
  meant: string | undefined,
  help: string,
  io: Io,
): ExitCode {
  return refuse([diagnostic("command-line", { problem, meant, help })], io);
}

/** Ends a command that was told what it cannot take. */
export function refuseAnswer(option: string, problem: string, io: Io, advice?: string): ExitCode {
  return refuse([diagnostic("answer-wrong", { option, problem, advice })], io);
}

/** What is wrong with `--timeout SECONDS`. */
export function wrongTimeout(given: Arguments): readonly Diagnostic[] {
  const { timeout } = given.options;
  if (timeout === undefined || Number(timeout) > 0) return [];
  const problem = `"${timeout}" is no number of seconds`;
  return [diagnostic("answer-wrong", { option: "--timeout", problem })];
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

/** Options that have no effect together with the others: an error, since ignoring them silently would mislead. */
export function strayOptions(
  { options }: Arguments,
  names: readonly string[],
  problem: string,
): readonly Diagnostic[] {
  const stray = names.filter((name) => options[name] !== undefined);
  return stray.map((name) => diagnostic("answer-wrong", { option: `--${name}`, problem }));
}

import { compareText, type Diagnostic, describe } from "../diagnostics/diagnostic.ts";
import { decodeText, type Files } from "../model/files.ts";
import { type Layout, recordFile } from "../model/layout.ts";
import { readJson } from "../text/readJson.ts";

/** A fault that code had before it was taken over: told, and no reason to stop. */
interface KnownProblem {
  readonly code: string;
  readonly file?: string;
  readonly message: string;
}

/** The file that lists the faults which code had already when it was taken over. Lines are removed by hand. */
export function knownProblemsFile(layout: Layout): string {
  return recordFile(layout, "known-problems.json");
}

/**
 * The text of that file.
 *
 * @param before what it says already
 */
export function printKnownProblems(problems: readonly Diagnostic[], before = ""): string {
  const lines = [...readList(before), ...problems.map(identityOf)].map((one) =>
    JSON.stringify(one),
  );
  return `[\n${[...new Set(lines)].sort(compareText).join(",\n")}\n]\n`;
}

/** Makes warnings of the errors that are known. What is no list of them knows none. */
export function knownProblems(
  files: Pick<Files, "read">,
  layout: Layout,
): (problems: readonly Diagnostic[]) => readonly Diagnostic[] {
  const content = files.read(knownProblemsFile(layout));
  if (!content) return (problems) => problems;
  const known = new Set(readList(decodeText(content) ?? "").map((one) => keyOf(one)));
  return (problems) =>
    problems.map((problem) =>
      problem.severity === "error" && known.has(keyOf(identityOf(problem)))
        ? { ...problem, severity: "warning" }
        : problem,
    );
}

/** The list, once what some templates made is made by others: their faults stay known. */
export function withKnownFiles(text: string, moved: ReadonlyMap<string, string>): string {
  const lines = readList(text).map(({ code, file, message }) =>
    JSON.stringify({
      code,
      ...(file === undefined ? {} : { file: moved.get(file) ?? file }),
      message,
    }),
  );
  return `[\n${[...new Set(lines)].sort(compareText).join(",\n")}\n]\n`;
}

function identityOf(problem: Diagnostic): KnownProblem {
  const { code, location } = problem;
  const file = location ? { file: location.file } : {};
  return { code, ...file, message: describe(problem).message };
}

/** The same message about another file is another fault, and not a known one. */
function keyOf({ code, file, message }: KnownProblem): string {
  return JSON.stringify([code, file, message]);
}

function readList(text: string): readonly KnownProblem[] {
  const list = readJson(text);
  return Array.isArray(list) ? list.filter((one) => typeof one === "object" && one !== null) : [];
}

import { type Arguments, type Code, catalog } from "./catalog.ts";
import type { MessageText } from "./messages/entry.ts";

/** A place in one of the project's files. Lines and columns count from 1, columns in UTF-16 units. */
export interface Location {
  /** Relative to the project's root, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Exclusive, on the same line. Absent: one character. */
  readonly endColumn?: number;
  /** The text of that line, so that a report can show it without reading the file again. */
  readonly excerpt?: string;
}

/** A second place that explains the first, such as the declaration that a value does not fit. */
export interface RelatedLocation {
  readonly location: Location;
  readonly note: string;
}

/** With an error nothing is written; a warning is only told. */
export type Severity = "error" | "warning";

/** One problem, as data: `code`, its `args` and `location`. {@link describe} makes the words from the catalog. */
export type Diagnostic = {
  readonly [C in Code]: {
    readonly code: C;
    readonly args: Arguments<C>;
    readonly severity: Severity;
    readonly location?: Location;
    readonly related?: readonly RelatedLocation[];
  };
}[Code];

/** Makes a diagnostic; its severity is the catalog's. */
export function diagnostic<C extends Code>(
  code: C,
  args: Arguments<C>,
  location?: Location,
  related?: readonly RelatedLocation[],
): Diagnostic {
  const made = {
    code,
    args,
    severity: catalog[code].severity,
    ...(location ? { location } : {}),
    ...(related && related.length > 0 ? { related } : {}),
  };
  // A union indexed by a type parameter is beyond the checker; the parameters above are what makes it true.
  return made as unknown as Diagnostic;
}

/** What a diagnostic says: one sentence of what is wrong, and what to do about it unless that is clear. */
export function describe(problem: Diagnostic): { message: string; advice?: string } {
  // Called as a union of functions, it would make the checker intersect the arguments of all codes.
  const textOf = catalog[problem.code].words as (args: never) => MessageText;
  const words = textOf(problem.args as never);
  if (typeof words === "string") return { message: words };
  const { message, advice } = words;
  return advice === undefined ? { message } : { message, advice };
}

/** Problems as the reason that another message gives. */
export function reasonOf(problems: readonly Diagnostic[]): string {
  return problems.map((problem) => describe(problem).message).join("; ");
}

/** Whether any of the problems is an error, so that nothing may be written. */
export function hasErrors(problems: readonly Diagnostic[]): boolean {
  return problems.some((problem) => problem.severity === "error");
}

/** In reading order (file, line, column, code), exact duplicates dropped: never in the order in which work finished. */
export function sortDiagnostics(problems: readonly Diagnostic[]): Diagnostic[] {
  const keyed = problems.map((problem) => ({ problem, identity: JSON.stringify(problem) }));
  const unique = [...new Map(keyed.map((entry) => [entry.identity, entry])).values()];
  return unique
    .sort(
      (a, b) =>
        compareText(a.problem.location?.file ?? "", b.problem.location?.file ?? "") ||
        (a.problem.location?.line ?? 0) - (b.problem.location?.line ?? 0) ||
        (a.problem.location?.column ?? 0) - (b.problem.location?.column ?? 0) ||
        compareText(a.problem.code, b.problem.code) ||
        compareText(a.identity, b.identity),
    )
    .map((entry) => entry.problem);
}

/** By code unit, as every sorted thing here: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

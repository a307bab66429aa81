import type { Diagnostic } from "../diagnostics/diagnostic.ts";

/** What a step gives: its value, or all that keeps it from one. */
export type Result<T, Problem = Diagnostic> = Success<T> | Failure<Problem>;

/** A step that came to a value. */
export interface Success<T> {
  readonly ok: true;
  readonly value: T;
}

/** A step that did not. At least one problem. */
export interface Failure<Problem = Diagnostic> {
  readonly ok: false;
  readonly problems: readonly Problem[];
}

/** A step's value. */
export function success<T>(value: T): Success<T> {
  return { ok: true, value };
}

/** What keeps a step from a value. */
export function failure<Problem>(...problems: readonly Problem[]): Failure<Problem> {
  return { ok: false, problems };
}

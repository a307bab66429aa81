import type { Diagnostic } from "../diagnostics/diagnostic.ts";

/** The result of a step: its value, or the problems that prevent it, as data. */
export type Result<T, Problem extends object = Diagnostic> = Success<T> | Failure<Problem>;

/** A step that succeeded. */
export interface Success<T> {
  readonly ok: true;
  readonly value: T;
}

/** A step that failed, with at least one problem. */
export interface Failure<Problem extends object = Diagnostic> {
  readonly ok: false;
  readonly problems: readonly Problem[];
}

/** A step's value. */
export function success<T>(value: T): Success<T> {
  return { ok: true, value };
}

/** A failed step. */
export function failure<Problem extends object>(...problems: readonly Problem[]): Failure<Problem> {
  return { ok: false, problems };
}

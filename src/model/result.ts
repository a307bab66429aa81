import type { Diagnostic } from "../diagnostics/diagnostic.ts";

/** What a step gives: its value, or all that keeps it from one. That is data: a bare text could not be told from others. */
export type Result<T, Problem extends object = Diagnostic> = Success<T> | Failure<Problem>;

/** A step that came to a value. */
export interface Success<T> {
  readonly ok: true;
  readonly value: T;
}

/** A step that did not. At least one problem. */
export interface Failure<Problem extends object = Diagnostic> {
  readonly ok: false;
  readonly problems: readonly Problem[];
}

/** A step's value. */
export function success<T>(value: T): Success<T> {
  return { ok: true, value };
}

/** What keeps a step from a value. */
export function failure<Problem extends object>(...problems: readonly Problem[]): Failure<Problem> {
  return { ok: false, problems };
}

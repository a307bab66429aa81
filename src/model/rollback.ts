import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Draft } from "./draft.ts";
import type { Named, Subject } from "./subject.ts";
import type { Value } from "./value.ts";

/** The value that a variable or setting should get in an environment. */
export interface Wanted {
  readonly subject: Subject;
  /** The value in the specs; absent: none. */
  readonly given: Value | undefined;
  /** The same with defaults. */
  readonly held: Value | undefined;
}

/** How an environment differs from an earlier revision. */
export interface Differences {
  /** What is restored. */
  readonly changed: readonly Wanted[];
  /** What was declared later, and has no earlier value. */
  readonly declaredSince: readonly Named[];
  /** What differs and is kept on request. */
  readonly kept: readonly Named[];
  /** Warnings: values that today's schema does not declare any more. */
  readonly leftOut: readonly Diagnostic[];
  /** Errors: values that do not fit today's types. */
  readonly unfit: readonly Diagnostic[];
}

/** The content of a rollback's waivers. */
export interface WaiverWords {
  readonly reason: string;
  /** The last day, `YYYY-MM-DD`. */
  readonly until: string;
  readonly hold: boolean;
}

/** A rollback, in memory. */
export interface RolledBack {
  readonly draft: Draft;
  /** What now differs from other environments, and is accepted until a day. */
  readonly waived: readonly Named[];
  /** Of these, what may differ anyway: it is held. */
  readonly declared: readonly Named[];
  /** Undeclared differences that remain: other environments differ among themselves. */
  readonly undeclared: readonly Named[];
}

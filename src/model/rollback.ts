import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Draft } from "./draft.ts";
import type { Named, Subject } from "./subject.ts";
import type { Value } from "./value.ts";

/** What a variable or a setting is to be in an environment. */
export interface Wanted {
  readonly subject: Subject;
  /** What specs say where it comes from; absent: nothing. */
  readonly given: Value | undefined;
  /** What that means, defaults filled in. */
  readonly held: Value | undefined;
}

/** How an environment differs from what it was. */
export interface Differences {
  /** What is to be as it was. */
  readonly changed: readonly Wanted[];
  /** What the schema has declared since: there is nothing to go back to. */
  readonly declaredSince: readonly Named[];
  /** What differs and was asked to stay. */
  readonly kept: readonly Named[];
  /** Warnings: values that today's schema does not declare any more. */
  readonly leftOut: readonly Diagnostic[];
  /** Errors: values that do not fit today's types. */
  readonly unfit: readonly Diagnostic[];
}

/** What waivers of a rollback say. */
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
  /** Of these, what may differ anyway, and is held. */
  readonly declared: readonly Named[];
  /** What differs without permission all the same: other environments differ among themselves. */
  readonly undeclared: readonly Named[];
}

import type { AffectedEnvironment, Since } from "./affected.ts";
import type { Change } from "./drift.ts";
import type { Place } from "./subject.ts";

/** What a change of a project does, for its reviewers. It contains no sensitive value. */
export interface Review {
  /** The project's folder below the repository's root, with `/` at its end; empty for the root itself. */
  readonly folder: string;
  /** The commit that lines are of; absent where there is none. */
  readonly commit?: string;
  /** What it is compared with; absent where that is not known. */
  readonly since?: Since;
  readonly verdicts: readonly ReviewVerdict[];
  readonly affected: readonly AffectedEnvironment[];
  /** Environments that are gone. */
  readonly removed: readonly string[];
  readonly stacks: readonly StackReview[];
  readonly files: readonly RenderedDiff[];
  readonly plans: readonly PlanGroup[];
  /** Affected environments without a plan. */
  readonly unplanned: readonly string[];
}

/** One checked condition, as a sentence. */
export interface ReviewVerdict {
  readonly ok: boolean;
  readonly text: string;
  readonly place?: Place;
}

/** What changed of a stack's variables and settings. */
export interface StackReview {
  readonly name: string;
  readonly environments: readonly string[];
  readonly added: readonly string[];
  readonly rows: readonly ReviewRow[];
}

/** A variable or setting, and what each environment holds of it. */
export interface ReviewRow {
  readonly change: Change;
  readonly place?: Place;
  /** In the order of the stack's environments. */
  readonly cells: readonly ReviewCell[];
}

/** A value before and after, on one line each; absent: there was, or is, none. */
export interface ReviewCell {
  readonly environment: string;
  readonly before?: string;
  readonly after?: string;
  readonly isChanged: boolean;
  readonly place?: Place;
}

/** Changes of rendered files; equal changes but for the environments' names are reported once. */
export interface RenderedDiff {
  readonly paths: readonly string[];
  /** Of the first one, sensitive values masked. */
  readonly diff: string;
}

/** Terraform's plan of environments that have the same. */
export interface PlanGroup {
  readonly environments: readonly string[];
  /** `Plan: 1 to add, 0 to change, 0 to destroy.` */
  readonly summary: string;
  /** Of the first one. */
  readonly text: string;
}

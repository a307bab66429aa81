import type { Code } from "../diagnostics/catalog.ts";
import type { Named, Place } from "./subject.ts";
import type { Path, Value } from "./value.ts";

/** What permits a difference: nothing (fails), a waiver that has run out (fails), a dated waiver, the schema. */
export type DriftClass = "undeclared" | "expired" | "accepted" | "declared";

/** The classes, worst first. */
export const driftClasses: readonly DriftClass[] = [
  "undeclared",
  "expired",
  "accepted",
  "declared",
];

/** The classes that make a comparison fail. */
export const failingClasses: readonly DriftClass[] = ["undeclared", "expired"];

/** The code of a problem that makes a comparison fail: the hold of a whole environment has ended. */
export const holdEnded: Code = "hold-ended";

/** Another one: an environment still exists after its last day. */
export const environmentOver: Code = "environment-over";

/**
 * The drift of a project: the data of every output format. Sensitive values are not
 * in it. Its JSON is described by docs/drift-report.schema.json.
 */
export interface DriftReport {
  readonly version: 1;
  /** Today, for the end of waivers: `YYYY-MM-DD`. */
  readonly today: string;
  /** `error` takes precedence over `drift`: what could not be read may drift too. */
  readonly verdict: "agreed" | "drift" | "error";
  /** Stacks in the schema's order, those without an environment too. */
  readonly stacks: readonly StackDrift[];
  /** Environments that could not be compared: `problems` says why. */
  readonly broken: readonly BrokenEnvironment[];
  readonly problems: readonly Problem[];
  /** What changed since a revision, if requested. */
  readonly since?: Since;
}

/** An environment that has errors, or extends a file that has. */
export interface BrokenEnvironment {
  readonly name: string;
  readonly file: string;
  /** Absent where it is not known. */
  readonly stack?: string;
}

/** A problem of schema, specs or templates, as text. */
export interface Problem {
  readonly severity: "error" | "warning";
  readonly code: Code;
  readonly message: string;
  readonly advice?: string;
  readonly place?: Place;
}

/** How the environments of one stack compare. */
export interface StackDrift {
  readonly name: string;
  /** Those compared, in promotion order and then by name. */
  readonly environments: readonly string[];
  /** The environment that rendered files are compared with; absent where there is none to compare. */
  readonly base?: string;
  readonly counts: DriftCounts;
  /** Worst class first, then those in which the fewest environments stand out, then in the schema's order. */
  readonly differences: readonly Difference[];
  /** Waivers and permissions that no difference needs. */
  readonly unneeded: readonly Unneeded[];
  readonly identical: readonly Identical[];
  /** Secrets are declared per stack and their values are nowhere: every environment has the same. */
  readonly secrets: readonly string[];
  /** Absent where the templates could not be run. */
  readonly files?: RenderedFiles;
}

/** How many names there are of each kind. */
export type DriftCounts = Readonly<Record<DriftClass | "unneeded" | "identical", number>>;

/** A variable or setting that is not the same in all environments. */
export interface Difference extends Named {
  readonly class: DriftClass;
  readonly description?: string | undefined;
  /** Why the schema lets it differ. */
  readonly reason?: string | undefined;
  readonly sensitive: boolean;
  /** Where the schema declares it. */
  readonly place?: Place | undefined;
  /** All that environments say of it under `accepted_drift`. */
  readonly waivers: readonly WaiverState[];
  /** Where in the value the environments differ. The path is empty where the whole value does. */
  readonly parts: readonly Part[];
}

/** A waiver as it stands today. */
export interface WaiverState {
  readonly environment: string;
  readonly reason: string;
  /** The last day it holds. */
  readonly until: string;
  /** 0 on the last day, negative once it has run out. */
  readonly daysLeft: number;
  /** Whether `converge` and the workflows leave the value alone. */
  readonly hold: boolean;
  readonly place: Place;
}

/** One place in a value at which environments differ. */
export interface Part {
  readonly path: Path;
  /** The lists hold the same elements in another order. */
  readonly order?: true;
  /** The values there are, each with who holds it: rarest first, so that outliers lead. */
  readonly holdings: readonly Holding[];
}

/** A value and the environments that hold it. */
export interface Holding {
  readonly shown: Shown;
  readonly holders: readonly Holder[];
}

/** A value, none at all, or a sensitive one: equal numbers (from 1), equal values. */
export type Shown =
  | { readonly value: Value }
  | { readonly absent: true }
  | { readonly sensitive: number };

/** An environment that holds a value. */
export interface Holder {
  readonly environment: string;
  /** Whether a spec says the value, the schema's default does, or nothing. */
  readonly origin: Origin;
  /** Where the value was written; for an absent one, where it would stand. */
  readonly place?: Place | undefined;
}

/** Who says a value: a spec, the default of the schema, or nobody. */
export type Origin = "spec" | "default" | "absent";

/** A permission to differ that no difference needs. */
export interface Unneeded extends Named {
  /** What can go: a waiver in a spec, or the `drift` of the schema. */
  readonly what: "waiver" | "permission";
  readonly reason: string;
  /** Why it is not needed: nothing differs, or (a waiver) the schema permits it. */
  readonly because: "identical" | "permitted";
  /** Those that have the waiver; several where they inherit it. Empty for a permission. */
  readonly environments: readonly string[];
  readonly until?: string;
  readonly place?: Place | undefined;
}

/** A variable or setting that is the same in all environments. */
export interface Identical extends Named {
  readonly shown: Shown;
  /** Where the first environment's value was written. */
  readonly place?: Place | undefined;
}

/**
 * How the files of each environment compare with those of the base. Lines that differ in the environment's own
 * name alone count as equal, but for those of a `.tfvars`.
 */
export interface RenderedFiles {
  /** How many files of an environment are the same in all. */
  readonly identical: number;
  /** Files that hold the environment's own name, and are the same but for that. */
  readonly ownName: readonly string[];
  readonly different: readonly FileDrift[];
  /** Files that only some environments have, since templates/ gives a condition: different or not. */
  readonly conditional: readonly ConditionalFile[];
}

/** A file that is made where a condition holds. */
export interface ConditionalFile {
  /** Below the environment's folder. */
  readonly path: string;
  /** What templates/ says, `cdn and tier=large`: of several templates that make it, each. */
  readonly when: readonly string[];
  /** Those that have it. */
  readonly environments: readonly string[];
}

/** A rendered file that is not the same in all environments. */
export interface FileDrift {
  /** Below the environment's folder. */
  readonly path: string;
  /** Equal differences together, rarest first. */
  readonly groups: readonly FileDiff[];
  /** Environments whose differences are left out, since there are too many kinds of them. */
  readonly omitted: number;
}

/** What distinguishes some environments' file from the base's. */
export interface FileDiff {
  /** The diff is that of the first one. */
  readonly environments: readonly string[];
  /** A unified diff from the base's file, sensitive values masked. */
  readonly diff: string;
}

/** What a range of commits did to drift. */
export interface Since {
  /** As it was asked for. */
  readonly revision: string;
  readonly commit: string;
  readonly stacks: readonly StackChanges[];
  /** What was wrong with the project at the revision; broken environments are not compared. */
  readonly problems: readonly Problem[];
}

/** What changed in one stack. */
export interface StackChanges {
  readonly name: string;
  readonly environmentsAdded: readonly string[];
  readonly environmentsRemoved: readonly string[];
  readonly changes: readonly Change[];
}

/** A variable or setting that changed, or whose class did. */
export interface Change extends Named {
  /** Its name at the revision, where all its values moved to another name. */
  readonly renamedFrom?: string | undefined;
  readonly effect: "introduced" | "resolved" | "reclassified" | "kept";
  readonly before: ChangeState;
  readonly after: ChangeState;
  /** Environments whose value changed, of those that were there before and after. */
  readonly touched: readonly string[];
  readonly untouched: readonly string[];
}

/** A class; `identical`; or `missing` where the schema did not have it, or has it no more. */
export type ChangeState = DriftClass | "identical" | "missing";

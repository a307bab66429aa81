import type { DriftClass, DriftCounts, DriftReport, FileDiff, Problem } from "../../model/drift.ts";
import type { Named } from "../../model/subject.ts";

/** How much of a report a format has room for. */
export interface Limits {
  /** Names of environments in a heading, and how wide it may be with them. */
  readonly environments: number;
  readonly width: number;
  /** Names of environments beside a value. */
  readonly holders: number;
  /** Differences of a class, and rows that they take together. */
  readonly differences: number;
  readonly rows: number;
  /** Places in one value, values at one place, and values that are folded besides. */
  readonly parts: number;
  readonly values: number;
  readonly folded: number;
  /** Whether values of what may differ are only counted, where they are more than `values`. */
  readonly countsDeclared: boolean;
  readonly waivers: number;
  readonly unneeded: number;
  readonly identical: number;
  /** Changes of one kind since a revision. */
  readonly changes: number;
  /** Kinds of diffs of one file, and lines of all diffs of a stack. */
  readonly diffs: number;
  readonly diffLines: number;
  /** How to see what is left out, at the end of a sentence that counts it. */
  readonly hint: string;
}

/** Room for all there is. */
export const unlimited: Limits = {
  environments: Number.POSITIVE_INFINITY,
  width: Number.POSITIVE_INFINITY,
  holders: Number.POSITIVE_INFINITY,
  differences: Number.POSITIVE_INFINITY,
  rows: Number.POSITIVE_INFINITY,
  parts: Number.POSITIVE_INFINITY,
  values: Number.POSITIVE_INFINITY,
  folded: Number.POSITIVE_INFINITY,
  countsDeclared: false,
  waivers: Number.POSITIVE_INFINITY,
  unneeded: Number.POSITIVE_INFINITY,
  identical: Number.POSITIVE_INFINITY,
  changes: Number.POSITIVE_INFINITY,
  diffs: Number.POSITIVE_INFINITY,
  diffLines: Number.POSITIVE_INFINITY,
  hint: "--format json has them",
};

/** What of a list is shown, and a sentence on what is left out. */
export interface Shown<T> {
  readonly shown: readonly T[];
  readonly more?: string;
}

/** What a report shows, in what order and in which words: formats only paint it. */
export interface Contents {
  /** The day by which waivers were judged. */
  readonly today: string;
  readonly verdict: DriftReport["verdict"];
  readonly conclusion: string;
  readonly since?: SinceContents;
  readonly problems: readonly Problem[];
  /** Names of environments that were not compared; "" where all were. */
  readonly notCompared: string;
  readonly stacks: readonly StackContents[];
}

/** What changed since a revision. */
export interface SinceContents {
  readonly title: string;
  /** In the order in which a reviewer asks for them; environments that came or went have no changes below their heading. */
  readonly groups: readonly {
    readonly heading: string;
    readonly changes: Shown<{ readonly name: string; readonly text: string }>;
  }[];
  readonly remarks: readonly string[];
}

/** A stack's section. */
export interface StackContents {
  readonly name: string;
  readonly environments: readonly string[];
  readonly who: string;
  readonly counts: DriftCounts;
  readonly countsText: string;
  /** Worst class first. */
  readonly classes: readonly ClassContents[];
  readonly unneeded: ClassHeading & { readonly entries: Shown<UnneededRow> };
  readonly identical: readonly ValueOfAll[];
  readonly files?: FileContents;
}

/** A class, what it means and what to do about it. */
export interface ClassHeading {
  readonly class: DriftClass | "unneeded";
  readonly meaning: string;
  readonly advice?: string;
}

/** The differences of one class. */
export interface ClassContents extends ClassHeading {
  readonly fails: boolean;
  readonly count: number;
  readonly entries: Shown<DifferenceRow>;
}

/** What there is to say of a name. */
export interface Row extends Named {
  /** Where it is written; "" where that is not known. */
  readonly place: string;
}

/** A difference: why it may be, and its values at each place in the value. */
export interface DifferenceRow extends Row {
  readonly class: DriftClass;
  readonly reason?: string;
  readonly description?: string;
  readonly waivers: Shown<string>;
  readonly parts: Shown<PartRows>;
  /** Environments that stand out. */
  readonly outliers: readonly string[];
}

/** The values at one place in a value. */
export interface PartRows {
  /** The name and the place in its value. */
  readonly title: string;
  readonly isWhole: boolean;
  readonly notes: readonly string[];
  /** The rarest ones. */
  readonly values: readonly ValueRow[];
  /** Those between the rarest ones and the usual one, as far as there is room, and how many they are. */
  readonly between: Shown<ValueRow> & { readonly count: number };
  /** The usual one, where some before it are not among `values`. */
  readonly usual: readonly ValueRow[];
}

/** A value and who holds it. */
export interface ValueRow {
  readonly who: string;
  readonly environments: readonly string[];
  readonly isUsual: boolean;
  readonly value: string;
  readonly place: string;
}

/** A permission that nothing needs. */
export interface UnneededRow extends Row {
  readonly text: string;
  readonly environments: readonly string[];
}

/** A value that all environments have. */
export interface ValueOfAll extends Row {
  readonly value: string;
}

/** How rendered files differ from the base's. */
export interface FileContents {
  readonly base: string;
  readonly text: string;
  readonly diffs: readonly (FileDiff & { readonly path: string })[];
  /** A sentence on the diffs that are left out. */
  readonly more?: string;
}

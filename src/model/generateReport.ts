import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ChangedSource } from "./draft.ts";
import type { FileReads } from "./files.ts";
import type { ManifestStep, Step } from "./step.ts";

/** By path, what to do with a file that was changed by hand. */
export type HandEdited = ReadonlyMap<string, "keep" | "replace">;

/** What `generate` did, or why it did not. */
export interface GenerateReport {
  /** What was found at each path below generated/, sorted by path; empty where there is an error. */
  readonly steps: readonly Step[];
  /** Whether anything was written. Never with an error among the problems. */
  readonly written: boolean;
  readonly problems: readonly Diagnostic[];
  /** Absent where nothing was rendered. */
  readonly facts?: RunFacts | undefined;
}

/** What the run record has besides the steps. */
export interface RunFacts {
  readonly manifests: readonly ManifestStep[];
  /** What was read besides sources and generated files: handwritten code. */
  readonly seen: FileReads;
  /** Absent where an environment cannot be rendered without the others. */
  readonly parts?: MadeParts | undefined;
}

/** What one environment is rendered from, and what others read of it: enough to render it without the others. */
export interface MadePart {
  readonly name: string;
  readonly directory: string;
  readonly stack: string;
  /** Its spec and those that it extends. */
  readonly specs: readonly string[];
  /** SHA-256 of what other environments' templates read of it, and of its code if code reads states. */
  readonly seen: string;
  /** SHA-256 of each value that must be unique, and of the place of its state. */
  readonly own: readonly string[];
}

/** All environments in order, and what one reads of others. */
export interface MadeParts {
  /** What templates read of other environments: `settings.x`, `values.x`. */
  readonly looked: readonly string[];
  /** Whether code reads outputs from states: these are checked against the code of other environments. */
  readonly readsStates: boolean;
  readonly environments: readonly MadePart[];
}

/** What `check` found. */
export interface CheckReport {
  readonly steps: readonly Step[];
  /** Whether generated/ and its manifests are current. */
  readonly current: boolean;
  /** Manifests, below generated/, that are not current although every file is. */
  readonly manifests: readonly string[];
  readonly problems: readonly Diagnostic[];
}

/** The result of a change of sources, written or not. */
export interface ChangeReport {
  /** Schema, specs and templates; empty where there is an error. */
  readonly sources: readonly ChangedSource[];
  /** The changes of generated/. */
  readonly steps: readonly Step[];
  /** Never with an error among the problems. */
  readonly written: boolean;
  readonly problems: readonly Diagnostic[];
}

import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ChangedSource } from "./draft.ts";
import type { FileReads } from "./files.ts";
import type { ManifestStep, Step } from "./step.ts";

/** By path, what becomes of a file that was changed by hand. */
export type HandEdited = ReadonlyMap<string, "keep" | "replace">;

/** What `generate` did, or what keeps it from doing it. */
export interface GenerateReport {
  /** What was found at each path below generated/, sorted by path; empty where there is an error. */
  readonly steps: readonly Step[];
  /** Whether anything was written. Never with an error among the problems. */
  readonly written: boolean;
  readonly problems: readonly Diagnostic[];
  /** Absent where nothing was rendered. */
  readonly facts?: RunFacts | undefined;
}

/** What the next run needs to know of a run, besides its steps. */
export interface RunFacts {
  readonly manifests: readonly ManifestStep[];
  /** What was read besides sources and what is made of them: code by hand. */
  readonly seen: FileReads;
  /** Absent where an environment cannot be made without the others. */
  readonly parts?: MadeParts | undefined;
}

/** What one environment's files are made of, and what of it others see: enough to make it anew without the others. */
export interface MadePart {
  readonly name: string;
  readonly directory: string;
  readonly stack: string;
  /** Its spec and those that it extends. */
  readonly specs: readonly string[];
  /** SHA-256 over what templates read of it that are not its own, and its code where code reads states. */
  readonly seen: string;
  /** SHA-256 of each thing that no other environment may have too: unique values, its state's place. */
  readonly own: readonly string[];
}

/** All environments in their order, and what of one others look at. */
export interface MadeParts {
  /** What templates look at: `settings.x`, `values.x`. */
  readonly looked: readonly string[];
  /** Whether code reads outputs from states: whether they are there, and of which type, the code of others says. */
  readonly readsStates: boolean;
  readonly environments: readonly MadePart[];
}

/** What `check` found. */
export interface CheckReport {
  readonly steps: readonly Step[];
  /** Whether generated/, the manifests too, is what `generate` would make of it. */
  readonly current: boolean;
  /** Manifests, below generated/, that are not as they should be though every file is. */
  readonly manifests: readonly string[];
  readonly problems: readonly Diagnostic[];
}

/** What a change of sources did, or would do. */
export interface ChangeReport {
  /** Schema, specs and templates; empty where there is an error. */
  readonly sources: readonly ChangedSource[];
  /** What becomes of generated/. */
  readonly steps: readonly Step[];
  /** Never with an error among the problems. */
  readonly written: boolean;
  readonly problems: readonly Diagnostic[];
}

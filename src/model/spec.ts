import type { Location } from "../diagnostics/diagnostic.ts";
import type { Path, Value, ValueMap } from "./value.ts";

/** One file under envs/. Its sections are checked, its values are not yet. */
export interface Spec extends ParsedFile {
  /** The environment's name, or `undefined` for a file that others extend (`_name.yaml`), and for one with entries. */
  readonly environment: string | undefined;
  /** Its path in the file: an entry of `each` at `["each", KEY]`, everything else at the file's root. */
  readonly within: readonly string[];
  readonly extends: readonly Extended[];
  /** Whether it is not YAML, so that nothing is known of what it says. */
  readonly broken: boolean;
  readonly sections: SpecSections;
  /**
   * The sections that could not be read completely: under a misspelt name, or in a file
   * that `extends` names and that does not exist. A missing value there is not reported.
   */
  readonly unread: ReadonlySet<Section>;
}

/** A file that `extends` names. */
export interface Extended {
  /** Relative to the project's root. */
  readonly target: string;
  /** Where the spec names it. */
  readonly path: Path;
}

/** The sections of a spec, as a file names them. */
export const sectionNames = [
  "stack",
  "extends",
  "settings",
  "variables",
  "accepted_drift",
  "hold",
  "until",
  "each",
  "name",
] as const;
export type Section = (typeof sectionNames)[number];

/** The sections of a spec besides `extends`. Invalid ones are absent, and reported as problems. */
export interface SpecSections {
  readonly stack?: string;
  readonly settings?: ValueMap;
  readonly variables?: ValueMap;
  readonly accepted_drift?: readonly Value[];
  readonly hold?: ValueMap;
  /** The last day that the environment should exist, `YYYY-MM-DD`. */
  readonly until?: string;
}

/** The data of a YAML file, with positions. */
export interface ParsedFile {
  readonly file: string;
  /** What it was parsed from. */
  readonly text: string;
  readonly value: Value;
  /** Where the value at a path was written: `value` itself, or its `key`. The nearest place above it if it is absent. */
  readonly locate: (path: Path, what: "key" | "value") => Location;
  /** Whether the file itself says something at the path. */
  readonly has: (path: Path) => boolean;
}

/** All specs, each by its file; an entry of `each` by {@link specKey}. */
export type Specs = ReadonlyMap<string, Spec>;

/** The key of a spec among all specs. */
export function specKey({ file, within }: Pick<Spec, "file" | "within">): string {
  return within.length === 0 ? file : `${file}#${within.join(".")}`;
}

/** The spec that an environment is made of. */
export function specOf(specs: Specs, environment: Pick<Spec, "file" | "within">): Spec | undefined {
  return specs.get(specKey(environment));
}

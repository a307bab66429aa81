import type { Location } from "../diagnostics/diagnostic.ts";
import type { Path, Value, ValueMap } from "./value.ts";

/** One file under envs/, its outline checked; what it says of variables is not looked at yet. */
export interface Spec extends ParsedFile {
  /** The environment's name, or `undefined` for a file that others extend (`_name.yaml`), and for one with entries. */
  readonly environment: string | undefined;
  /** Where in the file it stands: an entry of `each` at `["each", KEY]`, everything else at the file's root. */
  readonly within: readonly string[];
  readonly extends: readonly Extended[];
  /** Whether it is not YAML, so that nothing is known of what it says. */
  readonly broken: boolean;
  readonly sections: SpecSections;
  /**
   * The sections that the file means to say more of than could be read: under a misspelt name, or in a file
   * that `extends` names and that is not there. That a value is missing from them is not known.
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

/** What a spec may say besides `extends`. What it says wrongly is absent here, and a problem. */
export interface SpecSections {
  readonly stack?: string;
  readonly settings?: ValueMap;
  readonly variables?: ValueMap;
  readonly accepted_drift?: readonly Value[];
  readonly hold?: ValueMap;
  /** The last day that the environment is meant to be there, `YYYY-MM-DD`. */
  readonly until?: string;
}

/** A YAML file as data that remembers where it was written. */
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

/** What a spec is known by among all specs. */
export function specKey({ file, within }: Pick<Spec, "file" | "within">): string {
  return within.length === 0 ? file : `${file}#${within.join(".")}`;
}

/** The spec that an environment is made of. */
export function specOf(specs: Specs, environment: Pick<Spec, "file" | "within">): Spec | undefined {
  return specs.get(specKey(environment));
}

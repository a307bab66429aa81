import { posix } from "node:path";
import type { Location } from "../diagnostics/diagnostic.ts";
import type { ProjectStack } from "./schema.ts";
import type { Path, ValueMap } from "./value.ts";

/** An environment: its own and its inherited values, checked. */
export interface Environment {
  readonly name: string;
  /** Its spec, relative to the project's root. */
  readonly file: string;
  /** Where in that file: `["each", KEY]` for an entry of `each`, else its root. */
  readonly within: readonly string[];
  /** The key of the entry of `each` that it was made of. */
  readonly each?: string;
  /** The last day that it should exist; absent: it is permanent. */
  readonly until?: { readonly day: string; readonly location: Location };
  readonly stack: ProjectStack;
  /** The folder that it is applied from, below the project's root: its own, or a root module that it shares with others. */
  readonly directory: string;
  /** If it shares that folder: its file of values, for `-var-file`. */
  readonly valuesFile?: string;
  /** Parsed settings, with defaults. */
  readonly settings: ValueMap;
  /** Settings as the specs have them. */
  readonly givenSettings: ValueMap;
  /** Variables as the specs have them: the definitions in `terraform.tfvars`. */
  readonly given: ValueMap;
  /** The value of every variable, with defaults. */
  readonly values: ValueMap;
  /** Computed values, as `variables.name` or `settings.name`, and the values that each is computed from. */
  readonly computed: ReadonlyMap<string, readonly string[]>;
  readonly acceptedDrift: readonly Waiver[];
  /** Absent: it may be changed. */
  readonly hold?: EnvironmentHold;
  /** Where the value at a path of the spec was written, in whichever file it was inherited from. */
  readonly locate: (path: Path, what: "key" | "value") => Location;
}

/** An entry of `accepted_drift`: this environment may differ in one name until a day. */
export interface Waiver {
  readonly kind: "variable" | "setting";
  readonly name: string;
  readonly reason: string;
  /** The last day it holds, `YYYY-MM-DD`. */
  readonly until: string;
  /** Keeps `converge` and the workflows from undoing it. */
  readonly hold: boolean;
  readonly location: Location;
}

/** Keeps others from changing an environment at all, until a day. */
export interface EnvironmentHold {
  readonly reason: string;
  /** The last day it holds, `YYYY-MM-DD`. */
  readonly until: string;
  /** Who holds it. */
  readonly by?: string;
  readonly location: Location;
}

/** A hold in an applied state, of one value or of the whole environment, whose name it then has. */
export interface Held {
  readonly kind: "environment" | Waiver["kind"];
  readonly name: string;
  readonly reason: string;
  readonly until: string;
  /** Who holds it, if given. */
  readonly by?: string;
}

/** The name of the template of an environment that is a file of values, whatever that file is called. */
export const valuesName = "terraform.tfvars";

/** The part of an environment that its own files' paths depend on. */
export type EnvironmentPlace = Pick<Environment, "directory" | "valuesFile">;

/** A file of an environment, by its path below its folder. */
export function fileOf({ directory, valuesFile }: EnvironmentPlace, own: string): string {
  return valuesFile ?? (directory === "" ? own : `${directory}/${own}`);
}

/** The path of an environment's file below its folder: the inverse of {@link fileOf}. */
export function ownPathOf({ directory, valuesFile }: EnvironmentPlace, path: string): string {
  if (valuesFile !== undefined) return valuesName;
  return directory === "" ? path : path.slice(directory.length + 1);
}

/** The unique place of an environment: its folder, or its file of values. */
export function placeOf({ directory, valuesFile }: EnvironmentPlace): string {
  return valuesFile ?? directory;
}

/** Whether a file is one of an environment's own. */
export function isOwnFile(environment: EnvironmentPlace, path: string): boolean {
  const place = placeOf(environment);
  return path === place || path.startsWith(`${place}/`);
}

/**
 * The folders of unwanted environments, which are not copied. A folder that environments share is written by
 * hand, and may hold modules for all; one may hold the folder of another that is wanted.
 */
export function unwantedFolders(
  environments: readonly (EnvironmentPlace & Pick<Environment, "name">)[],
  isWanted: (name: string) => boolean,
): ReadonlySet<string> {
  const wanted = environments.filter(({ name }) => isWanted(name));
  return new Set(
    environments
      .filter(({ name, valuesFile }) => !isWanted(name) && valuesFile === undefined)
      .map(({ directory }) => directory)
      .filter((folder) => !wanted.some((one) => `${one.directory}/`.startsWith(`${folder}/`))),
  );
}

/** A file of an environment that is known by its name. */
export function filesByName(
  environments: readonly (EnvironmentPlace & Pick<Environment, "name">)[],
): (name: string, own: string) => string {
  const places = new Map(environments.map((one) => [one.name, one]));
  return (name, own) => {
    const place = places.get(name);
    return place ? fileOf(place, own) : own;
  };
}

/**
 * What a person types to run Terraform for an environment, from the project's root.
 *
 * @param command one that takes variables, such as `plan`, or `init`
 */
export function terraformLine(
  { directory, valuesFile }: EnvironmentPlace,
  command: string,
): string {
  const place = directory === "" ? "" : ` -chdir=${directory}`;
  const given = command === "init" ? undefined : varFileArgument({ directory, valuesFile });
  return `terraform${place} ${command}${given === undefined ? "" : ` ${given}`}`;
}

/** The `-var-file` argument of an environment that is a file of values. */
export function varFileArgument({
  directory,
  valuesFile,
}: {
  readonly directory: string;
  readonly valuesFile?: string | undefined;
}): string | undefined {
  return valuesFile === undefined
    ? undefined
    : `-var-file=${posix.relative(directory, valuesFile)}`;
}

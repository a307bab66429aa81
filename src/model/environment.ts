import { posix } from "node:path";
import type { Location } from "../diagnostics/diagnostic.ts";
import type { ProjectStack } from "./schema.ts";
import type { Path, ValueMap } from "./value.ts";

/** An environment with all that its spec, and what that extends, say of it; checked. */
export interface Environment {
  readonly name: string;
  /** Its spec, relative to the project's root. */
  readonly file: string;
  /** Where in that file: `["each", KEY]` for an entry of `each`, else its root. */
  readonly within: readonly string[];
  /** The key of the entry of `each` that it was made of. */
  readonly each?: string;
  /** The last day that it is meant to be there; absent: it stays. */
  readonly until?: { readonly day: string; readonly location: Location };
  readonly stack: ProjectStack;
  /** The folder that it is applied from, below the project's root: its own, or a root module that it shares with others. */
  readonly directory: string;
  /** Of one that shares it: the file of values that is all of its own, given with `-var-file`. */
  readonly valuesFile?: string;
  /** Settings as their zod types give them out, defaults filled in. */
  readonly settings: ValueMap;
  /** What the specs say of settings, as they say it. */
  readonly givenSettings: ValueMap;
  /** What the specs say, as they say it: these become definitions in `terraform.tfvars`. */
  readonly given: ValueMap;
  /** Every variable's value, defaults filled in. */
  readonly values: ValueMap;
  /** What is computed, as `variables.name` or `settings.name`, and what of it was read to do so. */
  readonly computed: ReadonlyMap<string, readonly string[]>;
  readonly acceptedDrift: readonly Waiver[];
  /** Absent: anybody may change it. */
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

/** A hold as an applied state says it: of the whole environment, whose name it then has, or of one value. */
export interface Held {
  readonly kind: "environment" | Waiver["kind"];
  readonly name: string;
  readonly reason: string;
  readonly until: string;
  /** Who holds it, where that was said. */
  readonly by?: string;
}

/** The name by which what an environment that is a file of values is made of goes, whatever the file is called. */
export const valuesName = "terraform.tfvars";

/** What tells where an environment's own files are. */
export type EnvironmentPlace = Pick<Environment, "directory" | "valuesFile">;

/** A file of an environment, by its path below its folder. */
export function fileOf({ directory, valuesFile }: EnvironmentPlace, own: string): string {
  return valuesFile ?? (directory === "" ? own : `${directory}/${own}`);
}

/** The path of an environment's file below its folder: the other way round. */
export function ownPathOf({ directory, valuesFile }: EnvironmentPlace, path: string): string {
  if (valuesFile !== undefined) return valuesName;
  return directory === "" ? path : path.slice(directory.length + 1);
}

/** What no other environment has: its folder, or its file of values. */
export function placeOf({ directory, valuesFile }: EnvironmentPlace): string {
  return valuesFile ?? directory;
}

/** Whether a file is one of an environment's own. */
export function isOwnFile(environment: EnvironmentPlace, path: string): boolean {
  const place = placeOf(environment);
  return path === place || path.startsWith(`${place}/`);
}

/**
 * The folders of environments that are not wanted, so that nobody copies them. One that environments share is written by
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

/** What Terraform is told in the folder of an environment that is a file of values. */
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

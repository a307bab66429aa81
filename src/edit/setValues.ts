import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { type Draft, draftOf } from "../model/draft.ts";
import type { Environment } from "../model/environment.ts";
import type { Project } from "../model/project.ts";
import { failure, type Result } from "../model/result.ts";
import { type Spec, specKey } from "../model/spec.ts";
import type { Value } from "../model/value.ts";
import { layersOf } from "../resolve/inherit.ts";
import { setValue } from "../yaml/editSpec.ts";
import { editSpec } from "./editDraft.ts";
import { nameOfValue, type ValuePath } from "./namedValue.ts";
import { placeAmong } from "./placeFor.ts";
import { sharedFile } from "./stackFiles.ts";

/** Edit each environment's own spec, wherever its value is now. */
export const ownSpecs = "own";

/** A file, or an entry of its `each`, that gives a value to environments. */
export interface ValueSource {
  readonly file: string;
  readonly within: readonly string[];
  /** Environments that should get another value, and those that would get it too. */
  readonly chosen: readonly string[];
  readonly others: readonly string[];
}

/**
 * The files to edit so that the selected environments get another value: those with the value that
 * they have. A value that no file has goes where a new one would: into the file that all of the stack extend, if all
 * of them are selected and may not differ, else into each spec.
 */
export function sourcesOf(
  project: Project,
  chosen: readonly Environment[],
  path: ValuePath,
): readonly ValueSource[] {
  const givers = new Map<string, Mutable<ValueSource>>();
  for (const environment of project.environments) {
    const isChosen = chosen.includes(environment);
    const giving = sourceLayer(project, environment, path);
    const place = giving ?? (isChosen ? newPlace(project, chosen, environment, path) : undefined);
    if (place === undefined) continue;
    const { file, within } = place;
    const giver = givers.get(specKey(place)) ?? { file, within, chosen: [], others: [] };
    givers.set(specKey(place), giver);
    giver[isChosen ? "chosen" : "others"].push(environment.name);
  }
  return [...givers.values()].filter((giver) => giver.chosen.length > 0);
}

type Mutable<G extends ValueSource> = Omit<G, "chosen" | "others"> & {
  readonly chosen: string[];
  readonly others: string[];
};

/** The most specific file with a value at a path. */
function sourceLayer(
  { specs }: Project,
  environment: Environment,
  path: ValuePath,
): Spec | undefined {
  return layersOf(specs, environment).find((layer) => layer.has(path));
}

/** A file, or an entry of its `each`. */
type SpecPlace = Pick<Spec, "file" | "within">;

/** The environments that get their value from one of some places. */
export function environmentsFrom(
  project: Project,
  path: ValuePath,
  places: readonly SpecPlace[],
): readonly string[] {
  const keys = places.map(specKey);
  return project.environments
    .filter((environment) => {
      const giving = sourceLayer(project, environment, path);
      return giving !== undefined && keys.includes(specKey(giving));
    })
    .map(({ name }) => name);
}

function newPlace(
  project: Project,
  chosen: readonly Environment[],
  environment: Environment,
  [section, name = ""]: ValuePath,
): SpecPlace {
  const { stack } = environment;
  const mayDiffer = stack[section].get(name)?.drift !== undefined;
  const members = project.environments.filter((one) => one.stack === stack);
  const isForAll = members.every((member) => chosen.includes(member));
  const shared = mayDiffer || !isForAll ? undefined : sharedFile(project, stack);
  return shared === undefined ? environment : { file: shared, within: [] };
}

/** Which file is edited for which environments. */
export interface SetRequest {
  readonly path: ValuePath;
  readonly value: Value;
  readonly environments: readonly Environment[];
  /** A file, or {@link ownSpecs}; absent: those that give the value. */
  readonly into?: string;
}

/** Sets a value of environments, in memory; an edit that a more specific file would override is refused. */
export function setValues(
  project: Project,
  { path, value, environments, into }: SetRequest,
): Result<{ readonly draft: Draft; readonly places: readonly SpecPlace[] }> {
  const files = filesFor(project, environments, path, into);
  const hidden =
    into === undefined || into === ownSpecs ? [] : hiding(project, environments, path, into);
  if (hidden.length > 0) return failure(...hidden);
  const draft = draftOf(project.files);
  const [section, name = ""] = path;
  const write = `give ${nameOfValue(path)} its value there.`;
  const [first] = environments;
  const place = placeAmong(first?.stack[section].keys() ?? [], name);
  for (const { file, within } of files) {
    editSpec(draft, file, write, (text) => setValue(text, [...within, ...path], value, place));
  }
  return draft.result({ draft, places: files });
}

function filesFor(
  project: Project,
  environments: readonly Environment[],
  path: ValuePath,
  into: string | undefined,
): readonly SpecPlace[] {
  if (into === ownSpecs) return environments;
  if (into !== undefined) return [{ file: into, within: [] }];
  return sourcesOf(project, environments, path);
}

/** Environments that would not get a file's value, since a more specific one overrides it. */
function hiding(
  project: Project,
  environments: readonly Environment[],
  path: ValuePath,
  into: string,
): Diagnostic[] {
  return environments.flatMap((environment) => {
    const layers = layersOf(project.specs, environment);
    const isInto = ({ file, within }: Spec): boolean => file === into && within.length === 0;
    const above = layers.slice(0, layers.findIndex(isInto));
    const hider = above.find((layer) => layer.has(path));
    if (!hider) return [];
    const args = { label: nameOfValue(path), environment: environment.name, file: into };
    return [diagnostic("value-hidden", args, hider.locate(path, "key"))];
  });
}

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { type Draft, draftOf } from "../model/draft.ts";
import type { Environment } from "../model/environment.ts";
import type { Project } from "../model/project.ts";
import { failure, type Result, success } from "../model/result.ts";
import type { Spec } from "../model/spec.ts";
import type { Value } from "../model/value.ts";
import { layersOf } from "../resolve/inherit.ts";
import { setValue } from "../yaml/editSpec.ts";
import { placeIn } from "./placeIn.ts";
import { editSpec } from "./removeVariable.ts";
import { sharedFile } from "./stackFiles.ts";

/** Where a value of an environment stands: its section, its name, and further into a map. */
export type ValuePath = readonly [section: "variables" | "settings", ...names: string[]];

/** Says that each environment's own spec is edited, wherever its value stands now. */
export const ownSpecs = "own";

/** A file that gives a value to environments. */
export interface Giver {
  readonly file: string;
  /** Those that are to get another value, and those that would get it with them. */
  readonly chosen: readonly string[];
  readonly others: readonly string[];
}

/**
 * The files that an edit has to touch for the chosen environments to get another value: those that give the value that
 * they have. A value that nobody gives yet goes where a new one would: into the file that all of the stack extend, if all
 * of them are chosen and may not differ, else into each spec.
 */
export function giversOf(
  project: Project,
  chosen: readonly Environment[],
  path: ValuePath,
): readonly Giver[] {
  const givers = new Map<string, { chosen: string[]; others: string[] }>();
  for (const environment of project.environments) {
    const isChosen = chosen.includes(environment);
    const given = givingLayer(project, environment, path)?.file;
    const file = given ?? (isChosen ? newPlace(project, chosen, environment, path) : undefined);
    if (file === undefined) continue;
    const giver = givers.get(file) ?? { chosen: [], others: [] };
    givers.set(file, giver);
    giver[isChosen ? "chosen" : "others"].push(environment.name);
  }
  return [...givers]
    .filter(([, giver]) => giver.chosen.length > 0)
    .map(([file, giver]) => ({ file, ...giver }));
}

/** The most particular file that says something at a path. */
function givingLayer({ specs }: Project, { file }: Environment, path: ValuePath): Spec | undefined {
  const own = specs.get(file);
  return own && layersOf(specs, own).find((layer) => layer.has(path));
}

/** The environments whose value one of some files gives. */
export function givenBy(
  project: Project,
  path: ValuePath,
  files: readonly string[],
): readonly string[] {
  return project.environments
    .filter((environment) => files.includes(givingLayer(project, environment, path)?.file ?? ""))
    .map(({ name }) => name);
}

/** A value's name as a person types it. */
export function nameOfValue([section, ...names]: ValuePath): string {
  return (section === "settings" ? [section, ...names] : names).join(".");
}

function newPlace(
  project: Project,
  chosen: readonly Environment[],
  { file, stack }: Environment,
  [section, name = ""]: ValuePath,
): string {
  const mayDiffer = stack[section].get(name)?.drift !== undefined;
  const members = project.environments.filter((one) => one.stack === stack);
  const isForAll = members.every((member) => chosen.includes(member));
  return (mayDiffer || !isForAll ? undefined : sharedFile(project, stack)) ?? file;
}

/** Which file is edited for which environments. */
export interface SetRequest {
  readonly path: ValuePath;
  readonly value: Value;
  readonly environments: readonly Environment[];
  /** A file, or {@link ownSpecs}; absent: those that give the value. */
  readonly into?: string;
}

/** Gives environments another value, in memory; an edit that a more particular file would hide is refused. */
export function setValues(
  project: Project,
  { path, value, environments, into }: SetRequest,
): Result<{ readonly draft: Draft; readonly files: readonly string[] }> {
  const files = filesFor(project, environments, path, into);
  const hidden =
    into === undefined || into === ownSpecs ? [] : hiding(project, environments, path, into);
  if (hidden.length > 0) return failure(...hidden);
  const draft = draftOf(project.files);
  const [section, name = ""] = path;
  const write = `give ${nameOfValue(path)} its value there.`;
  const problems = [...files].flatMap(([file, stack]) => {
    const order = [...stack[section].keys()];
    const neighbours = order.slice(0, order.indexOf(name));
    return editSpec(draft, file, write, (text) =>
      setValue(text, path, value, (keys) => placeIn(keys, name, neighbours)),
    );
  });
  return problems.length > 0 ? failure(...problems) : success({ draft, files: [...files.keys()] });
}

function filesFor(
  project: Project,
  environments: readonly Environment[],
  path: ValuePath,
  into: string | undefined,
): ReadonlyMap<string, Environment["stack"]> {
  const files = new Map<string, Environment["stack"]>();
  const [first] = environments;
  if (into === ownSpecs) for (const { file, stack } of environments) files.set(file, stack);
  else if (into !== undefined && first) files.set(into, first.stack);
  else if (first) {
    for (const { file } of giversOf(project, environments, path)) files.set(file, first.stack);
  }
  return files;
}

/** Environments that would not see what a file says, since a more particular one says something else. */
function hiding(
  project: Project,
  environments: readonly Environment[],
  path: ValuePath,
  into: string,
): Diagnostic[] {
  return environments.flatMap((environment) => {
    const own = project.specs.get(environment.file);
    const layers = own ? layersOf(project.specs, own) : [];
    const above = layers.slice(
      0,
      layers.findIndex(({ file }) => file === into),
    );
    const hider = above.find((layer) => layer.has(path));
    if (!hider) return [];
    const args = { label: nameOfValue(path), environment: environment.name, file: into };
    return [diagnostic("value-hidden", args, hider.locate(path, "key"))];
  });
}

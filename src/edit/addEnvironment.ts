import { posix } from "node:path";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import { moveModelines } from "../editorSchema/modeline.ts";
import { type Draft, draftOf } from "../model/draft.ts";
import type { Environment } from "../model/environment.ts";
import { specsDirectory } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import { type Result, success } from "../model/result.ts";
import { type Spec, specOf } from "../model/spec.ts";
import { isMapValue, type Value } from "../model/value.ts";
import { addToPromotion } from "../schemaSource/editProject.ts";
import type { Edited } from "../text/textEdit.ts";
import { removeSection, setValue } from "../yaml/editSpec.ts";
import { editSchema, editSpec } from "./editDraft.ts";
import { entryKey } from "./entryKey.ts";
import type { NamedValue, ValuePath } from "./namedValue.ts";
import { placeAmong } from "./placeFor.ts";

/** A value of an environment that the schema lets differ. */
export interface Driftable extends NamedValue {
  /** Its value in the environment that is copied. */
  readonly value: Value;
}

export interface EnvironmentRequest {
  readonly name: string;
  readonly from: Environment;
  /** New values, each with its path in the spec. */
  readonly values: readonly { readonly path: ValuePath; readonly value: Value }[];
  /** The environment before it in the promotion order; absent: it is in none. */
  readonly promoteAfter?: string;
}

/** The values of an environment that may differ in its copy: settings first, in the schema's order. */
export function driftables({ stack, settings, given }: Environment): readonly Driftable[] {
  const of = (
    section: ValuePath[0],
    values: Readonly<Record<string, Value>>,
  ): readonly Driftable[] =>
    [...stack[section].values()].flatMap((declared) => {
      const value = values[declared.name];
      if (declared.drift === undefined || declared.compute || value === undefined) return [];
      return [{ path: [section, declared.name], declared, value }];
    });
  return [...of("settings", settings), ...of("variables", given)];
}

/**
 * Copies an environment's spec with its comments, but without its waivers and its hold, gives the
 * copy its own values, and adds it to the promotion order; in memory.
 */
export async function addEnvironment(
  project: Project,
  { name, from, values, promoteAfter }: EnvironmentRequest,
): Promise<Result<Draft>> {
  const file = `${specsDirectory}/${name}.yaml`;
  const draft = draftOf(project.files);
  if (from.each !== undefined) addEntry(project, draft, { name, from, values });
  else if (project.files.kind(file) !== undefined) {
    const args = { kind: "environment", name, stack: from.stack.name };
    draft.refuse(diagnostic("already-declared", args, startOf(file)));
  } else copySpec(project, draft, { name, from, values }, file);
  if (promoteAfter !== undefined) await promote(draft, name, promoteAfter);
  return draft.result(draft);
}

function copySpec(
  { specs }: Project,
  draft: Draft,
  { from, values }: EnvironmentRequest,
  file: string,
): void {
  const source = specs.get(from.file);
  draft.write(file, draft.read(from.file) ?? "");
  const write = `copy ${from.file} to ${file}.`;
  const edit = (change: (text: string) => Edited) => editSpec(draft, file, write, change);
  if (source) edit((text) => withPathsFrom(text, source, file));
  edit((text) => removeSection(text, "accepted_drift"));
  edit((text) => removeSection(text, "hold"));
  for (const { path, value } of values) {
    const [section, key = ""] = path;
    const place = placeAmong(from.stack[section].keys(), key);
    edit((text) => setValue(text, path, value, place));
  }
}

/** Adds an environment to the promotion order of a draft, behind another one. */
export async function promote(draft: Draft, name: string, after: string): Promise<void> {
  const write = `add "${name}" behind "${after}" in promotion, in schema/index.ts.`;
  await editSchema(draft, write, undefined, (sources) => addToPromotion(sources, name, after));
}

/** Copies an entry of `each`, without waivers and hold. */
function addEntry(
  project: Project,
  draft: Draft,
  { name, from, values }: EnvironmentRequest,
): void {
  const key = entryKey(project, from, name);
  if (!key.ok) return draft.refuse(...key.problems);
  const { file } = from;
  const own = specOf(project.specs, from);
  const { accepted_drift, hold, until, ...said } = isMapValue(own?.value) ? own.value : {};
  const write = `copy the entry "${from.each}" of each to "${key.value}".`;
  const at = ["each", key.value];
  editSpec(draft, file, write, (text) => setValue(text, at, said));
  for (const { path, value } of values) {
    editSpec(draft, file, write, (text) => setValue(text, [...at, ...path], value));
  }
}

/** Rewrites the paths in a spec for another folder: of the files it extends, and of its JSON Schema. */
export function withPathsFrom(text: string, source: Spec, file: string): Edited {
  const [before, after] = [posix.dirname(source.file), posix.dirname(file)];
  if (before === after) return success(text);
  const moved = moveModelines(text, source.file, file);
  if (source.extends.length === 0) return success(moved);
  return setExtends(moved, source, (target) => posix.relative(after, target));
}

/** Sets the paths that a spec extends: a list remains a list. */
export function setExtends(text: string, spec: Spec, pathTo: (target: string) => string): Edited {
  const paths = spec.extends.map(({ target }) => pathTo(target));
  const isList = spec.extends.some(({ path }) => path.length > 1);
  return setValue(text, ["extends"], isList ? paths : (paths[0] ?? ""));
}

import { diagnostic } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import { type Draft, draftOf } from "../model/draft.ts";
import { schemaEntry } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import { failure, type Result, success } from "../model/result.ts";
import type { ProjectStack, ProjectVariable } from "../model/schema.ts";
import type { Value } from "../model/value.ts";
import { changedSchema } from "../project/loadProject.ts";
import type { DeclarationOptions } from "../schemaSource/declaration.ts";
import { addDeclaration, namesForTypes } from "../schemaSource/editSchema.ts";
import { addComputing } from "../schemaSource/editVariable.ts";
import { schemaSources } from "../schemaSource/source.ts";
import { setValue } from "../yaml/editSpec.ts";
import { editSchema, editSpec } from "./editDraft.ts";
import { alreadyDeclared } from "./namedValue.ts";
import { placeAmong, placeFor } from "./placeFor.ts";
import { sharedFile } from "./stackFiles.ts";
import { typeText } from "./typeText.ts";

export interface DeclarationRequest {
  /** The stacks that declare it, each with the module calls that get it, and its name there. */
  readonly stacks: ReadonlyMap<ProjectStack, ReadonlyMap<string, string>>;
  readonly name: string;
  /** A short name or a zod expression, see `typeText`; absent: it is a secret. */
  readonly type?: string;
  readonly options: Omit<DeclarationOptions, "modules">;
  /** The source of the function that computes it; absent: specs set its value. */
  readonly compute?: string;
  /** How the modules that get it pass it on. */
  readonly paths: readonly CallPath[];
}

/** A path into modules below those that an environment calls: the calls one after the other, and the name of the last one's variable. */
export interface CallPath {
  readonly calls: readonly string[];
  readonly name: string;
}

/** A declaration that was added to the schema. */
export interface Declared {
  readonly draft: Draft;
  readonly stack: ProjectStack;
  /** Absent: it is a secret. */
  readonly variable?: ProjectVariable;
}

/**
 * Adds a declaration to the schema, in memory, and reads the schema with it, to find its problems, and which
 * type the values must have.
 *
 * @param draft the draft to edit: that of another stack's declaration, if several declare the same
 */
async function declareIn(
  stack: ProjectStack,
  project: Project,
  request: DeclarationRequest,
  draft: Draft,
): Promise<Result<Declared>> {
  const { name } = request;
  const options = { ...request.options, modules: request.stacks.get(stack) ?? new Map() };
  const kind = request.type === undefined ? "secret" : "variable";
  const sources = await schemaSources(draft.read);
  const type =
    request.type === undefined
      ? undefined
      : await typeText(request.type, namesForTypes(sources, stack.name));
  const typeProblems = type && !type.ok ? type.problems : [];
  const taken = alreadyDeclared(stack, name);
  if (taken.length > 0) return failure(...taken, ...typeProblems);
  if (type && !type.ok) return type;
  const declaration = { name, options, ...(type ? { type: type.value } : {}) };
  const section = `${kind}s` as const;
  const neighbours = neighboursOf([...stack[section].values()], options.labels);
  const write = `add "${name}" to ${section} of stack "${stack.name}", and its value to each spec.`;
  const [added] = await editSchema(draft, write, stack.location, (current) =>
    addDeclaration(current, stack.name, declaration, placeFor(name, neighbours)),
  );
  const { compute } = request;
  if (added && compute !== undefined) {
    await editSchema(draft, write, stack.location, (current) =>
      addComputing(current, stack.name, name, compute),
    );
  }
  const edited = draft.result(draft);
  if (!edited.ok) return edited;
  const changed = await changedSchema(project, textsOf(draft));
  if (!changed.ok) return changed;
  const { schema, problems } = changed.value;
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) return failure(...errors);
  const declaredIn = schema.stacks.get(stack.name);
  const variable = declaredIn?.variables.get(name);
  if (!declaredIn || !(kind === "variable" ? variable : declaredIn.secrets.has(name))) {
    const place = startOf(added?.file ?? schemaEntry);
    return failure(diagnostic("edit-without-effect", { name, write }, place));
  }
  return success({ draft, stack: declaredIn, ...(variable ? { variable } : {}) });
}

/** Declares it in each stack, one after the other, as one change. */
export async function declare(
  project: Project,
  request: DeclarationRequest,
): Promise<Result<readonly Declared[]>> {
  const draft = draftOf(project.files);
  const all: Declared[] = [];
  for (const stack of request.stacks.keys()) {
    const declared = await declareIn(stack, project, request, draft);
    if (!declared.ok) return declared;
    all.push(declared.value);
  }
  return success(all);
}

/** The values of a new variable: one each for some environments, and one for all others. */
export interface GivenValues {
  readonly all?: Value;
  readonly each: ReadonlyMap<string, Value>;
}

/**
 * Writes values into specs, in memory. One value for all goes into the file that all of the stack's
 * environments extend, if there is one and the variable may not drift; else into each spec.
 *
 * @param before the project as it was before the declaration, its environments whole
 */
export function giveValues(
  { draft, stack, variable }: Declared & { readonly variable: ProjectVariable },
  before: Project,
  values: GivenValues,
): void {
  const { name, drift } = variable;
  const members = before.environments.filter(
    (environment) => environment.stack.name === stack.name,
  );
  const { all, each } = values;
  const isForAll = all !== undefined && each.size === 0 && drift === undefined;
  const shared = isForAll ? sharedFile(before, stack) : undefined;
  const written: (readonly [file: string, within: readonly string[], value: Value])[] = [];
  if (isForAll && shared !== undefined) written.push([shared, [], all]);
  else {
    for (const environment of members) {
      const value = each.has(environment.name) ? each.get(environment.name) : all;
      if (value !== undefined) written.push([environment.file, environment.within, value]);
    }
  }
  const place = placeAmong(stack.variables.keys(), name);
  for (const [file, within, value] of written) {
    editSpec(draft, file, `give "${name}" its value there.`, (text) =>
      setValue(text, [...within, "variables", name], value, place),
    );
  }
}

/** The texts of a draft that differ from what is on disk; `undefined` for a file that is removed. */
export function textsOf(draft: Draft): ReadonlyMap<string, string | undefined> {
  return new Map(draft.changes().map(({ path, after }) => [path, after]));
}

/** Declarations with the same label keys, so that a container's variables are together. */
function neighboursOf(
  declared: readonly { readonly name: string; readonly labels: ReadonlyMap<string, unknown> }[],
  labels: ReadonlyMap<string, unknown> = new Map(),
): readonly string[] {
  const keys = (map: ReadonlyMap<string, unknown>): string => [...map.keys()].sort().join(" ");
  return declared.filter((one) => keys(one.labels) === keys(labels)).map(({ name }) => name);
}

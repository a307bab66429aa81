import { type Diagnostic, diagnostic, hasErrors } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import { attributeNamed } from "../../hcl/outline/find.ts";
import { outline } from "../../hcl/outline/outline.ts";
import type { Draft } from "../../model/draft.ts";
import type { Environment } from "../../model/environment.ts";
import { folderOf, templatesDirectory } from "../../model/layout.ts";
import type { Project } from "../../model/project.ts";
import { failure, type Result, success } from "../../model/result.ts";
import type { ProjectVariable } from "../../model/schema.ts";
import type { VariableDeclaration } from "../../model/terraformType.ts";
import { changedProject } from "../../project/loadProject.ts";
import { renderOnce } from "../../project/renderProject.ts";
import { type CallPath, textsOf } from "../declare.ts";
import {
  addDefinition,
  declareIn,
  endIn,
  pass,
  type ThreadEnd,
  type Threading,
} from "./addInFolder.ts";
import { callersIn } from "./otherCalls.ts";
import { type SourcedCode, type SourcedFile, sourcedCode } from "./sources.ts";

/** A variable of some stacks, and how far down it goes. */
export interface ThreadRequest {
  readonly stacks: readonly string[];
  readonly name: string;
  readonly paths: readonly CallPath[];
}

/**
 * Brings a variable to where the schema says they go, as far as no helper of a template does it: the root's `variable`
 * block and definition, the argument of each call, and the called module's `variable` block, in templates and in
 * modules that are written by hand alike. What is there already stays. In memory.
 *
 * @param before the project without the draft
 * @param draft holds the declarations and the values
 */
export async function addThread(
  before: Project,
  draft: Draft,
  { stacks, name, paths }: ThreadRequest,
): Promise<Result<readonly ThreadEnd[]>> {
  const project = await changedProject(before, textsOf(draft));
  // What is wrong with values is told when the change is made.
  if (hasErrors(project.problems)) return success([]);
  const code = sourcedCode(project, renderOnce(project).rendered);
  const laying: Omit<Threading, "variable" | "common"> = {
    draft,
    code,
    done: new Set<string>(),
    problems: [] as Diagnostic[],
    ends: new Map(),
    given: new Set<string>(),
    nullable: new Set(),
    byHand: new Map(),
    callers: callersIn(project),
    missing: { times: 0 },
  };
  for (const stack of stacks) {
    const variable = project.schema.stacks.get(stack)?.variables.get(name);
    if (!variable) continue;
    const environments = project.environments.filter((one) => one.stack.name === stack);
    const common = commonSources(environments.map(({ directory }) => code.files(directory)));
    const complete = new Set<string>();
    for (const environment of environments) {
      const like = likenessOf(environment, variable, code);
      if (complete.has(like)) continue;
      const before = laying.missing.times;
      addInRoot({ ...laying, variable, common }, environment, paths);
      // What is there already, is there for all whose code is like it and calls the same modules, which declare it.
      const calls = code.module(environment.directory)?.calls ?? [];
      const hasOwn = calls.some(({ folder }) => folder?.startsWith(`${environment.directory}/`));
      if (laying.missing.times === before && !hasOwn) complete.add(like);
    }
  }
  // Who is given it is known now: modules that are called by others too can say so.
  for (const declare of laying.byHand.values()) declare();
  return laying.problems.length > 0
    ? failure(...laying.problems)
    : success([...laying.ends.values()]);
}

/** What is the same for environments whose code declares, calls and gives the same, and whose specs all give a value, or none do. */
function likenessOf(
  { directory, valuesFile, given }: Environment,
  { name }: ProjectVariable,
  code: SourcedCode,
): string {
  return JSON.stringify([code.likeness(directory), valuesFile, given[name] !== undefined]);
}

function commonSources(roots: readonly (readonly SourcedFile[])[]): ReadonlySet<string> {
  const [first = new Set<string>(), ...others] = roots.map(
    (files) => new Set(files.map(({ source }) => source)),
  );
  return new Set([...first].filter((source) => others.every((sources) => sources.has(source))));
}

function addInRoot(laying: Threading, environment: Environment, paths: readonly CallPath[]): void {
  const { variable, code } = laying;
  const { directory, valuesFile, stack } = environment;
  const root = code.module(directory);
  if (!root) return;
  // A root module that others share is written by hand.
  const folder =
    valuesFile === undefined ? `${templatesDirectory}/environments/${stack.name}` : directory;
  const values = valuesFile
    ? code.files(folderOf(valuesFile)).filter(({ path }) => path === valuesFile)
    : definitionsOf(code.files(directory));
  const isDefined = values.some(
    ({ text }) => text.includes(variable.name) && attributeNamed(outline(text).body, variable.name),
  );
  const isGiven = environment.given[variable.name] !== undefined;
  const target = values.find(({ path }) => /(?:^|\/)terraform\.tfvars$/.test(path)) ?? values[0];
  if (isGiven && !isDefined && target) addDefinition(laying, target);
  const value = isGiven && !isDefined && !target ? environment.given[variable.name] : undefined;
  declareIn(laying, directory, variable.declaration, folder, value);
  for (const [call, declaration] of variable.calls) {
    pass(laying, directory, call, declaration.name, variable.name);
    const called = root.calls.find(({ name }) => name === call)?.folder;
    if (called === undefined) continue;
    declareIn(laying, called, declaration, called);
    const deeper = paths.filter(({ calls }) => calls[0] === call && calls.length > 1);
    if (deeper.length === 0) endIn(laying, called, declaration.name);
    for (const { calls, name } of deeper) goDown(laying, called, calls.slice(1), name, declaration);
  }
}

/** Into the modules that a module calls. */
function goDown(
  laying: Threading,
  folder: string,
  [call = "", ...rest]: readonly string[],
  name: string,
  declaration: VariableDeclaration,
): void {
  const module = laying.code.module(folder);
  const next = module?.calls.find((one) => one.name === call);
  if (!next) {
    laying.missing.times++;
    const names = (module?.calls ?? []).map((one) => one.name);
    laying.problems.push(
      diagnostic("call-unknown", { call, folder, known: names, suggestion: nearest(call, names) }),
    );
    return;
  }
  const inside = rest.length === 0 ? name : declaration.name;
  pass(laying, folder, call, inside, declaration.name);
  if (next.folder === undefined) return;
  const declared = { ...declaration, name: inside };
  declareIn(laying, next.folder, declared, next.folder);
  if (rest.length > 0) goDown(laying, next.folder, rest, name, declared);
  else endIn(laying, next.folder, inside);
}

function definitionsOf(files: readonly SourcedFile[]): readonly SourcedFile[] {
  const found = files.filter(({ path, output }) => path.endsWith(".tfvars") && output);
  const own = found.filter(({ path }) => /(?:^|\/)terraform\.tfvars$|\.auto\.tfvars$/.test(path));
  // Without a file that Terraform reads by itself, one that is named on the command line.
  return own.length > 0 ? own : found.slice(0, 1);
}

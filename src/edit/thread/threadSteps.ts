import { posix } from "node:path";
import { attributeNamed } from "../../hcl/outline/find.ts";
import { outline } from "../../hcl/outline/outline.ts";
import type { Environment } from "../../model/environment.ts";
import { folderOf, templatesDirectory } from "../../model/layout.ts";
import type { ProjectVariable } from "../../model/schema.ts";
import type { VariableDeclaration } from "../../model/terraformType.ts";
import type { Value } from "../../model/value.ts";
import type { Call } from "../../moduleCheck/module.ts";
import type { CallPath } from "../declare.ts";
import { type SourcedCode, type SourcedFile, variablesFile } from "./sources.ts";

/** What the code still needs so that a variable reaches its modules, and the modules in which it ends. */
export type ThreadStep =
  | {
      readonly kind: "block";
      readonly folder: string;
      /** The file that should declare it, or its template. */
      readonly source: string;
      readonly isHandwritten: boolean;
      readonly declaration: VariableDeclaration;
      /** Of an environment without a file of values: it is the default then. */
      readonly value: Value | undefined;
    }
  | {
      readonly kind: "argument";
      readonly folder: string;
      readonly call: Call;
      readonly argument: string;
      /** What the variable is called in the folder. */
      readonly name: string;
    }
  | { readonly kind: "definition"; readonly source: string }
  | { readonly kind: "end"; readonly folder: string; readonly name: string }
  | {
      readonly kind: "unknown-call";
      readonly folder: string;
      readonly call: string;
      readonly known: readonly string[];
    };

export type StepOf<Kind extends ThreadStep["kind"]> = Extract<ThreadStep, { kind: Kind }>;

/**
 * The steps of a variable in the code of one environment, from its definition to the last module.
 *
 * @param common the templates that all environments of the stack have: what stands in one of these stands in each of them
 */
export function* stepsIn(
  code: SourcedCode,
  environment: Environment,
  variable: ProjectVariable,
  paths: readonly CallPath[],
  common: ReadonlySet<string>,
): Generator<ThreadStep> {
  const { directory, valuesFile, stack, given } = environment;
  const { name } = variable;
  if (!code.module(directory)) return;
  const files = valuesFile
    ? code.files(folderOf(valuesFile)).filter(({ path }) => path === valuesFile)
    : definitionsOf(code.files(directory));
  const isDefined = files.some(
    ({ text }) => text.includes(name) && attributeNamed(outline(text).body, name),
  );
  const value = isDefined ? undefined : given[name];
  const target = files.find(({ path }) => /(?:^|\/)terraform\.tfvars$/.test(path)) ?? files[0];
  if (target && value !== undefined) yield { kind: "definition", source: target.source };
  // A root module that others share is written by hand.
  const newIn =
    valuesFile === undefined ? `${templatesDirectory}/environments/${stack.name}` : directory;
  const ownValue = target ? undefined : value;
  yield* blockStep(code, directory, variable.declaration, common, newIn, ownValue);
  for (const [call, declaration] of variable.calls) {
    const deeper = paths.filter(({ calls }) => calls[0] === call && calls.length > 1);
    for (const path of deeper.length > 0 ? deeper : [{ calls: [call], name: declaration.name }]) {
      yield* stepsAlong(code, directory, name, path, declaration, common);
    }
  }
}

/** From an environment's call into the modules below it. */
function* stepsAlong(
  code: SourcedCode,
  root: string,
  variable: string,
  path: CallPath,
  declaration: VariableDeclaration,
  common: ReadonlySet<string>,
): Generator<ThreadStep> {
  let [folder, name] = [root, variable];
  for (const [depth, called] of path.calls.entries()) {
    const calls = code.module(folder)?.calls ?? [];
    const call = calls.find((one) => one.name === called);
    if (!call) {
      const known = calls.map((one) => one.name);
      if (depth > 0) yield { kind: "unknown-call", folder, call: called, known };
      return;
    }
    const isLast = depth === path.calls.length - 1;
    const inside = isLast ? { ...declaration, name: path.name } : declaration;
    if (!attributeNamed(call.body, inside.name)) {
      yield { kind: "argument", folder, call, argument: inside.name, name };
    }
    if (call.folder === undefined) return;
    [folder, name] = [call.folder, inside.name];
    yield* blockStep(code, folder, inside, common, folder);
    if (isLast) yield { kind: "end", folder, name };
  }
}

function* blockStep(
  code: SourcedCode,
  folder: string,
  declaration: VariableDeclaration,
  common: ReadonlySet<string>,
  newIn: string,
  value?: Value,
): Generator<ThreadStep> {
  const module = code.module(folder);
  if (!module || module.variables.some(({ name }) => name === declaration.name)) return;
  const files = code.files(folder);
  const inAll = files.filter(({ source }) => common.has(source));
  const file = variablesFile(inAll, module) ?? variablesFile(files, module);
  const source = file?.source ?? posix.join(newIn, "variables.tf");
  const isHandwritten = newIn === folder && !files.some(({ output }) => output);
  yield { kind: "block", folder, source, isHandwritten, declaration, value };
}

function definitionsOf(files: readonly SourcedFile[]): readonly SourcedFile[] {
  const found = files.filter(({ path, output }) => path.endsWith(".tfvars") && output);
  const own = found.filter(({ path }) => /(?:^|\/)terraform\.tfvars$|\.auto\.tfvars$/.test(path));
  // Without a file that Terraform reads by itself, one that is named on the command line.
  return own.length > 0 ? own : found.slice(0, 1);
}

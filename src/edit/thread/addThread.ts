import { posix } from "node:path";
import { diagnostic, hasErrors } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import { locationAt, startOf } from "../../diagnostics/position.ts";
import { attributeNamed } from "../../hcl/outline/find.ts";
import { variableBlock } from "../../hcl/variableBlock.ts";
import type { Draft } from "../../model/draft.ts";
import { templatesDirectory } from "../../model/layout.ts";
import type { Project } from "../../model/project.ts";
import type { Result } from "../../model/result.ts";
import type { VariableDeclaration } from "../../model/terraformType.ts";
import { changedProject } from "../../project/loadProject.ts";
import { renderOnce } from "../../project/renderProject.ts";
import { type CallPath, textsOf } from "../declare.ts";
import { asTemplate, editablePath } from "./asTemplate.ts";
import { callNamed, outlineOf, withArgument, withDefinition, withVariable } from "./codeText.ts";
import { callersIn, type SourcedCode, sourcedCode } from "./sources.ts";
import { type StepOf, stepsIn, type ThreadStep } from "./threadSteps.ts";

/** A variable of some stacks, and the modules that it should reach. */
export interface ThreadRequest {
  readonly stacks: readonly string[];
  readonly name: string;
  readonly paths: readonly CallPath[];
}

/** A module in which a thread ends, so that the variable can be read there. */
export interface ThreadEnd {
  /** Where its code is edited: below templates/, or where it lies. */
  readonly folder: string;
  /** What the module calls the variable. */
  readonly name: string;
  /** Calls of the module, by their addresses, that do not get it: there it is null. */
  readonly without: readonly string[];
}

/**
 * Passes a variable to the modules that the schema names, where no helper of a template does: the root's `variable`
 * block and definition, the argument of each call, and the called module's `variable` block, in templates and in
 * handwritten modules alike. Existing code stays. In memory.
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
  // Problems of values are reported when the change is made.
  if (hasErrors(project.problems)) return draft.result([]);
  const code = sourcedCode(project, renderOnce(project).rendered);
  const steps: ThreadStep[] = [];
  for (const stack of stacks) {
    const variable = project.schema.stacks.get(stack)?.variables.get(name);
    if (!variable) continue;
    const environments = project.environments.filter((one) => one.stack.name === stack);
    const common = commonSources(environments.map(({ directory }) => code.files(directory)));
    // By what is the same for environments that are edited alike: whether something was missing.
    const known = new Map<string, boolean>();
    for (const environment of environments) {
      const { directory, valuesFile, given } = environment;
      const like = JSON.stringify([
        code.likeness(directory),
        valuesFile,
        given[name] !== undefined,
      ]);
      if (known.get(like) === false) continue;
      const needed = [...stepsIn(code, environment, variable, paths, common)];
      steps.push(...needed);
      const calls = code.module(directory)?.calls ?? [];
      const hasOwn = calls.some(({ folder }) => folder?.startsWith(`${directory}/`));
      if (!known.has(like) || hasOwn) for (const step of needed) makeStep(draft, code, name, step);
      known.set(like, hasOwn || needed.some(({ kind }) => kind !== "end"));
    }
  }
  // Now it is known which calls get it, so modules with other callers can declare a default.
  const without = declareByHand(draft, project, code, steps);
  const ends = steps.flatMap((step): (readonly [string, ThreadEnd])[] => {
    if (step.kind !== "end") return [];
    const { folder, name: inside } = step;
    const key = `${folder}\n${inside}`;
    const source = code.files(folder).find(({ path }) => path.endsWith(".tf"))?.source;
    const shown = source ? posix.dirname(source) : folder;
    return [[key, { folder: shown, name: inside, without: without.get(key) ?? [] }]];
  });
  return draft.result([...new Map(ends).values()]);
}

function commonSources(
  roots: readonly (readonly { readonly source: string }[])[],
): ReadonlySet<string> {
  const [first = new Set<string>(), ...others] = roots.map(
    (files) => new Set(files.map(({ source }) => source)),
  );
  return new Set([...first].filter((source) => others.every((sources) => sources.has(source))));
}

/** Makes the edit of a step, where an environment with the same templates has not made it. */
function makeStep(draft: Draft, code: SourcedCode, name: string, step: ThreadStep): void {
  if (step.kind === "definition") {
    const file = asTemplate(draft, step.source);
    const text = draft.read(file) ?? "";
    if (attributeNamed(outlineOf(file, text), name)) return;
    draft.write(file, withDefinition(file, text, name, `{{values.${name}}}`));
  } else if (step.kind === "block") {
    if (!step.isHandwritten) writeBlock(draft, step, name);
  } else if (step.kind === "argument") {
    writeArgument(draft, code, step);
  } else if (step.kind === "unknown-call") {
    const { call, folder, known } = step;
    const args = { call, folder, known, suggestion: nearest(call, known) };
    draft.refuse(diagnostic("call-unknown", args));
  }
}

/** The placeholder of the value that a template should write. */
const mark = "terraloom writes the value here";

function writeBlock(
  draft: Draft,
  { source, declaration, value }: StepOf<"block">,
  name: string,
): void {
  const isRendered = source.startsWith(`${templatesDirectory}/`);
  const isTemplate = value !== undefined && isRendered;
  const file = isTemplate ? asTemplate(draft, source) : editablePath(draft, source);
  const written =
    value === undefined ? declaration : { ...declaration, default: isRendered ? mark : value };
  const before = draft.read(file) ?? "";
  const text = withVariable(file, before, declaration.name, variableBlock(written));
  draft.write(file, text.replace(`"${mark}"`, `{{values.${name}}}`));
}

function writeArgument(
  draft: Draft,
  code: SourcedCode,
  { folder, call, argument, name }: StepOf<"argument">,
): void {
  const write = `${argument} = var.${name} in module "${call.name}".`;
  const { path, text: rendered } = call.file;
  const file = code.files(folder).find((one) => one.path === path);
  if (!file) {
    const place = locationAt(path, rendered, call.start, call.end);
    const what = { kind: "no-source" } as const;
    return draft.refuse(diagnostic("edit-by-hand", { what, write }, place));
  }
  const line = rendered.slice(0, call.start).split("\n").length;
  const origin = file.output?.origin?.(line);
  const source = editablePath(draft, origin?.file ?? file.source);
  const text = draft.read(source) ?? "";
  const block = callNamed(source, text, call.name, origin?.line ?? line);
  if (!block) {
    const what = { kind: "call", call: call.name, file: source } as const;
    return draft.refuse(diagnostic("edit-by-hand", { what, write }, origin ?? startOf(source)));
  }
  if (!attributeNamed(block.body, argument)) {
    draft.write(source, withArgument(source, text, block, argument, `var.${name}`));
  }
}

/**
 * Declares it in handwritten modules, the outer ones first: with a default where other calls do not give
 * it, so that they still work.
 *
 * @returns those calls, by the module's folder and the variable's name there
 */
function declareByHand(
  draft: Draft,
  project: Project,
  code: SourcedCode,
  steps: readonly ThreadStep[],
): ReadonlyMap<string, readonly string[]> {
  const given = new Set(steps.flatMap((step) => (step.kind === "argument" ? step.call : [])));
  const blocks = new Map(
    steps.flatMap((step) =>
      step.kind === "block" && step.isHandwritten
        ? [[`${step.folder}\n${step.declaration.name}`, step] as const]
        : [],
    ),
  );
  const callers = blocks.size > 0 ? callersIn(project) : [];
  const calls = callers.flatMap((caller) =>
    (code.module(caller)?.calls ?? []).map((call) => ({ caller, call })),
  );
  const found = new Map<string, readonly string[]>();
  for (const [key, step] of blocks) {
    const { folder, declaration } = step;
    const without = calls
      .filter(({ call }) => call.folder === folder && !given.has(call))
      .filter(({ call }) => !attributeNamed(call.body, declaration.name))
      .map(({ caller, call }) => `module.${call.name} in ${caller}`);
    if (without.length > 0) found.set(key, without);
    const { nullable: _, ...free } = declaration;
    // What is null there is passed on as that.
    const said: VariableDeclaration = found.size > 0 ? free : declaration;
    const written = without.length > 0 ? { ...said, default: null } : said;
    writeBlock(draft, { ...step, declaration: written }, declaration.name);
  }
  return found;
}

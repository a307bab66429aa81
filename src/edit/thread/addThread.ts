import { posix } from "node:path";
import { type Diagnostic, diagnostic, hasErrors } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import { locationAt, startOf } from "../../diagnostics/position.ts";
import { attributeNamed } from "../../hcl/outline/find.ts";
import { outline } from "../../hcl/outline/outline.ts";
import { variableBlock } from "../../hcl/variableBlock.ts";
import type { Draft } from "../../model/draft.ts";
import type { Environment } from "../../model/environment.ts";
import { folderOf, templatesDirectory } from "../../model/layout.ts";
import type { Project } from "../../model/project.ts";
import { failure, type Result, success } from "../../model/result.ts";
import type { ProjectVariable } from "../../model/schema.ts";
import type { VariableDeclaration } from "../../model/terraformType.ts";
import type { Value } from "../../model/value.ts";
import { changedProject } from "../../project/loadProject.ts";
import { renderOnce } from "../../project/renderProject.ts";
import { type CallPath, textsOf } from "../declare.ts";
import { asTemplate, editablePath } from "./asTemplate.ts";
import { callNamed, withArgument, withDefinition, withVariable } from "./codeText.ts";
import { callersIn, callsWithout } from "./otherCalls.ts";
import { type SourcedCode, type SourcedFile, sourcedCode, variablesFile } from "./sources.ts";

/** A variable of some stacks, and how far down it goes. */
export interface ThreadRequest {
  readonly stacks: readonly string[];
  readonly name: string;
  readonly paths: readonly CallPath[];
}

/** A module that a thread ends in: where it is read from now on. */
export interface ThreadEnd {
  /** Where its code is edited: below templates/, or where it lies. */
  readonly folder: string;
  /** What the module calls the variable. */
  readonly name: string;
  /** Calls of the module, by their addresses, that are not given it: there it is null. */
  readonly without: readonly string[];
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
    byHand: [],
    callers: callersIn(project),
  };
  for (const stack of stacks) {
    const variable = project.schema.stacks.get(stack)?.variables.get(name);
    if (!variable) continue;
    const environments = project.environments.filter((one) => one.stack.name === stack);
    const common = commonSources(environments.map(({ directory }) => code.files(directory)));
    for (const environment of environments) {
      addInRoot({ ...laying, variable, common }, environment, paths);
    }
  }
  // Who is given it is known now: modules that are called by others too can say so.
  for (const declare of laying.byHand) declare();
  return laying.problems.length > 0
    ? failure(...laying.problems)
    : success([...laying.ends.values()]);
}

/** One variable that is being threaded, and what was done for it so far. */
interface Threading {
  readonly draft: Draft;
  readonly code: SourcedCode;
  readonly variable: ProjectVariable;
  /** The templates that all environments of the stack have: what stands in one of these stands in each of them. */
  readonly common: ReadonlySet<string>;
  /** What was edited: environments of a stack come from the same templates. */
  readonly done: Set<string>;
  readonly problems: Diagnostic[];
  readonly ends: Map<string, ThreadEnd>;
  /** The calls that are given it: where they stand, and their names. */
  readonly given: Set<string>;
  /** The names of what some call does not give. */
  readonly nullable: Set<string>;
  /** Declarations in modules that are written by hand: they come last, the outer ones first. */
  readonly byHand: (() => void)[];
  /** Folders that may call a module. */
  readonly callers: () => readonly string[];
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

function endIn({ ends, code }: Threading, folder: string, name: string): void {
  const source = code.files(folder).find(({ path }) => path.endsWith(".tf"))?.source;
  const shown = source ? posix.dirname(source) : folder;
  ends.set(`${folder}\n${name}`, { folder: shown, name, without: [] });
}

/** In a module by hand: with a default where other calls do not give it, so that they go on as they are. */
function declareByHand(laying: Threading, folder: string, declaration: VariableDeclaration): void {
  const { code, given, ends, callers } = laying;
  const without = callsWithout(folder, callers(), code, given);
  if (without.length > 0) laying.nullable.add(declaration.name);
  const { nullable: _, ...free } = declaration;
  // What is null there is passed on as that.
  const said = laying.nullable.size > 0 ? free : declaration;
  write(laying, folder, without.length > 0 ? { ...said, default: null } : said, folder);
  const key = `${folder}\n${declaration.name}`;
  const end = ends.get(key);
  if (end) ends.set(key, { ...end, without });
}

/**
 * Gives a folder its `variable` block, where it has none.
 *
 * @param value of an environment without a file of values: it is the default then
 */
function declareIn(
  laying: Threading,
  folder: string,
  declaration: VariableDeclaration,
  newIn: string,
  value?: Value,
): void {
  const module = laying.code.module(folder);
  if (!module || module.variables.some(({ name }) => name === declaration.name)) return;
  const isRendered = laying.code.files(folder).some(({ output }) => output !== undefined);
  if (isRendered || newIn !== folder) write(laying, folder, declaration, newIn, value);
  else laying.byHand.push(() => declareByHand(laying, folder, declaration));
}

function write(
  { draft, code, done, variable, common }: Threading,
  folder: string,
  declaration: VariableDeclaration,
  newIn: string,
  value?: Value,
): void {
  const module = code.module(folder);
  if (!module) return;
  const files = code.files(folder);
  const inAll = files.filter(({ source }) => common.has(source));
  const file = variablesFile(inAll, module) ?? variablesFile(files, module);
  const source = file?.source ?? posix.join(newIn, "variables.tf");
  if (isDone(done, source, declaration.name)) return;
  const isRendered = source.startsWith(`${templatesDirectory}/`);
  const target =
    value !== undefined && isRendered ? asTemplate(draft, source) : editablePath(draft, source);
  const written =
    value === undefined ? declaration : { ...declaration, default: isRendered ? mark : value };
  const text = withVariable(
    target,
    draft.read(target) ?? "",
    declaration.name,
    variableBlock(written),
  );
  draft.write(target, text.replace(`"${mark}"`, `{{values.${variable.name}}}`));
}

/** Stands for the value that a template is to write. */
const mark = "terraloom writes the value here";

/** Gives a call its argument, where it has none. */
function pass(
  laying: Threading,
  folder: string,
  call: string,
  argument: string,
  name: string,
): void {
  const { draft, code, done, problems, given } = laying;
  given.add(`${folder}\n${call}`);
  const found = code.module(folder)?.calls.find((one) => one.name === call);
  if (!found || found.body.attributes.some((one) => one.name === argument)) return;
  const file = code.files(folder).find(({ path }) => path === found.file.path);
  const line = found.file.text.slice(0, found.start).split("\n").length;
  const write = `${argument} = var.${name} in module "${call}".`;
  const place = locationAt(found.file.path, found.file.text, found.start, found.end);
  if (!file) {
    problems.push(diagnostic("edit-by-hand", { what: "nothing here can be edited", write }, place));
    return;
  }
  const origin = file.output?.origin?.(line);
  const named = origin?.file ?? file.source;
  if (isDone(done, named, `${call}.${argument}.${origin?.line ?? ""}`)) return;
  const source = editablePath(draft, named);
  const text = draft.read(source) ?? "";
  const block = callNamed(source, text, call, origin?.line ?? line);
  if (block) draft.write(source, withArgument(source, text, block, argument, `var.${name}`));
  else
    problems.push(
      diagnostic(
        "edit-by-hand",
        { what: `no module "${call}" is found in ${source}`, write },
        origin ?? startOf(source),
      ),
    );
}

function addDefinition(
  { draft, done, variable: { name } }: Threading,
  { source }: SourcedFile,
): void {
  if (isDone(done, source, `${name} =`)) return;
  const target = asTemplate(draft, source);
  draft.write(target, withDefinition(target, draft.read(target) ?? "", name, `{{values.${name}}}`));
}

function definitionsOf(files: readonly SourcedFile[]): readonly SourcedFile[] {
  const found = files.filter(({ path, output }) => path.endsWith(".tfvars") && output);
  const own = found.filter(({ path }) => /(?:^|\/)terraform\.tfvars$|\.auto\.tfvars$/.test(path));
  // Without a file that Terraform reads by itself, one that is named on the command line.
  return own.length > 0 ? own : found.slice(0, 1);
}

function isDone(done: Set<string>, source: string, what: string): boolean {
  const key = `${source}\n${what}`;
  const was = done.has(key);
  done.add(key);
  return was;
}

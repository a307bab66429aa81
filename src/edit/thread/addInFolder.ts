import { posix } from "node:path";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { locationAt, startOf } from "../../diagnostics/position.ts";
import { variableBlock } from "../../hcl/variableBlock.ts";
import type { Draft } from "../../model/draft.ts";
import { templatesDirectory } from "../../model/layout.ts";
import type { ProjectVariable } from "../../model/schema.ts";
import type { VariableDeclaration } from "../../model/terraformType.ts";
import type { Value } from "../../model/value.ts";
import { asTemplate, editablePath } from "./asTemplate.ts";
import { callNamed, withArgument, withDefinition, withVariable } from "./codeText.ts";
import { callsWithout } from "./otherCalls.ts";
import { type SourcedCode, type SourcedFile, variablesFile } from "./sources.ts";

/** A module that a thread ends in: where it is read from now on. */
export interface ThreadEnd {
  /** Where its code is edited: below templates/, or where it lies. */
  readonly folder: string;
  /** What the module calls the variable. */
  readonly name: string;
  /** Calls of the module, by their addresses, that are not given it: there it is null. */
  readonly without: readonly string[];
}

/** One variable that is being threaded, and what was done for it so far. */
export interface Threading {
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
  /** Declarations in modules that are written by hand, by folder and name: they come last, the outer ones first. */
  readonly byHand: Map<string, () => void>;
  /** Folders that may call a module. */
  readonly callers: () => readonly string[];
  /** How often something was not there, in one environment after the other. */
  readonly missing: { times: number };
}

/** Ends the way of a variable in a module. */
export function endIn({ ends, code }: Threading, folder: string, name: string): void {
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
export function declareIn(
  laying: Threading,
  folder: string,
  declaration: VariableDeclaration,
  newIn: string,
  value?: Value,
): void {
  const module = laying.code.module(folder);
  if (!module || module.variables.some(({ name }) => name === declaration.name)) return;
  laying.missing.times++;
  const isRendered = laying.code.files(folder).some(({ output }) => output !== undefined);
  if (isRendered || newIn !== folder) write(laying, folder, declaration, newIn, value);
  else {
    const key = `${folder}\n${declaration.name}`;
    if (!laying.byHand.has(key)) {
      laying.byHand.set(key, () => declareByHand(laying, folder, declaration));
    }
  }
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
export function pass(
  laying: Threading,
  folder: string,
  call: string,
  argument: string,
  name: string,
): void {
  const { draft, code, done, problems, missing, given } = laying;
  given.add(`${folder}\n${call}`);
  const found = code.module(folder)?.calls.find((one) => one.name === call);
  if (!found || found.body.attributes.some((one) => one.name === argument)) return;
  missing.times++;
  const file = code.files(folder).find(({ path }) => path === found.file.path);
  const line = found.file.text.slice(0, found.start).split("\n").length;
  const write = `${argument} = var.${name} in module "${call}".`;
  const place = locationAt(found.file.path, found.file.text, found.start, found.end);
  if (!file) {
    problems.push(diagnostic("edit-by-hand", { what: { kind: "no-source" }, write }, place));
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
        { what: { kind: "call", call, file: source }, write },
        origin ?? startOf(source),
      ),
    );
}

/** Gives a file of values, by its template, the value that a spec says. */
export function addDefinition(
  { draft, done, missing, variable: { name } }: Threading,
  { source }: SourcedFile,
): void {
  missing.times++;
  if (isDone(done, source, `${name} =`)) return;
  const target = asTemplate(draft, source);
  draft.write(target, withDefinition(target, draft.read(target) ?? "", name, `{{values.${name}}}`));
}

function isDone(done: Set<string>, source: string, what: string): boolean {
  const key = `${source}\n${what}`;
  const was = done.has(key);
  done.add(key);
  return was;
}

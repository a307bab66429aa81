import { posix } from "node:path";
import { attributeNamed, wholeVariable } from "../../hcl/outline/find.ts";
import type { Project } from "../../model/project.ts";
import type { Call } from "../../moduleCheck/module.ts";
import { renderProject } from "../../project/renderProject.ts";
import { type SourcedCode, type SourcedFile, sourcedCode } from "./sources.ts";

/** A module that gets a variable, and its name there. */
export interface FlowStep {
  readonly folder: string;
  readonly name: string;
  /** The files of the folder that are written by hand. */
  readonly files: readonly SourcedFile[];
  /** The templates of those that are not. */
  readonly templates: readonly string[];
}

/** The modules that a stack's variable passes through, in order. */
export interface VariableFlow {
  readonly stops: readonly FlowStep[];
  /** Handwritten modules that get another value under that name, or another stack's: they keep it. */
  readonly shared: readonly FlowStep[];
}

/** Follows a variable of some stacks from the environments' calls into the modules that get it unchanged. */
export function flowOf(project: Project, stacks: readonly string[], name: string): VariableFlow {
  return follow(project, sourcedCode(project, renderProject(project)), stacks, name, () => true);
}

/** The modules in which a variable is renamed. */
export interface RenamedFlow {
  readonly stops: readonly FlowStep[];
  /** The environments' calls of modules that keep the name, since other calls use it too. */
  readonly held: ReadonlySet<string>;
}

/** Follows a variable through the modules that have its name and get nothing else under it. */
export function renamedFlowOf(
  project: Project,
  stacks: readonly string[],
  name: string,
): RenamedFlow {
  const code = sourcedCode(project, renderProject(project));
  const keeping = new Set<string>();
  for (;;) {
    const { stops, shared } = follow(
      project,
      code,
      stacks,
      name,
      (inside, folder) => inside === name && !keeping.has(folder),
    );
    if (shared.length === 0) return { stops, held: callsOf(project, code, stacks, keeping) };
    for (const { folder } of shared) keeping.add(folder);
  }
}

function callsOf(
  { environments }: Project,
  code: SourcedCode,
  stacks: readonly string[],
  folders: ReadonlySet<string>,
): ReadonlySet<string> {
  const calls = environments
    .filter(({ stack }) => stacks.includes(stack.name))
    .flatMap(({ directory }) => code.module(directory)?.calls ?? []);
  return new Set(calls.filter(({ folder = "" }) => folders.has(folder)).map((call) => call.name));
}

function follow(
  project: Project,
  code: SourcedCode,
  stacks: readonly string[],
  name: string,
  isFollowed: (name: string, folder: string) => boolean,
): VariableFlow {
  const stops = new Map<string, FlowStep>();
  const own = new Set<Call>();
  const waiting: Pick<FlowStep, "folder" | "name">[] = [];
  for (const { stack, directory, valuesFile } of project.environments) {
    // A root module that environments share is written by hand, as modules are.
    if (valuesFile && stacks.includes(stack.name)) waiting.push({ folder: directory, name });
    const calls = code.module(directory)?.calls ?? [];
    for (const call of stacks.includes(stack.name) ? calls : []) {
      const inside = stack.variables.get(name)?.calls.get(call.name)?.name;
      const { folder } = call;
      if (inside === undefined || folder === undefined || !isFollowed(inside, folder)) continue;
      own.add(call);
      waiting.push({ folder, name: inside });
    }
  }
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const key = `${next.folder}\n${next.name}`;
    const module = code.module(next.folder);
    if (!module || stops.has(key)) continue;
    const all = code.files(next.folder);
    const files = all.filter(({ source, path }) => source === path);
    const templates = all.filter(({ output }) => output).map(({ source }) => source);
    stops.set(key, { ...next, files, templates });
    for (const call of module.calls) {
      for (const argument of argumentsPassing(call, next.name)) {
        const { folder } = call;
        if (folder === undefined || !isFollowed(argument, folder)) continue;
        own.add(call);
        waiting.push({ folder, name: argument });
      }
    }
  }
  const all = [...stops.values()];
  return { stops: all, shared: sharedStops(project, code, all, own) };
}

/** The arguments that are a variable as it is: `x = var.name`. */
export function argumentsPassing({ body }: Pick<Call, "body">, name: string): readonly string[] {
  return body.attributes
    .filter(({ expression }) => wholeVariable(expression) === name)
    .map((argument) => argument.name);
}

function sharedStops(
  { environments, files }: Project,
  code: SourcedCode,
  stops: readonly FlowStep[],
  own: ReadonlySet<Call>,
): readonly FlowStep[] {
  const byHand = stops.filter((stop) => stop.files.length > 0);
  if (byHand.length === 0) return [];
  const callers = new Set([
    ...environments.map(({ directory }) => directory),
    ...stops.map(({ folder }) => folder),
    ...byHand.flatMap(({ folder }) => besides(files, posix.dirname(folder))),
  ]);
  const others = [...callers]
    .flatMap((folder) => code.module(folder)?.calls ?? [])
    .filter((call) => !own.has(call));
  return byHand.filter(({ folder, name }) =>
    others.some((call) => call.folder === folder && attributeNamed(call.body, name)),
  );
}

/** The folders beside a module: those that may call it too. */
function besides(files: Project["files"], parent: string): readonly string[] {
  return files
    .list(parent === "." ? "" : parent)
    .flatMap(({ name, kind }) => (kind === "directory" ? [posix.join(parent, name)] : []));
}

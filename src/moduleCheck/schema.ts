import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import type { Environment } from "../model/environment.ts";
import { type Layout, outputFile } from "../model/layout.ts";
import type { ProjectSchema, ProjectStack, ProjectVariable } from "../model/schema.ts";
import { modulesBelow } from "./reach.ts";
import type { Modules } from "./values.ts";

/** Variables of the schema that go to missing modules, or to modules that do not declare them. */
export function checkSchema(
  { stacks, layout }: ProjectSchema,
  environments: readonly Environment[],
  modules: Modules,
): Diagnostic[] {
  return [...stacks.values()].flatMap((stack) => {
    const members = environments.filter((environment) => environment.stack === stack);
    const isCalled = callsOf(members, modules);
    const called = foldersOf(stack, members, modules);
    return [...stack.variables.values()].flatMap((variable) =>
      checkVariable(variable, stack, { called, isCalled }, modules, layout),
    );
  });
}

/** What the environments of a stack call. */
interface Called {
  /** By the name of a call: the module's folder, if it is one of this repository. */
  readonly called: ReadonlyMap<string, string | undefined>;
  /** Whether some environment calls the module of a folder, or a module that it calls does. */
  readonly isCalled: (folder: string) => boolean;
}

/**
 * The folders of called modules, from the code of the environments: they may be anywhere, and handwritten. Environments come
 * from the same templates, so the first has most calls; others are looked at for what it lacks.
 */
function foldersOf(
  { variables }: ProjectStack,
  members: readonly Environment[],
  modules: Modules,
): Called["called"] {
  const called = new Map<string, string | undefined>();
  const missing = new Set([...variables.values()].flatMap(({ calls }) => [...calls.keys()]));
  for (const { directory } of members) {
    for (const { name, folder } of modules(directory)?.calls ?? []) {
      if (!called.has(name)) called.set(name, folder);
      missing.delete(name);
    }
    if (missing.size === 0) break;
  }
  return called;
}

/** Environments are looked at until one calls the module: files may be of some alone. What cannot be read may call anything. */
function callsOf(members: readonly Environment[], modules: Modules): (folder: string) => boolean {
  return (folder) =>
    members.length === 0 ||
    members.some(({ directory }) => {
      const root = modules(directory);
      const reached = root ? [root, ...modulesBelow([root], modules)] : [];
      return reached.some((module) => module.isOpaque || module.folder === folder);
    });
}

function checkVariable(
  variable: ProjectVariable,
  stack: ProjectStack,
  { called, isCalled }: Called,
  modules: Modules,
  layout: Layout,
): Diagnostic[] {
  const { name: variableName, location, calls } = variable;
  return [...calls].flatMap(([callName, { name }]): Diagnostic[] => {
    const call = stack.calls.get(callName);
    const local = call?.module && outputFile(layout, `modules/${call.module}`);
    const folder = called.get(callName) ?? local;
    if (!call || folder === undefined) return [];
    const module = modules(folder);
    if (!module) {
      if (call.module === undefined || called.has(callName)) return [];
      const others = [...stack.calls.values()].flatMap((each) => each.module ?? []);
      const there = others.filter((each) => modules(outputFile(layout, `modules/${each}`)));
      const suggestion = nearest(call.module, there);
      const args = { variable: variableName, module: call.module, suggestion };
      return [diagnostic("unknown-module", args, location)];
    }
    const isForOthers = call.module === undefined || call.calledBy !== undefined;
    const isCalledNowhere = !isForOthers && !called.has(callName) && !isCalled(folder);
    if (isCalledNowhere && !modules.isCalledByHand?.(folder)) {
      const args = { variable: variableName, module: call.module, stack: stack.name };
      return [diagnostic("module-not-called", args, location)];
    }
    const declared = module.variables.map((each) => each.name);
    if (module.isOpaque || declared.includes(name)) return [];
    const suggestion = nearest(name, declared);
    const args = {
      variable: variableName,
      module: call.module ?? callName,
      name,
      folder,
      suggestion,
    };
    return [diagnostic("module-without-variable", args, location)];
  });
}

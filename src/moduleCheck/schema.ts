import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import type { Environment } from "../model/environment.ts";
import { type Layout, outputFile } from "../model/layout.ts";
import type { ProjectSchema, ProjectStack, ProjectVariable } from "../model/schema.ts";
import type { Modules } from "./values.ts";

/** Variables of the schema that go to modules which are not there, or which do not declare them. */
export function checkSchema(
  { stacks, layout }: ProjectSchema,
  environments: readonly Environment[],
  modules: Modules,
): Diagnostic[] {
  return [...stacks.values()].flatMap((stack) => {
    // Environments of a stack come from the same templates.
    const first = environments.find((environment) => environment.stack === stack);
    const root = first && modules(first.directory);
    // Where the environments say what a call's module is, that is it: it may lie anywhere, and be written by hand.
    const called = new Map(root?.calls.map(({ name, folder }) => [name, folder]));
    return [...stack.variables.values()].flatMap((variable) =>
      checkVariable(variable, stack, called, modules, layout),
    );
  });
}

function checkVariable(
  variable: ProjectVariable,
  stack: ProjectStack,
  called: ReadonlyMap<string, string | undefined>,
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

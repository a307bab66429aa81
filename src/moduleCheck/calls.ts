import { nearest } from "../diagnostics/nearest.ts";
import { evaluate } from "../hcl/evaluate/evaluate.ts";
import { isMetaArgument } from "../hcl/identifier.ts";
import { attributeNamed, nameRange, referencesOf } from "../hcl/outline/find.ts";
import type { Reference } from "../hcl/outline/nodes.ts";
import { type Finding, found, related } from "./finding.ts";
import { mismatch } from "./mismatch.ts";
import type { Call, Module, ReadFile } from "./module.ts";
import { declaredType, folderOf, type Modules, scopeIn } from "./values.ts";

export function checkCalls(module: Module, modules: Modules): Finding[] {
  if (module.hasOverrides) return [];
  return [
    ...module.calls.flatMap((call) => checkCall(call, module, modules)),
    ...checkOutputs(module, modules),
    ...checkCycle(module, modules),
  ];
}

function checkCall(call: Call, module: Module, modules: Modules): Finding[] {
  const { source, file, name } = call;
  const folder = folderOf(call, modules);
  if (folder === undefined || !source) return [];
  const called = modules(folder);
  if (!called) {
    return [found(file, source.expression, "module-folder-missing", { folder })];
  }
  if (called.isOpaque) return [];
  const declared = new Map(called.variables.map((variable) => [variable.name, variable]));
  const given = call.body.attributes.filter((attribute) => !isMetaArgument(attribute.name));
  const scope = scopeIn(module, modules);
  const wrong = given.flatMap((argument): Finding[] => {
    const variable = declared.get(argument.name);
    const place = nameRange(argument);
    if (!variable) {
      const suggestion = nearest(argument.name, unused(declared.keys(), given));
      const args = { call: name, name: argument.name, folder, suggestion };
      return [found(file, place, "undeclared-argument", args)];
    }
    const misfit = mismatch(evaluate(argument.expression, scope), declaredType(variable));
    if (!misfit) return [];
    const declaration = related(variable.file, variable, "the variable is declared here");
    const args = { call: name, name: argument.name, misfit };
    return [found(file, place, "argument-type", args, [declaration])];
  });
  const names = new Set(given.map((argument) => argument.name));
  const missing = [...declared.values()].filter(
    (variable) => !names.has(variable.name) && !attributeNamed(variable.body, "default"),
  );
  if (missing.length === 0) return wrong;
  const args = { call: name, names: missing.map((variable) => variable.name), folder };
  const [first] = missing;
  const places = first ? [related(first.file, first, "declared here")] : [];
  return [...wrong, found(file, call, "missing-argument", args, places)];
}

/** Suggests only arguments that are not given yet. */
function unused(declared: Iterable<string>, given: readonly { readonly name: string }[]): string[] {
  const names = new Set(given.map(({ name }) => name));
  return [...declared].filter((name) => !names.has(name));
}

/** `module.m.o` where the called module has no such output. */
function checkOutputs(module: Module, modules: Modules): Finding[] {
  const calls = new Map(module.calls.map((call) => [call.name, call]));
  return module.blocks.flatMap(({ file, block }) => {
    if (["moved", "removed", "import", "terraform"].includes(block.type)) return [];
    return referencesOf({ ...block }).flatMap((reference) =>
      checkOutput(reference, file, calls, modules),
    );
  });
}

function checkOutput(
  { root, steps: [first, ...steps] }: Reference,
  file: ReadFile,
  calls: ReadonlyMap<string, Call>,
  modules: Modules,
): Finding[] {
  const call = root === "module" ? calls.get(first?.name ?? "") : undefined;
  const step = steps.find(({ kind }) => kind === "attribute");
  const folder = call && folderOf(call, modules);
  const called = folder === undefined ? undefined : modules(folder);
  if (!call || !called || called.isOpaque || step?.name === undefined) return [];
  const { name } = step;
  const outputs = called.outputs.map((output) => output.name);
  if (outputs.includes(name)) return [];
  const suggestion = nearest(name, outputs);
  const args = { call: call.name, name, folder: called.folder, suggestion };
  const place = { start: step.end - name.length, end: step.end };
  return [found(file, place, "undeclared-output", args)];
}

/** A module that calls itself, directly or through others. */
function checkCycle(module: Module, modules: Modules): Finding[] {
  const way = (folder: string, passed: readonly string[]): readonly string[] | undefined => {
    if (folder === module.folder) return [...passed, folder];
    if (passed.includes(folder)) return undefined;
    for (const { folder: next } of modules(folder)?.calls ?? []) {
      const back = next === undefined ? undefined : way(next, [...passed, folder]);
      if (back) return back;
    }
    return undefined;
  };
  return module.calls.flatMap((call) => {
    const folders = call.folder === undefined ? undefined : way(call.folder, [module.folder]);
    return folders && call.source
      ? [found(call.file, call.source.expression, "modules-cycle", { folders })]
      : [];
  });
}

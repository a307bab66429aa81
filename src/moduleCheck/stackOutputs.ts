import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { evaluate } from "../hcl/evaluate/evaluate.ts";
import { attributeNamed, nameRange } from "../hcl/outline/find.ts";
import type { ProjectStack } from "../model/schema.ts";
import { type Finding, found } from "./finding.ts";
import { mismatch } from "./mismatch.ts";
import type { Module } from "./module.ts";
import { type Modules, scopeIn } from "./values.ts";

/** Outputs that a stack declares and that an environment's own code does not write. */
export function missingOutputs(
  { folder, isOpaque, outputs: written }: Module,
  { name: stack, outputs }: ProjectStack,
): Diagnostic[] {
  if (isOpaque) return [];
  const names = written.map((output) => output.name);
  const undeclared = names.filter((name) => !outputs.has(name));
  return [...outputs.values()]
    .filter(({ name }) => !names.includes(name))
    .map(({ name, location }) => {
      const suggestion = nearest(name, undeclared);
      return diagnostic("stack-output-missing", { name, stack, folder, suggestion }, location);
    });
}

/** Outputs whose values cannot be of the type that their stack declares. */
export function mismatchedOutputs(
  module: Module,
  { outputs }: ProjectStack,
  modules: Modules,
): Finding[] {
  if (outputs.size === 0) return [];
  return module.outputs.flatMap(({ name, file, body }): Finding[] => {
    const value = attributeNamed(body, "value");
    const declared = outputs.get(name);
    if (!value || !declared) return [];
    const known = evaluate(value.expression, scopeIn(module, modules));
    const misfit = mismatch(known, declared.type);
    if (!misfit) return [];
    const { location } = declared;
    const related = location ? [{ location, note: "the output is declared here" }] : [];
    return [found(file, nameRange(value), "stack-output-type", { name, misfit }, related)];
  });
}

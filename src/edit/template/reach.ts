import type { ProjectSchema } from "../../model/schema.ts";
import type { Reference } from "./references.ts";
import { scopeOf } from "./scope.ts";

/**
 * Tells whether a reference in a file means the variable of some stacks. Shared templates count.
 *
 * @param held calls of modules that keep the name, whatever the variable's is
 */
export function meaningOf(
  { stacks }: ProjectSchema,
  chosen: readonly string[],
  name: string,
  held: ReadonlySet<string> = new Set(),
): (file: string, reference: Reference) => boolean {
  const declaring = chosen.flatMap((stack) => stacks.get(stack) ?? []);
  // Where it has its own name. A template names a module by its folder, or by the call.
  const calls = new Set<string>();
  const modules = new Set<string>();
  for (const stack of declaring) {
    for (const [call, inModule] of stack.variables.get(name)?.calls ?? []) {
      if (inModule.name !== name || held.has(call)) continue;
      calls.add(call);
      modules.add(call).add(stack.calls.get(call)?.module ?? call);
    }
  }
  return (file, { kind, module, call = "" }) => {
    const scope = scopeOf(file);
    const isRoot = scope.kind === "root" && chosen.includes(scope.stack);
    if (kind === "argument") {
      return module === undefined ? isRoot && calls.has(call) : modules.has(module);
    }
    // A module's template writes values of all stacks' environments.
    if (scope.kind === "module") return kind === "expression" || modules.has(scope.module);
    return isRoot || scope.kind === "shared";
  };
}

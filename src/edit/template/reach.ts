import type { ProjectSchema } from "../../model/schema.ts";
import type { Reference } from "./references.ts";
import { scopeOf } from "./scope.ts";

/** Where a variable has its own name: the templates in which `var.NAME` means it. */
export interface Reach {
  readonly stacks: ReadonlySet<string>;
  readonly modules: ReadonlySet<string>;
  /** The calls that get it under its own name: their modules may be anywhere. */
  readonly calls: ReadonlySet<string>;
}

/**
 * The reach of a variable in some of the stacks.
 *
 * @param held calls of modules that keep the name, whatever the variable's is
 */
export function reachOf(
  { stacks }: ProjectSchema,
  chosen: readonly string[],
  name: string,
  held: ReadonlySet<string> = new Set(),
): Reach {
  const modules = new Set<string>();
  const named = new Set<string>();
  for (const stack of chosen) {
    const { variables, calls } = stacks.get(stack) ?? {};
    for (const [call, inModule] of variables?.get(name)?.calls ?? []) {
      if (inModule.name !== name || held.has(call)) continue;
      // A template names a module by its folder, or by the call.
      named.add(call);
      modules.add(call).add(calls?.get(call)?.module ?? call);
    }
  }
  return { stacks: new Set(chosen), modules, calls: named };
}

/** Whether a reference in a file means the variable of this reach. Shared templates count. */
export function isMeant(file: string, reference: Reference, reach: Reach): boolean {
  const scope = scopeOf(file);
  if (reference.kind === "argument") {
    if (reference.module !== undefined) return reach.modules.has(reference.module);
    const isRoot = scope.kind === "root" && reach.stacks.has(scope.stack);
    return isRoot && reach.calls.has(reference.call ?? "");
  }
  switch (scope.kind) {
    case "root":
      return reach.stacks.has(scope.stack);
    case "module":
      // A module's template writes values of all stacks' environments.
      return reference.kind === "expression" || reach.modules.has(scope.module);
    case "shared":
      return true;
  }
}

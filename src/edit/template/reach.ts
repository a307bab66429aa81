import type { ProjectSchema } from "../../model/schema.ts";
import type { Reference } from "./references.ts";
import { scopeOf } from "./scope.ts";

/** Where a variable is known by its own name: to which templates `var.NAME` means it. */
export interface Reach {
  readonly stacks: ReadonlySet<string>;
  readonly modules: ReadonlySet<string>;
  /** The calls in which it is known by its own name: their modules may lie anywhere. */
  readonly calls: ReadonlySet<string>;
}

/**
 * The reach of a variable in some of the stacks.
 *
 * @param held calls of modules that keep the name whatever becomes of the variable's
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

/** Whether a reference in a file means the variable of this reach. What any stack may use counts. */
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
      // What a module's template writes of an environment, it writes of all stacks' environments.
      return reference.kind === "expression" || reach.modules.has(scope.module);
    case "shared":
      return true;
  }
}

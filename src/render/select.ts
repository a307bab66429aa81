import { nearest } from "../diagnostics/nearest.ts";
import type { LabelValues, ProjectSecret, ProjectStack, ProjectVariable } from "../model/schema.ts";
import type { VariableDeclaration } from "../model/terraformType.ts";
import type { Call } from "../template/helper.ts";

/** A variable as a helper's filters chose it. */
export interface Selected {
  readonly variable: ProjectVariable;
  /** The declaration in the module that was asked for, or the root's. */
  readonly declaration: VariableDeclaration;
}

/** What a template can choose from: one environment's stack, or all stacks. */
export interface Selection {
  readonly stacks: readonly ProjectStack[];
  /** The modules that have templates: a filter may name them though no variable goes there yet. */
  readonly modules: ReadonlySet<string>;
}

/**
 * The variables that a helper's options choose: `module` (those passed to it, under their names
 * there), `stack`, and every other option as a label. Each name once, in the schema's order.
 *
 * @returns `undefined` where an option is a mistake, which is refused
 */
export function selectVariables(selection: Selection, call: Call): readonly Selected[] | undefined {
  const stacks = selectStacks(selection, call);
  const module = textOption(call, "module");
  if (!stacks || !labelsAreKnown(stacks, call) || !moduleIsKnown(selection, module, call))
    return undefined;
  const chosen = new Map<string, Selected>();
  for (const stack of stacks) {
    for (const variable of stack.variables.values()) {
      const declaration =
        module === undefined ? variable.declaration : variable.modules.get(module);
      if (!declaration || !hasLabels(variable.labels, call) || chosen.has(declaration.name))
        continue;
      chosen.set(declaration.name, { variable, declaration });
    }
  }
  return [...chosen.values()];
}

/** The secrets that a helper's options choose: `stack`, and every other option as a label. */
export function selectSecrets(
  selection: Selection,
  call: Call,
): readonly ProjectSecret[] | undefined {
  const stacks = selectStacks(selection, call);
  if (!stacks || !labelsAreKnown(stacks, call)) return undefined;
  const secrets = stacks.flatMap((stack) => [...stack.secrets.values()]);
  const chosen = secrets.filter((secret) => hasLabels(secret.labels, call));
  return [...new Map(chosen.map((secret) => [secret.name, secret])).values()];
}

function selectStacks({ stacks }: Selection, call: Call): readonly ProjectStack[] | undefined {
  const name = textOption(call, "stack");
  if (name === undefined) return stacks;
  const stack = stacks.find((candidate) => candidate.name === name);
  if (stack) return [stack];
  const known = stacks.map((candidate) => candidate.name);
  call.refuse(`there is no stack "${name}" here`, nearest(name, known));
  return undefined;
}

function moduleIsKnown(
  { stacks, modules }: Selection,
  module: string | undefined,
  call: Call,
): boolean {
  if (module === undefined) return true;
  const named = stacks.flatMap((stack) =>
    [...stack.variables.values()].flatMap((variable) => [...variable.modules.keys()]),
  );
  const known = new Set([...modules, ...named]);
  if (!known.has(module)) {
    const problem = `there is no module "${module}": no folder of templates/modules/ and no variable names it`;
    call.refuse(problem, nearest(module, known));
  }
  return known.has(module);
}

/** Options that are filters of their own; all others are labels. */
const reserved: ReadonlySet<string> = new Set(["module", "stack"]);

function labelOptions({ options }: Call): (readonly [string, string])[] {
  return [...options].flatMap(([key, value]) =>
    reserved.has(key) ? [] : [[key, String(value)] as const],
  );
}

function hasLabels(labels: LabelValues, call: Call): boolean {
  return labelOptions(call).every(([key, value]) => labels.get(key)?.includes(value));
}

function labelsAreKnown(stacks: readonly ProjectStack[], call: Call): boolean {
  for (const [key, value] of labelOptions(call)) {
    const holders = stacks.filter((stack) => stack.labels.has(key));
    if (holders.length === 0) {
      const known = ["module", "stack", ...stacks.flatMap((stack) => [...stack.labels.keys()])];
      call.refuse(`no variable and no secret has a label "${key}"`, nearest(key, known));
      return false;
    }
    const values = holders.flatMap((stack) => stack.labels.get(key) ?? []);
    if (!values.includes(value) && holders.every((stack) => stack.labelsAreFixed)) {
      const problem = `the label "${key}" has no value "${value}" (it has ${values.join(", ")})`;
      call.refuse(problem, nearest(value, values));
      return false;
    }
  }
  return true;
}

function textOption(call: Call, name: string): string | undefined {
  const value = call.options.get(name);
  return value === undefined ? undefined : String(value);
}

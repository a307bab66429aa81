import { nearest } from "../diagnostics/nearest.ts";
import type {
  LabelValues,
  ModuleCall,
  ProjectSecret,
  ProjectStack,
  ProjectVariable,
} from "../model/schema.ts";
import type { VariableDeclaration } from "../model/terraformType.ts";
import type { Call } from "../template/helper.ts";

/** A variable as a helper's filters chose it. */
export interface Selected {
  readonly variable: ProjectVariable;
  /** The declaration in the module that was asked for, or the root's. */
  readonly declaration: VariableDeclaration;
  /** What a call of the module passes on: `var.name`, or `each.value.name` where it is made for each entry of a map. */
  readonly expression: string;
}

/** What a template can choose from: one environment's stack, or all stacks. */
export interface Selection {
  readonly stacks: readonly ProjectStack[];
  /** The modules that have templates: a filter may name them though no variable goes there yet. */
  readonly modules: ReadonlySet<string>;
}

/**
 * The variables that a helper's options choose: `module` (what is passed to any call of it, under its names
 * there), `call`, `stack`, `name` (one of them), and every other option as a label. Each name once, in the schema's order.
 *
 * @returns `undefined` where an option is a mistake, which is refused
 */
export function selectVariables(selection: Selection, call: Call): readonly Selected[] | undefined {
  const stacks = selectStacks(selection, call);
  if (!stacks || !labelsAreKnown(stacks, call) || !callsAreKnown(selection, call)) return undefined;
  const isOfModule = call.options.has("module") || call.options.has("call");
  const chosen = new Map<string, Selected>();
  for (const stack of stacks) {
    for (const selected of isOfModule ? passedTo(stack, call) : rootVariables(stack)) {
      const { name } = selected.declaration;
      if (hasLabels(selected.variable.labels, call) && !chosen.has(name))
        chosen.set(name, selected);
    }
  }
  const name = textOption(call, "name");
  if (name === undefined) return [...chosen.values()];
  const one = chosen.get(name);
  if (one) return [one];
  call.refuse({ kind: "not-chosen", name }, nearest(name, chosen.keys()));
  return undefined;
}

function rootVariables({ variables }: ProjectStack): Selected[] {
  return [...variables.values()].map((variable) => ({
    variable,
    declaration: variable.declaration,
    expression: `var.${variable.name}`,
  }));
}

/** The calls of a stack that a helper's options `module` and `call` mean. */
export function selectCalls({ calls }: ProjectStack, call: Call): readonly ModuleCall[] {
  const module = textOption(call, "module");
  const named = textOption(call, "call");
  return [...calls.values()].filter(
    (one) =>
      (named === undefined || one.name === named) &&
      (module === undefined || one.module === module),
  );
}

/** What goes to the chosen calls of a stack, in the schema's order. */
function passedTo(stack: ProjectStack, call: Call): Selected[] {
  const calls = selectCalls(stack, call);
  return [...stack.variables.values()].flatMap((variable) =>
    calls.flatMap(({ name, forEach }): Selected[] => {
      const declaration = variable.calls.get(name);
      const direct = declaration
        ? [{ variable, declaration, expression: `var.${variable.name}` }]
        : [];
      const attributes = forEach?.variable === variable.name ? forEach.declarations : [];
      return [
        ...direct,
        ...attributes.map((attribute) => ({
          variable,
          declaration: attribute,
          expression: `each.value.${attribute.name}`,
        })),
      ];
    }),
  );
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

/** The stacks that a helper's option `stack` means: all of the selection where it is not given. */
export function selectStacks(
  { stacks }: Selection,
  call: Call,
): readonly ProjectStack[] | undefined {
  const name = textOption(call, "stack");
  if (name === undefined) return stacks;
  const stack = stacks.find((candidate) => candidate.name === name);
  if (stack) return [stack];
  const known = stacks.map((candidate) => candidate.name);
  call.refuse({ kind: "absent", what: "stack", name }, nearest(name, known));
  return undefined;
}

function callsAreKnown({ stacks, modules }: Selection, call: Call): boolean {
  const calls = stacks.flatMap((stack) => [...stack.calls.values()]);
  const module = textOption(call, "module");
  const folders = new Set([...modules, ...calls.flatMap((one) => one.module ?? [])]);
  if (module !== undefined && !folders.has(module)) {
    const named = calls.some(({ name }) => name === module);
    const suggestion = named ? `call="${module}"` : nearest(module, folders);
    call.refuse({ kind: "absent", what: "module", name: module }, suggestion);
    return false;
  }
  const name = textOption(call, "call");
  const names = new Set(calls.map((one) => one.name));
  if (name !== undefined && !names.has(name)) {
    call.refuse({ kind: "absent", what: "call", name }, nearest(name, names));
    return false;
  }
  return true;
}

/** Options that are filters of their own; all others are labels. */
const reserved: ReadonlySet<string> = new Set(["call", "module", "name", "stack"]);

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
      const known = [...reserved, ...stacks.flatMap((stack) => [...stack.labels.keys()])];
      call.refuse({ kind: "no-label", name: key }, nearest(key, known));
      return false;
    }
    const values = holders.flatMap((stack) => stack.labels.get(key) ?? []);
    if (!values.includes(value) && holders.every((stack) => stack.labelsAreFixed)) {
      const mistake = { kind: "no-label-value", name: key, value, known: values } as const;
      call.refuse(mistake, nearest(value, values));
      return false;
    }
  }
  return true;
}

function textOption(call: Call, name: string): string | undefined {
  const value = call.options.get(name);
  return value === undefined ? undefined : String(value);
}

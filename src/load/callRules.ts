import {
  type Diagnostic,
  diagnostic,
  type Location,
  type RelatedLocation,
} from "../diagnostics/diagnostic.ts";
import type { SourceReason } from "../diagnostics/messages/reasons.ts";
import { variableBlock } from "../hcl/variableBlock.ts";
import { readConstraint } from "../hcl/versionConstraint.ts";
import type { ModuleCall, ProjectSchema, ProjectStack } from "../model/schema.ts";
import type { VariableDeclaration } from "../model/terraformType.ts";
import type { StackRule } from "./schemaRules.ts";

/** The rules for a stack's module calls and their arguments. */
export const callRules: readonly StackRule[] = [
  callsComeFromSomewhere,
  callsAreNamedByTheirNames,
  callsGetAnArgumentOnce,
];

function callsComeFromSomewhere({ calls, location }: ProjectStack): Diagnostic[] {
  return [...calls.values()].flatMap(({ name, source, version }) => {
    const why = source === undefined ? undefined : sourceFault(source, version);
    return why ? [diagnostic("call-source", { name, why }, location)] : [];
  });
}

/** `NAMESPACE/NAME/PROVIDER`, with a host before it, and a folder inside of it after it. */
const registrySource = /^(?:[\w-]+(?:\.[\w-]+)+(?::\d+)?\/)?[\w-]+\/[\w-]+\/[\w-]+(?:\/\/.*)?$/;

function sourceFault(source: string, version: string | undefined): SourceReason | undefined {
  if (/^(?:\.|\/|$)/.test(source)) return { kind: "no-source", source };
  if (version === undefined) return undefined;
  if (!registrySource.test(source)) return { kind: "version-of-no-registry", source };
  return readConstraint(version) ? undefined : { kind: "no-constraint", version };
}

/** If the calls of a module have names, the module's own name refers to none of them. */
function callsAreNamedByTheirNames({ calls, variables }: ProjectStack): Diagnostic[] {
  return [...variables.values()].flatMap((variable) =>
    [...variable.calls.keys()].flatMap((module) => {
      const meant = namedCalls(calls, module);
      if (meant.length === 0) return [];
      const args = { name: variable.name, module, calls: meant };
      return [diagnostic("call-not-named", args, variable.location)];
    }),
  );
}

function namedCalls(calls: ProjectStack["calls"], module: string): string[] {
  if (calls.get(module)?.module !== module) return [];
  const others = [...calls.values()].filter((call) => call.module === module);
  return others.map(({ name }) => name).filter((name) => name !== module);
}

/** What is passed to a call: by which variable, and what the module declares for it. */
interface Passed {
  readonly stack: string;
  readonly call: ModuleCall;
  readonly variable: string;
  readonly declaration: VariableDeclaration;
  readonly location: Location | undefined;
}

function passedIn(stack: ProjectStack): Passed[] {
  return [...stack.calls.values()].flatMap((call) => {
    const passed = (variable: string, declaration: VariableDeclaration | undefined): Passed[] => {
      const location = stack.variables.get(variable)?.location;
      return declaration ? [{ stack: stack.name, call, variable, declaration, location }] : [];
    };
    const { variable = "", declarations = [] } = call.forEach ?? {};
    return [
      ...[...stack.variables.values()].flatMap(({ name, calls }) =>
        passed(name, calls.get(call.name)),
      ),
      ...declarations.flatMap((declaration) => passed(variable, declaration)),
    ];
  });
}

function callsGetAnArgumentOnce(stack: ProjectStack): Diagnostic[] {
  return pairs(passedIn(stack), ({ call, declaration }) =>
    [call.name, declaration.name].join("\n"),
  ).map(([first, second]) => {
    const args = { call: second.call.name, name: second.declaration.name };
    return diagnostic("call-argument-twice", args, second.location, noteOf(first));
  });
}

/** A module may be called often, by several stacks too: then what it is given under one name is one thing. */
export function modulesDeclareAnArgumentOnce({ stacks }: ProjectSchema): Diagnostic[] {
  const local = [...stacks.values()]
    .flatMap(passedIn)
    .filter(({ call }) => call.module !== undefined);
  return pairs(local, ({ call, declaration }) => `${call.module}\n${declaration.name}`)
    .filter(([{ declaration: one }, { declaration: other }]) => !isSame(one, other))
    .filter(([one, other]) => one.stack !== other.stack || one.call.name !== other.call.name)
    .map(([first, second]) => {
      const differs = differing(first.declaration, second.declaration);
      const { name } = second.declaration;
      const args = { module: second.call.module ?? "", name, differs };
      return diagnostic("module-argument-differs", args, second.location, noteOf(first));
    });
}

/** Each thing that has the same key as an earlier one, with the first of that key. */
function pairs<T>(all: readonly T[], keyOf: (one: T) => string): (readonly [T, T])[] {
  const firsts = new Map<string, T>();
  return all.flatMap((one) => {
    const key = keyOf(one);
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, one);
    return first === undefined ? [] : [[first, one] as const];
  });
}

function noteOf({ location, variable }: Passed): readonly RelatedLocation[] {
  return location ? [{ location, note: `"${variable}" is given to it here` }] : [];
}

function isSame(one: VariableDeclaration, other: VariableDeclaration): boolean {
  return variableBlock(one) === variableBlock(other);
}

/** The attributes in which two declarations of one argument differ, as Terraform names them. */
function differing(one: VariableDeclaration, other: VariableDeclaration): string[] {
  const { name, type } = one;
  return [
    ...(isSame({ name, type }, { name, type: other.type }) ? [] : ["type"]),
    ...(["description", "nullable", "sensitive", "ephemeral"] as const).filter(
      (key) => one[key] !== other[key],
    ),
  ];
}

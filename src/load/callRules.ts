import {
  type Diagnostic,
  diagnostic,
  type Location,
  type RelatedLocation,
} from "../diagnostics/diagnostic.ts";
import { variableBlock } from "../hcl/variableBlock.ts";
import { readConstraint } from "../hcl/versionConstraint.ts";
import type { ModuleCall, ProjectSchema, ProjectStack } from "../model/schema.ts";
import type { VariableDeclaration } from "../model/terraformType.ts";

/** What must hold of module calls and of what they pass on. */
export const callRules: readonly ((schema: ProjectSchema) => Diagnostic[])[] = [
  callNamesAreIdentifiers,
  callsComeFromSomewhere,
  callsAreNamedByTheirNames,
  callsGetAnArgumentOnce,
  modulesDeclareAnArgumentOnce,
];

function callNamesAreIdentifiers({ stacks }: ProjectSchema): Diagnostic[] {
  return [...stacks.values()].flatMap(({ calls, location }) =>
    [...calls.values()]
      .filter(({ name, module }) => name !== module && !/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name))
      .map(({ name }) => diagnostic("call-name", { name }, location)),
  );
}

function callsComeFromSomewhere({ stacks }: ProjectSchema): Diagnostic[] {
  return [...stacks.values()].flatMap(({ calls, location }) =>
    [...calls.values()].flatMap(({ name, source, version }) => {
      const fault = source === undefined ? undefined : sourceFault(source, version);
      return fault ? [diagnostic("call-source", { name, ...fault }, location)] : [];
    }),
  );
}

/** `NAMESPACE/NAME/PROVIDER`, with a host before it, and a folder inside of it after it. */
const registrySource = /^(?:[\w-]+(?:\.[\w-]+)+(?::\d+)?\/)?[\w-]+\/[\w-]+\/[\w-]+(?:\/\/.*)?$/;

function sourceFault(
  source: string,
  version: string | undefined,
): { readonly why: string; readonly todo: string } | undefined {
  if (/^(?:\.|\/|$)/.test(source)) {
    return {
      why: `"${source}" is no registry's module and no repository`,
      todo: "Name a folder of templates/modules/ with module in place of source.",
    };
  }
  if (version === undefined) return undefined;
  if (!registrySource.test(source)) {
    return {
      why: `Terraform takes a version of a registry's module alone, and "${source}" is none`,
      todo: "Of git's, the source says it: git::https://example.com/network.git?ref=v1.2.0",
    };
  }
  return readConstraint(version)
    ? undefined
    : {
        why: `"${version}" is no version constraint`,
        todo: 'Write one such as "5.21.0", "~> 5.1" or ">= 5.1, < 6.0".',
      };
}

/** Where calls of a module have names, its own name says none of them. */
function callsAreNamedByTheirNames({ stacks }: ProjectSchema): Diagnostic[] {
  return [...stacks.values()].flatMap(({ calls, variables }) =>
    [...variables.values()].flatMap((variable) =>
      [...variable.calls.keys()].flatMap((name) => {
        const meant = namedCalls(calls, name);
        if (meant.length === 0) return [];
        const args = { name: variable.name, module: name, calls: meant };
        return [diagnostic("call-not-named", args, variable.location)];
      }),
    ),
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

function allPassed({ stacks }: ProjectSchema): Passed[] {
  return [...stacks.values()].flatMap((stack) =>
    [...stack.calls.values()].flatMap((call): Passed[] => {
      const { forEach } = call;
      const variables = [...stack.variables.values()].flatMap(({ name, calls, location }) => {
        const declaration = calls.get(call.name);
        return declaration ? [{ variable: name, declaration, location }] : [];
      });
      const attributes = (forEach?.declarations ?? []).map((declaration) => ({
        variable: forEach?.variable ?? "",
        declaration,
        location: stack.variables.get(forEach?.variable ?? "")?.location,
      }));
      return [...variables, ...attributes].map((one) => ({ stack: stack.name, call, ...one }));
    }),
  );
}

function callsGetAnArgumentOnce(schema: ProjectSchema): Diagnostic[] {
  return pairs(allPassed(schema), ({ stack, call, declaration }) =>
    [stack, call.name, declaration.name].join("\n"),
  ).map(([first, second]) => {
    const args = { call: second.call.name, name: second.declaration.name };
    return diagnostic("call-argument-twice", args, second.location, noteOf(first));
  });
}

/** A module may be called often, by several stacks too: then what it is given under one name is one thing. */
function modulesDeclareAnArgumentOnce(schema: ProjectSchema): Diagnostic[] {
  const local = allPassed(schema).filter(({ call }) => call.module !== undefined);
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

/** What two declarations of one argument do not agree in, as Terraform names it. */
function differing(one: VariableDeclaration, other: VariableDeclaration): string[] {
  const { name, type } = one;
  return [
    ...(isSame({ name, type }, { name, type: other.type }) ? [] : ["type"]),
    ...(["description", "nullable", "sensitive", "ephemeral"] as const).filter(
      (key) => one[key] !== other[key],
    ),
  ];
}

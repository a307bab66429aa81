import { type Diagnostic, diagnostic, type Location } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { failure, type Result, success } from "../model/result.ts";
import type { ModuleCall, ProjectVariable } from "../model/schema.ts";
import type { VariableDeclaration } from "../model/terraformType.ts";
import type { ModuleCallOptions, Stack } from "../schema/stack.ts";
import { unknownOptions } from "./unknownOptions.ts";

/** The calls of a stack: those that it names, and every module that a variable goes to under its own name. */
export function readCalls(
  stack: Stack,
  variables: ReadonlyMap<string, ProjectVariable>,
  location: Location | undefined,
): { readonly read: ReadonlyMap<string, ModuleCall>; readonly problems: readonly Diagnostic[] } {
  const read = new Map<string, ModuleCall>();
  const problems: Diagnostic[] = [];
  for (const [name, options] of Object.entries(stack.calls ?? {})) {
    if (typeof options === "string") {
      read.set(name, { name, module: options });
      continue;
    }
    problems.push(...unknownOptions("call", name, options, optionNames, location));
    const call = readCall(name, options, variables, location);
    if (call.ok) read.set(name, call.value);
    else problems.push(...call.problems);
  }
  for (const { calls: passedTo } of variables.values()) {
    for (const name of passedTo.keys()) {
      if (!read.has(name)) read.set(name, { name, module: name });
    }
  }
  return { read, problems };
}

const optionNames = ["module", "source", "version", "forEach", "calledBy"];

function readCall(
  name: string,
  { forEach, ...origin }: Exclude<ModuleCallOptions, string>,
  variables: ReadonlyMap<string, ProjectVariable>,
  location: Location | undefined,
): Result<ModuleCall> {
  if ("module" in origin === "source" in origin) {
    return failure(diagnostic("call-origin", { name }, location));
  }
  if (forEach === undefined) return success({ name, ...origin });
  const variable = variables.get(forEach);
  if (!variable) {
    const suggestion = nearest(forEach, variables.keys());
    const args = { call: name, name: forEach, suggestion };
    return failure(diagnostic("call-each-unknown", args, location));
  }
  const declarations = attributeDeclarations(variable);
  if (!declarations) {
    const args = { call: name, name: forEach };
    return failure(diagnostic("call-each-type", args, variable.location));
  }
  return success({ name, ...origin, forEach: { variable: forEach, declarations } });
}

/** What the attributes of a map's objects are to the module that is called for each of them. */
function attributeDeclarations({
  type,
  zod,
  description,
  declaration: { sensitive },
}: ProjectVariable): readonly VariableDeclaration[] | undefined {
  if (type.kind !== "map" || type.element.kind !== "object") return undefined;
  const descriptions = attributeDescriptions(zod);
  return Object.entries(type.element.attributes).map(([name, attribute]) => ({
    name,
    description: descriptions.get(name) ?? `${description}: ${name}`,
    type: attribute.type,
    nullable: attribute.optional && attribute.default === undefined,
    ...(sensitive ? { sensitive: true } : {}),
  }));
}

/** What `.describe()` says of the attributes of a map's objects. */
function attributeDescriptions(zod: ProjectVariable["zod"]): ReadonlyMap<string, string> {
  const { additionalProperties: element } = zod.toJSONSchema({ unrepresentable: "any" });
  const properties = typeof element === "object" ? (element.properties ?? {}) : {};
  return new Map(
    Object.entries(properties).flatMap(([name, property]) =>
      typeof property === "object" && property.description !== undefined
        ? [[name, property.description] as const]
        : [],
    ),
  );
}

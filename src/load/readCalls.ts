import { diagnostic } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import type { ModuleCall, ProjectVariable } from "../model/schema.ts";
import type { VariableDeclaration } from "../model/terraformType.ts";
import type { ModuleCallOptions, Stack } from "../schema/stack.ts";
import type { SchemaContext } from "./schemaContext.ts";

/** The calls of a stack: those that it names, and every module that a variable goes to under its own name. */
export function readCalls(
  stack: Stack,
  variables: ReadonlyMap<string, ProjectVariable>,
  context: SchemaContext,
): Map<string, ModuleCall> {
  const calls = new Map<string, ModuleCall>();
  for (const [name, options] of Object.entries(stack.calls ?? {})) {
    const call = readCall(name, options, stack, variables, context);
    if (call) calls.set(name, call);
  }
  for (const { calls: passedTo } of variables.values()) {
    for (const name of passedTo.keys()) {
      if (!calls.has(name)) calls.set(name, { name, module: name });
    }
  }
  return calls;
}

const known = ["module", "source", "version", "forEach", "calledBy"];

function readCall(
  name: string,
  options: ModuleCallOptions,
  stack: Stack,
  variables: ReadonlyMap<string, ProjectVariable>,
  { locate, problems }: SchemaContext,
): ModuleCall | undefined {
  if (typeof options === "string") return { name, module: options };
  const location = locate(stack);
  for (const option of Object.keys(options).filter((key) => !known.includes(key))) {
    const suggestion = nearest(option, known);
    problems.push(
      diagnostic("unknown-option", { kind: "call", name, option, suggestion }, location),
    );
  }
  const { forEach, ...origin } = options;
  if ("module" in origin === "source" in origin) {
    problems.push(diagnostic("call-origin", { name }, location));
    return undefined;
  }
  if (forEach === undefined) return { name, ...origin };
  const variable = variables.get(forEach);
  if (!variable) {
    const suggestion = nearest(forEach, variables.keys());
    const args = { call: name, name: forEach, suggestion };
    problems.push(diagnostic("call-each-unknown", args, location));
    return undefined;
  }
  const declarations = attributeDeclarations(variable);
  if (!declarations) {
    problems.push(diagnostic("call-each-type", { call: name, name: forEach }, variable.location));
    return undefined;
  }
  return { name, ...origin, forEach: { variable: forEach, declarations } };
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

import type { ParseResult } from "@babel/parser";
import type { ProjectVariable } from "../model/schema.ts";
import type { TerraformType } from "../model/terraformType.ts";

/** An expression of HCL, and its type. */
export interface Hcl {
  readonly text: string;
  readonly type: TerraformType;
  /** Whether it needs no parentheses beside an operator. */
  readonly isWhole: boolean;
  /** Of a number, whether it is whole: only then do both languages compute the same. */
  readonly isInteger?: boolean;
}

type Statement = ParseResult["program"]["body"][number];
export type Code = Extract<Statement, { type: "ExpressionStatement" }>["expression"];
export type CodeOf<Kind extends Code["type"]> = Extract<Code, { type: Kind }>;
export type Variables = ReadonlyMap<
  string,
  Pick<ProjectVariable, "type" | "zod" | "declaration" | "sensitive">
>;

export interface Scope {
  /** What the function calls all that it is given, or what of it are the variables. */
  readonly facts?: string;
  readonly values?: string;
  readonly variables: Variables;
  readonly reads: Set<string>;
  /** The names that functions inside give to elements. */
  readonly bound: ReadonlyMap<string, TerraformType>;
}

type Parameter = CodeOf<"ArrowFunctionExpression">["params"][number];

/** `facts`, or what `variables` are called in `{ variables }`. */
export function namesOf(parameter: Parameter): Pick<Scope, "facts" | "values"> {
  if (parameter.type === "Identifier") return { facts: parameter.name };
  if (parameter.type !== "ObjectPattern") return {};
  for (const member of parameter.properties) {
    if (member.type !== "ObjectProperty" || member.computed) continue;
    const { key, value } = member;
    const isVariables = key.type === "Identifier" && key.name === "variables";
    if (isVariables && value.type === "Identifier") return { values: value.name };
  }
  return {};
}

/** `.name` or `["name"]`. */
export function memberName({ property, computed }: CodeOf<"MemberExpression">): string | undefined {
  if (computed) return property.type === "StringLiteral" ? property.value : undefined;
  return property.type === "Identifier" ? property.name : undefined;
}

/** `variables` of the facts that the rule is given. */
export function isVariables(code: Code, { facts, values, bound }: Scope): boolean {
  if (code.type === "Identifier") return code.name === values && !bound.has(code.name);
  if (code.type !== "MemberExpression" || memberName(code) !== "variables") return false;
  const { object } = code;
  return object.type === "Identifier" && object.name === facts && !bound.has(object.name);
}

export function variableOf(name: string, { variables, reads }: Scope): Hcl | undefined {
  const variable = variables.get(name);
  if (!variable) return undefined;
  const { declaration, sensitive, type, zod } = variable;
  const { nullable, ephemeral } = declaration;
  const schema = JSON.stringify(zod.toJSONSchema({ unrepresentable: "any" }));
  // Terraform cannot order null, which may also be inside of a value.
  const mayBeNull = nullable !== false || schema.includes('"null"');
  if (mayBeNull || sensitive || ephemeral) return undefined;
  reads.add(name);
  const isInteger = type.kind === "number" && schema.includes('"type":"integer"');
  return { text: `var.${name}`, type, isWhole: true, isInteger };
}

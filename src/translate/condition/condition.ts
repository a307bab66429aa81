import { quotedLiteral } from "../../hcl/literal.ts";
import type { ProjectVariable } from "../../model/schema.ts";
import type { TerraformType } from "../../model/terraformType.ts";
import { type Code, type Parameter, parseFunction } from "./parse.ts";

/** What Terraform can hold values to, as a function of the schema does. */
export interface Condition {
  /** HCL. */
  readonly text: string;
  /** The variables that it reads. */
  readonly reads: ReadonlySet<string>;
}

/** An expression of HCL, and its type. */
interface Hcl {
  readonly text: string;
  readonly type: TerraformType;
  /** Whether it needs no parentheses beside an operator. */
  readonly isWhole: boolean;
}

type Variables = ReadonlyMap<
  string,
  Pick<ProjectVariable, "type" | "zod" | "declaration" | "sensitive">
>;

/**
 * Says in HCL what a rule says in TypeScript; `undefined` where Terraform has no such expression, or might come to
 * something else: what reads settings or other environments, what may be null, texts whose length counts.
 */
export function conditionOf(
  rule: (facts: never) => unknown,
  variables: Variables,
): Condition | undefined {
  const code = parseFunction(String(rule));
  if (code?.kind !== "function") return undefined;
  const reads = new Set<string>();
  const scope: Scope = { facts: code.parameter, variables, reads, bound: new Map() };
  const hcl = hclOf(code.gives, scope);
  if (hcl?.type.kind !== "bool" || reads.size === 0) return undefined;
  return { text: hcl.text, reads };
}

interface Scope {
  readonly facts: Parameter;
  readonly variables: Variables;
  readonly reads: Set<string>;
  /** The names that functions inside give to elements. */
  readonly bound: ReadonlyMap<string, TerraformType>;
}

const bool: TerraformType = { kind: "bool" };
const number: TerraformType = { kind: "number" };
const string: TerraformType = { kind: "string" };

function hclOf(code: Code, scope: Scope): Hcl | undefined {
  switch (code.kind) {
    case "number":
      return { text: code.value, type: number, isWhole: true };
    case "text":
      return { text: quotedLiteral(code.value), type: string, isWhole: true };
    case "name":
      return nameOf(code.name, scope);
    case "member":
      return memberOf(code, scope);
    case "call":
      return callOf(code, scope);
    case "not":
    case "minus":
      return unaryOf(code, scope);
    case "binary":
      return binaryOf(code, scope);
    case "choice":
      return choiceOf(code, scope);
    case "function":
      return undefined;
  }
}

function nameOf(name: string, { bound }: Scope): Hcl | undefined {
  if (name === "true" || name === "false") return { text: name, type: bool, isWhole: true };
  const type = bound.get(name);
  return type && { text: name, type, isWhole: true };
}

function memberOf(code: Extract<Code, { kind: "member" }>, scope: Scope): Hcl | undefined {
  const { of, name } = code;
  if (isVariables(of, scope)) return variableOf(name, scope);
  const whole = hclOf(of, scope);
  if (!whole) return undefined;
  const { type } = whole;
  if (type.kind === "object") {
    const attribute = Object.hasOwn(type.attributes, name) ? type.attributes[name] : undefined;
    const isThere = attribute && (!attribute.optional || attribute.default !== undefined);
    return isThere && whole.isWhole && /^[A-Za-z_]\w*$/.test(name)
      ? { text: `${whole.text}.${name}`, type: attribute.type, isWhole: true }
      : undefined;
  }
  const counts = name === (type.kind === "set" ? "size" : "length");
  const isCounted = type.kind === "list" || type.kind === "set" || type.kind === "tuple";
  return counts && isCounted
    ? { text: `length(${whole.text})`, type: number, isWhole: true }
    : undefined;
}

/** `variables` of the facts that the rule is given. */
function isVariables(code: Code, { facts, bound }: Scope): boolean {
  if (code.kind === "name") {
    return (
      typeof facts !== "string" && !bound.has(code.name) && facts.get(code.name) === "variables"
    );
  }
  return (
    code.kind === "member" &&
    code.name === "variables" &&
    code.of.kind === "name" &&
    code.of.name === facts
  );
}

function variableOf(name: string, { variables, reads }: Scope): Hcl | undefined {
  const variable = variables.get(name);
  if (!variable) return undefined;
  const { declaration, sensitive, type } = variable;
  const { nullable, ephemeral } = declaration;
  if (nullable !== false || sensitive || ephemeral || mayHoldNull(variable)) return undefined;
  reads.add(name);
  return { text: `var.${name}`, type, isWhole: true };
}

/** Whether null may stand inside of a value: Terraform compares it with nothing. */
function mayHoldNull({ type, zod }: Pick<ProjectVariable, "type" | "zod">): boolean {
  if (["string", "number", "bool"].includes(type.kind)) return false;
  return JSON.stringify(zod.toJSONSchema({ unrepresentable: "any" })).includes('"null"');
}

/** Methods whose argument is a text, by Terraform's functions. */
const textFunctions = new Map([
  ["includes", "strcontains"],
  ["startsWith", "startswith"],
  ["endsWith", "endswith"],
]);

function callOf({ callee, given }: Extract<Code, { kind: "call" }>, scope: Scope): Hcl | undefined {
  const [argument, ...others] = given;
  if (callee.kind !== "member" || !argument || others.length > 0) return undefined;
  const on = hclOf(callee.of, scope);
  if (!on) return undefined;
  const { name } = callee;
  if (argument.kind === "function") return everyOf(on, name, argument, scope);
  const value = hclOf(argument, scope);
  if (!value) return undefined;
  const made = (called: string): Hcl => ({
    text: `${called}(${on.text}, ${value.text})`,
    type: bool,
    isWhole: true,
  });
  const { type } = on;
  if (type.kind === "string") {
    const called = textFunctions.get(name);
    return called !== undefined && value.type.kind === "string" ? made(called) : undefined;
  }
  const isMember =
    (type.kind === "list" && name === "includes") || (type.kind === "set" && name === "has");
  return isMember && isComparable(type.element, value.type) ? made("contains") : undefined;
}

/** `all.every((one) => ...)`: a condition on each element. */
function everyOf(
  { text, type }: Hcl,
  name: string,
  { parameter, gives }: Extract<Code, { kind: "function" }>,
  scope: Scope,
): Hcl | undefined {
  const called = { every: "alltrue", some: "anytrue" }[name];
  if (called === undefined || type.kind !== "list" || typeof parameter !== "string")
    return undefined;
  const bound = new Map([...scope.bound, [parameter, type.element]]);
  const each = hclOf(gives, { ...scope, bound });
  return each?.type.kind === "bool"
    ? { text: `${called}([for ${parameter} in ${text} : ${each.text}])`, type: bool, isWhole: true }
    : undefined;
}

function unaryOf(
  { kind, of }: Extract<Code, { kind: "not" | "minus" }>,
  scope: Scope,
): Hcl | undefined {
  // What a compiler makes of true and false.
  if (kind === "not" && of.kind === "number" && (of.value === "0" || of.value === "1")) {
    return { text: String(of.value === "0"), type: bool, isWhole: true };
  }
  const value = hclOf(of, scope);
  const wanted = kind === "not" ? bool : number;
  if (value?.type.kind !== wanted.kind) return undefined;
  return { text: `${kind === "not" ? "!" : "-"}${beside(value)}`, type: wanted, isWhole: true };
}

function binaryOf(
  { operator, of: [left, right] }: Extract<Code, { kind: "binary" }>,
  scope: Scope,
): Hcl | undefined {
  const one = hclOf(left, scope);
  const other = hclOf(right, scope);
  if (!one || !other) return undefined;
  const made = (sign: string, type: TerraformType): Hcl => ({
    text: `${beside(one)} ${sign} ${beside(other)}`,
    type,
    isWhole: false,
  });
  const both = (kind: TerraformType["kind"]): boolean =>
    one.type.kind === kind && other.type.kind === kind;
  if (operator === "&&" || operator === "||")
    return both("bool") ? made(operator, bool) : undefined;
  if (/^[=!]==?$/.test(operator)) {
    const sign = operator.startsWith("!") ? "!=" : "==";
    return isComparable(one.type, other.type) ? made(sign, bool) : undefined;
  }
  if (!both("number")) return undefined;
  return made(operator, /[<>]/.test(operator) ? bool : number);
}

function choiceOf(
  { of: [asked, first, second] }: Extract<Code, { kind: "choice" }>,
  scope: Scope,
): Hcl | undefined {
  const [condition, one, other] = [asked, first, second].map((code) => hclOf(code, scope));
  if (condition?.type.kind !== "bool" || !one || !other || !isComparable(one.type, other.type)) {
    return undefined;
  }
  const text = `${beside(condition)} ? ${beside(one)} : ${beside(other)}`;
  return { text, type: one.type, isWhole: false };
}

/** Texts, numbers and booleans are equal in both languages alike, as long as they are of one type. */
function isComparable(one: TerraformType, other: TerraformType): boolean {
  return ["string", "number", "bool"].includes(one.kind) && one.kind === other.kind;
}

function beside({ text, isWhole }: Hcl): string {
  return isWhole ? text : `(${text})`;
}

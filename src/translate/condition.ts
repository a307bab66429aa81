import type { parseExpression } from "@babel/parser";
import { quotedLiteral } from "../hcl/literal.ts";
import type { TerraformType } from "../model/terraformType.ts";
import {
  type Code,
  type CodeOf,
  type Hcl,
  isVariables,
  memberName,
  namesOf,
  type Scope,
  type Variables,
  variableOf,
} from "./conditionScope.ts";

/** The parser of JavaScript, which is loaded only where there is something to parse. */
export type ParseExpression = typeof parseExpression;

/** A condition of Terraform, translated from a function of the schema. */
export interface Condition {
  /** HCL. */
  readonly text: string;
  readonly reads: ReadonlySet<string>;
}

/**
 * Translates a rule from TypeScript to HCL; `undefined` if Terraform has no such expression, or might compute
 * something else: what reads settings or other environments, what may be null, texts whose length counts, fractions that
 * are added.
 */
export function conditionOf(
  rule: (facts: never) => unknown,
  variables: Variables,
  parse: ParseExpression,
): Condition | undefined {
  const code = parsed(String(rule), parse);
  if (code?.type !== "ArrowFunctionExpression" || code.body.type === "BlockStatement")
    return undefined;
  const [parameter, ...others] = code.params;
  if (!parameter || others.length > 0 || code.async) return undefined;
  const reads = new Set<string>();
  const scope: Scope = { ...namesOf(parameter), variables, reads, bound: new Map() };
  const hcl = hclOf(code.body, scope);
  return hcl?.type.kind === "bool" && reads.size > 0 ? { text: hcl.text, reads } : undefined;
}

function parsed(source: string, parse: ParseExpression): Code | undefined {
  try {
    return parse(source);
  } catch {
    // A method is no expression.
    return undefined;
  }
}

const bool: TerraformType = { kind: "bool" };
const number: TerraformType = { kind: "number" };
const string: TerraformType = { kind: "string" };

/** A condition that needs no parentheses beside an operator. */
function truth(text: string): Hcl {
  return { text, type: bool, isWhole: true };
}

function hclOf(code: Code, scope: Scope): Hcl | undefined {
  switch (code.type) {
    case "NumericLiteral": {
      const { value } = code;
      const isInteger = Number.isSafeInteger(value);
      return { text: String(value), type: number, isWhole: true, isInteger };
    }
    case "StringLiteral":
      return { text: quotedLiteral(code.value), type: string, isWhole: true };
    case "BooleanLiteral":
      return truth(String(code.value));
    case "Identifier": {
      const type = scope.bound.get(code.name);
      return type && { text: code.name, type, isWhole: true };
    }
    case "MemberExpression":
      return memberOf(code, scope);
    case "CallExpression":
      return callOf(code, scope);
    case "UnaryExpression":
      return unaryOf(code, scope);
    case "LogicalExpression":
    case "BinaryExpression":
      return binaryOf(code, scope);
    case "ConditionalExpression":
      return choiceOf(code, scope);
    default:
      return undefined;
  }
}

function memberOf(code: CodeOf<"MemberExpression">, scope: Scope): Hcl | undefined {
  const { object } = code;
  const name = memberName(code);
  if (name === undefined || object.type === "Super") return undefined;
  if (isVariables(object, scope)) return variableOf(name, scope);
  const whole = hclOf(object, scope);
  if (!whole) return undefined;
  const { type } = whole;
  if (type.kind === "object") {
    const attribute = Object.hasOwn(type.attributes, name) ? type.attributes[name] : undefined;
    const isThere = attribute && (!attribute.optional || attribute.default !== undefined);
    return isThere && whole.isWhole
      ? { text: `${whole.text}.${name}`, type: attribute.type, isWhole: true }
      : undefined;
  }
  const counts = name === (type.kind === "set" ? "size" : "length");
  const isCounted = type.kind === "list" || type.kind === "set" || type.kind === "tuple";
  return counts && isCounted
    ? { text: `length(${whole.text})`, type: number, isWhole: true, isInteger: true }
    : undefined;
}

/** Methods whose argument is a text, by Terraform's functions. */
const textFunctions = new Map([
  ["includes", "strcontains"],
  ["startsWith", "startswith"],
  ["endsWith", "endswith"],
]);

function callOf(
  { callee, arguments: given }: CodeOf<"CallExpression">,
  scope: Scope,
): Hcl | undefined {
  const [argument, ...others] = given;
  if (callee.type !== "MemberExpression" || callee.object.type === "Super") return undefined;
  if (!argument || others.length > 0 || !isExpression(argument)) return undefined;
  const on = hclOf(callee.object, scope);
  const name = memberName(callee);
  if (!on || name === undefined) return undefined;
  if (argument.type === "ArrowFunctionExpression") return everyOf(on, name, argument, scope);
  const value = hclOf(argument, scope);
  if (!value) return undefined;
  const { type } = on;
  if (type.kind === "string") {
    const called = textFunctions.get(name);
    return called !== undefined && value.type.kind === "string"
      ? truth(`${called}(${on.text}, ${value.text})`)
      : undefined;
  }
  const isMember =
    (type.kind === "list" && name === "includes") || (type.kind === "set" && name === "has");
  return isMember && isComparable(type.element, value.type)
    ? truth(`contains(${on.text}, ${value.text})`)
    : undefined;
}

function isExpression(argument: CodeOf<"CallExpression">["arguments"][number]): argument is Code {
  return argument.type !== "SpreadElement" && argument.type !== "ArgumentPlaceholder";
}

/** `all.every((one) => ...)`: a condition on each element. */
function everyOf(
  { text, type }: Hcl,
  name: string,
  { params: [parameter, ...others], body, async }: CodeOf<"ArrowFunctionExpression">,
  scope: Scope,
): Hcl | undefined {
  const called = new Map([
    ["every", "alltrue"],
    ["some", "anytrue"],
  ]).get(name);
  if (called === undefined || type.kind !== "list" || others.length > 0 || async) return undefined;
  if (parameter?.type !== "Identifier" || body.type === "BlockStatement") return undefined;
  const one = parameter.name;
  if (!/^[a-z]\w*$/i.test(one)) return undefined;
  const bound = new Map([...scope.bound, [one, type.element]]);
  const each = hclOf(body, { ...scope, bound });
  return each?.type.kind === "bool"
    ? truth(`${called}([for ${one} in ${text} : ${each.text}])`)
    : undefined;
}

function unaryOf({ operator, argument }: CodeOf<"UnaryExpression">, scope: Scope): Hcl | undefined {
  // What a compiler makes of true and false.
  if (operator === "!" && argument.type === "NumericLiteral") {
    return truth(String(argument.value === 0));
  }
  const value = hclOf(argument, scope);
  if (operator === "!" && value?.type.kind === "bool") {
    return truth(`!${beside(value)}`);
  }
  return operator === "-" && value?.type.kind === "number"
    ? { ...value, text: `-${beside(value)}`, isWhole: true }
    : undefined;
}

function binaryOf(
  { operator, left, right }: CodeOf<"BinaryExpression"> | CodeOf<"LogicalExpression">,
  scope: Scope,
): Hcl | undefined {
  const one = left.type === "PrivateName" ? undefined : hclOf(left, scope);
  const other = hclOf(right, scope);
  if (!one || !other) return undefined;
  const made = (sign: string, type: TerraformType): Hcl => ({
    text: `${beside(one)} ${sign} ${beside(other)}`,
    type,
    isWhole: false,
    isInteger: type === number,
  });
  const both = (kind: TerraformType["kind"]): boolean =>
    one.type.kind === kind && other.type.kind === kind;
  switch (operator) {
    case "&&":
    case "||":
      return both("bool") ? made(operator, bool) : undefined;
    case "==":
    case "===":
      return isComparable(one.type, other.type) ? made("==", bool) : undefined;
    case "!=":
    case "!==":
      return isComparable(one.type, other.type) ? made("!=", bool) : undefined;
    case "<":
    case "<=":
    case ">":
    case ">=":
      return both("number") ? made(operator, bool) : undefined;
    case "+":
    case "-":
    case "*":
      return one.isInteger && other.isInteger ? made(operator, number) : undefined;
    case "%":
      // Of whole numbers both have the dividend's sign; by zero only one of them goes on.
      return one.isInteger && right.type === "NumericLiteral" && right.value >= 1 && other.isInteger
        ? made(operator, number)
        : undefined;
    default:
      return undefined;
  }
}

function choiceOf(
  { test, consequent, alternate }: CodeOf<"ConditionalExpression">,
  scope: Scope,
): Hcl | undefined {
  const [condition, one, other] = [test, consequent, alternate].map((code) => hclOf(code, scope));
  if (condition?.type.kind !== "bool" || !one || !other || !isComparable(one.type, other.type)) {
    return undefined;
  }
  const text = `${beside(condition)} ? ${beside(one)} : ${beside(other)}`;
  const isInteger = one.isInteger === true && other.isInteger === true;
  return { text, type: one.type, isWhole: false, isInteger };
}

/** Texts, numbers and booleans are equal in both languages alike, as long as they are of one type. */
function isComparable(one: TerraformType, other: TerraformType): boolean {
  return ["string", "number", "bool"].includes(one.kind) && one.kind === other.kind;
}

function beside({ text, isWhole }: Hcl): string {
  return isWhole ? text : `(${text})`;
}

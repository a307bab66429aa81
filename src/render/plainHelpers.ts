import type { Value } from "../model/value.ts";
import { runSchemaCode, type SchemaCode, SchemaFailure } from "../schemaCode/schemaCode.ts";
import { Expression, isEmpty, isRecord, type TemplateData } from "../template/expression.ts";
import type { Call, Helper } from "../template/helper.ts";
import { ownMember } from "../template/lookUp.ts";
import { toValue } from "../translate/values.ts";
import { jsonLiteral } from "./literals.ts";

/** Helpers that know nothing of Terraform: comparisons, logic, and text. */
export const plainHelpers: Readonly<Record<string, Helper>> = {
  eq: taking(2, ([one = null, other = null]) => isEqual(one, other)),
  ne: taking(2, ([one = null, other = null]) => !isEqual(one, other)),
  not: taking(1, ([value = null]) => !isTrue(value)),
  and: taking("any", (values) => values.every(isTrue)),
  or: taking("any", (values) => values.some(isTrue)),
  includes: taking(2, ([all = null, one = null], call) => {
    if (typeof all === "string") return all.includes(String(one));
    if (Array.isArray(all)) return all.some((item: TemplateData) => isEqual(item, one));
    if (isRecord(all)) return Object.hasOwn(all, String(one));
    call.refuse({ kind: "takes", name: "includes" });
    return false;
  }),
  lookup: taking(2, ([from = null, name = null]) => ownMember(from, String(name)) ?? null),
  join: taking(2, ([list = null, separator = null], call) => {
    if (Array.isArray(list)) return list.map(textOf).join(String(separator));
    call.refuse({ kind: "takes", name: "join" });
    return "";
  }),
  concat: taking("any", (texts) => texts.map(textOf).join("")),
  replace: taking(3, ([text = null, from = null, to = null]) =>
    textOf(text).replaceAll(textOf(from), () => textOf(to)),
  ),
  lower: taking(1, ([text = null]) => textOf(text).toLowerCase()),
  upper: taking(1, ([text = null]) => textOf(text).toUpperCase()),
};

/** A function of the project's schema as a helper. What it throws is a mistake of the template's line. */
export function projectHelper(name: string, run: (...parameters: never[]) => unknown): Helper {
  return taking("any", (parameters, call) => {
    if (parameters.length < run.length) {
      call.refuse({ kind: "parameters", name, takes: run.length, given: parameters.length });
      return new Expression("");
    }
    try {
      const code: SchemaCode = {
        what: `the helper "${name}"`,
        get location() {
          return call.location;
        },
      };
      const given = runSchemaCode(code, () => run(...(parameters as never[]))) ?? null;
      const value = toValue(given);
      if (value !== undefined && isWritable(value)) return value;
      call.refuse({ kind: "helper-gives-no-data", name });
      return new Expression("");
    } catch (thrown) {
      if (thrown instanceof SchemaFailure) throw thrown;
      const said = thrown instanceof Error ? thrown.message : String(thrown);
      call.refuse({ kind: "helper-throws", said });
      return new Expression("");
    }
  });
}

function isWritable(value: Value): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value !== "object" || value === null || Object.values(value).every(isWritable);
}

function taking(
  parameters: Helper["parameters"],
  run: (parameters: readonly TemplateData[], call: Call) => TemplateData,
): Helper {
  return { parameters, options: [], run: (call) => run(call.parameters, call) };
}

/** What `#if` takes for something. */
function isTrue(value: TemplateData): boolean {
  return !isEmpty(value) && value !== 0 && value !== 0n;
}

function isEqual(one: TemplateData, other: TemplateData): boolean {
  return textOf(one) === textOf(other) && typeof one === typeof other;
}

function textOf(value: TemplateData): string {
  if (value instanceof Expression) return value.text;
  return typeof value === "string" ? value : jsonLiteral(value as Value);
}

import { givenOf, heldValue, subjectsOf } from "../compare/subject.ts";
import { literalValue } from "../hcl/outline/literalValue.ts";
import { outline } from "../hcl/outline/outline.ts";
import type { Environment } from "../model/environment.ts";
import type { Output } from "../model/rendered.ts";
import { type Value, valueAt, withValueAt } from "../model/value.ts";
import { canonical } from "../values/canonical.ts";
import type { ValueChange } from "./changes.ts";
import type { ExpressionChange } from "./textChanges.ts";

/** What an expression that names a setting or a variable wrote, changed by hand: the value's change. */
export function changedExpression(
  { kind }: Output,
  environment: Environment,
  { expression, before, after, at }: ExpressionChange,
): ValueChange | undefined {
  const found = /^\{\{\{?\s*(settings|values)\.([\w-]+)((?:\.[\w-]+)*)\s*\}?\}\}$/.exec(expression);
  if (!found) return undefined;
  const [, section, name = "", rest = ""] = found;
  const steps = rest.split(".").slice(1);
  const subject = subjectsOf(environment.stack).find(
    (one) => one.name === name && one.kind === (section === "values" ? "variable" : "setting"),
  );
  if (!subject || subject.computed) return undefined;
  const read = (text: string): Value | undefined => {
    if (expression.startsWith("{{{") || kind === "text") return text;
    const [attribute] = outline(`x = ${text}\n`).body.attributes;
    return attribute && literalValue(attribute.expression.tokens);
  };
  const held = valueAt(heldValue(environment, subject), steps);
  const written = read(before);
  const value = read(after);
  // The name may mean another thing where it stands; and text says nothing of its type.
  if (value === undefined || canonical(held) !== canonical(written)) return undefined;
  return {
    kind: "value",
    environment,
    subject,
    value: withValueAt(givenOf(environment, subject), steps, value),
    at,
  };
}

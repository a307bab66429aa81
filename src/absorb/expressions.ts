import { givenOf, heldValue, subjectsOf } from "../compare/subject.ts";
import { literalOf } from "../hcl/literalOf.ts";
import type { Environment } from "../model/environment.ts";
import type { Output } from "../model/rendered.ts";
import { type Value, valueAt, withValueAt } from "../model/value.ts";
import { canonical } from "../values/canonical.ts";
import type { ValueChange } from "./changes.ts";
import type { ExpressionChange } from "./textChanges.ts";

/** What an expression that names a setting or a variable wrote, changed by hand: the value's change. */
export async function changedExpression(
  { kind }: Output,
  environment: Environment,
  { expression, before, after, at }: ExpressionChange,
): Promise<ValueChange | undefined> {
  const found = /^\{\{\{?\s*(settings|values)\.([\w-]+)((?:\.[\w-]+)*)\s*\}?\}\}$/.exec(expression);
  if (!found) return undefined;
  const [, section, name = "", rest = ""] = found;
  const steps = rest.split(".").slice(1);
  const subject = subjectsOf(environment.stack).find(
    (one) => one.name === name && one.kind === (section === "values" ? "variable" : "setting"),
  );
  if (!subject || subject.computed) return undefined;
  const read = (text: string): Promise<Value | undefined> => {
    if (expression.startsWith("{{{") || kind === "text") return Promise.resolve(text);
    return literalOf(text);
  };
  const held = valueAt(heldValue(environment, subject), steps);
  const written = await read(before);
  const value = await read(after);
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

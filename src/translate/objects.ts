import type { $ZodObjectDef } from "zod/v4/core";
import { identifier } from "../hcl/identifier.ts";
import type { ObjectAttribute } from "../model/terraformType.ts";
import { forPart, type Rule, unlessNull } from "./rules.ts";
import { type Interpret, type Place, problem, type Shape, shape, within } from "./shape.ts";

/** `z.object()` and `z.strictObject()`: `object({...})`. Terraform drops unknown attributes of both. */
export function objectShape(
  def: $ZodObjectDef,
  place: Place,
  interpret: Interpret,
): Shape | undefined {
  const catchall = def.catchall?._zod.def.type;
  if (catchall !== undefined && catchall !== "never") {
    problem(place, { kind: "loose-object" });
  }
  const attributes: Record<string, ObjectAttribute> = {};
  const rules: Rule[] = [];
  const before = place.problems.length;
  for (const [name, type] of Object.entries(def.shape)) {
    const there = within(place, `.${name}`);
    // `{ for` would begin a for expression.
    if (!identifier(name) || name === "for") {
      problem(there, { kind: "attribute-name", name });
    }
    const attribute = interpret(type, there);
    if (!attribute) continue;
    if (attribute.nullable && attribute.default !== undefined && attribute.default !== null) {
      problem(there, { kind: "null-and-default" });
    }
    attributes[name] = attributeOf(attribute);
    rules.push(...attributeRules(attribute).map((rule) => forPart(`.${name}`, rule)));
  }
  return place.problems.length > before ? undefined : shape({ kind: "object", attributes }, rules);
}

function attributeOf({ type, optional, default: byDefault }: Shape): ObjectAttribute {
  if (byDefault === undefined || byDefault === null) {
    return { type, optional: optional || byDefault === null };
  }
  return { type, optional: true, default: byDefault };
}

/** An attribute that is left out is null to Terraform. */
function attributeRules(attribute: Shape): readonly Rule[] {
  const mayBeNull = attribute.nullable || attribute.optional || attribute.default === null;
  return mayBeNull ? attribute.rules.map(unlessNull) : attribute.rules;
}

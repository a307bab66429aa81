import { attributeLines } from "./attributes.ts";
import { identifier } from "./identifier.ts";
import { literal, quotedLiteral } from "./literal.ts";
import type { ObjectAttribute, TerraformType } from "./model.ts";

/**
 * A type constraint as a `variable` block's `type` says it, in `terraform fmt`'s form. An object takes a line for
 * each attribute, indented by `indentation` but for the first.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
export function typeExpression(type: TerraformType, indentation = ""): string {
  switch (type.kind) {
    case "string":
    case "number":
    case "bool":
      return type.kind;
    case "list":
    case "set":
    case "map":
      return `${type.kind}(${typeExpression(type.element, indentation)})`;
    case "tuple":
      return `tuple([${type.elements.map((element) => typeExpression(element, indentation)).join(", ")}])`;
    case "object":
      return objectExpression(type.attributes, indentation);
  }
}

function objectExpression(
  attributes: Readonly<Record<string, ObjectAttribute>>,
  indentation: string,
): string {
  const inner = `${indentation}  `;
  const entries = Object.entries(attributes).map(
    ([name, attribute]) =>
      [
        identifier(name) ? name : quotedLiteral(name),
        attributeExpression(attribute, inner),
      ] as const,
  );
  return entries.length === 0
    ? "object({})"
    : `object({\n${attributeLines(entries, inner)}${indentation}})`;
}

function attributeExpression(attribute: ObjectAttribute, indentation: string): string {
  const type = typeExpression(attribute.type, indentation);
  if (!attribute.optional) {
    return type;
  }
  return attribute.default === undefined
    ? `optional(${type})`
    : `optional(${type}, ${argumentLiteral(attribute.default, indentation)})`;
}

/** A comma or parenthesis cannot follow a heredoc's end marker on its line. */
function argumentLiteral(value: Parameters<typeof literal>[0], indentation: string): string {
  return typeof value === "string" ? quotedLiteral(value) : literal(value, indentation);
}

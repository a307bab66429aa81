import type { ObjectAttribute, TerraformType } from "../model/terraformType.ts";
import { attributeLines } from "./attributes.ts";
import { identifier } from "./identifier.ts";
import { literal, quotedLiteral } from "./literal.ts";

/**
 * A type constraint as a `variable` block's `type` says it, in `terraform fmt`'s form. An object takes
 * a line for each attribute; all lines but the first are indented by `indentation`.
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
      return tupleExpression(type.elements, indentation);
    case "object":
      return objectExpression(type.attributes, indentation);
  }
}

function tupleExpression(elements: readonly TerraformType[], indentation: string): string {
  const inner = `${indentation}  `;
  const texts = elements.map((element) => typeExpression(element, inner));
  return texts.some((text) => text.includes("\n"))
    ? `tuple([\n${texts.map((text) => `${inner}${text},\n`).join("")}${indentation}])`
    : `tuple([${texts.join(", ")}])`;
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
  if (attribute.default === undefined) {
    return `optional(${type})`;
  }
  // A comma or parenthesis cannot follow a heredoc's end marker on its line.
  const value =
    typeof attribute.default === "string"
      ? quotedLiteral(attribute.default)
      : literal(attribute.default, indentation);
  // The line `}), {` between two parts of several lines is indented as those lines are: a rule of `fmt`.
  const lastLine = value.includes("\n") ? type.lastIndexOf("\n") + 1 : 0;
  return lastLine === 0
    ? `optional(${type}, ${value})`
    : `optional(${type.slice(0, lastLine)}  ${type.slice(lastLine)}, ${value})`;
}

import type { VariableDeclaration } from "../model/terraformType.ts";
import { attributeLines } from "./attributes.ts";
import { literal, quotedLiteral } from "./literal.ts";
import { typeExpression } from "./typeExpression.ts";

/**
 * A `variable` block in the order of Terraform's style guide and in `terraform fmt`'s form, ending in
 * a newline. A validation's condition is written as it is: one line of HCL in `fmt`'s form.
 *
 * @see https://developer.hashicorp.com/terraform/language/block/variable
 */
export function variableBlock(declaration: VariableDeclaration): string {
  const { description, type, default: value, nullable, sensitive, ephemeral } = declaration;
  const attributes: (readonly [name: string, expression: string])[] = [];
  if (description !== undefined) {
    attributes.push(["description", literal(description, "  ")]);
  }
  attributes.push(["type", typeExpression(type, "  ")]);
  if (value !== undefined) {
    attributes.push(["default", literal(value, "  ")]);
  }
  for (const [name, flag] of Object.entries({ nullable, sensitive, ephemeral })) {
    if (flag !== undefined) {
      attributes.push([name, String(flag)]);
    }
  }
  if (declaration.deprecated !== undefined) {
    attributes.push(["deprecated", literal(declaration.deprecated, "  ")]);
  }
  const validations = (declaration.validations ?? []).map(
    ({ condition, message }) =>
      `\n  validation {\n${attributeLines(
        [
          ["condition", condition],
          ["error_message", quotedLiteral(message)],
        ],
        "    ",
      )}  }\n`,
  );
  const body = attributeLines(attributes, "  ") + validations.join("");
  return `variable ${quotedLiteral(declaration.name)} {\n${body}}\n`;
}

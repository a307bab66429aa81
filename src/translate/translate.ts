import type { ZodType } from "zod";
import { failure, type Result, success } from "../model/result.ts";
import type { TerraformType, Validation } from "../model/terraformType.ts";
import type { Value } from "../model/value.ts";
import { interpret } from "./interpret.ts";
import { errorMessage, unlessNull } from "./rules.ts";
import type { Place, Shape, TranslationProblem } from "./shape.ts";

/** What a zod type is to Terraform, as the members of a `variable` block. */
export interface Translation {
  readonly type: TerraformType;
  /** Absent: the variable must be given. An optional variable defaults to null. */
  readonly default?: Value;
  /** Whether null is a value; false is to be written, since Terraform's own default is true. */
  readonly nullable: boolean;
  readonly validations: readonly Validation[];
  readonly required: boolean;
}

/**
 * Translates the zod type of a variable to Terraform.
 *
 * Terraform then accepts what zod accepts and refuses what zod refuses, but for what Terraform
 * converts before it looks: `5` to a string and `"5"` to a number, null inside a collection and as an
 * attribute, unknown attributes (dropped), text to Unicode's form NFC, `.refine()` (checked by zod
 * alone), and the formats that `formats.ts` and `urls.ts` name as laxer.
 *
 * @param name the variable's: conditions say `var.<name>`
 * @returns the translation, or all that Terraform cannot express and why
 */
export function translate(name: string, type: ZodType): Result<Translation, TranslationProblem> {
  const place: Place = { path: "", ancestors: [], problems: [] };
  const shape = interpret(type, place);
  return shape && place.problems.length === 0
    ? success(translationOf(name, shape))
    : failure(...place.problems);
}

function translationOf(name: string, shape: Shape): Translation {
  const byDefault = shape.optional ? null : shape.default;
  const nullable = shape.nullable || byDefault === null;
  const rules = nullable ? shape.rules.map(unlessNull) : shape.rules;
  return {
    type: shape.type,
    ...(byDefault === undefined ? {} : { default: byDefault }),
    nullable,
    validations: rules.map((rule) => ({
      condition: rule.condition(`var.${name}`, 0),
      message: errorMessage(name, rule),
    })),
    required: byDefault === undefined,
  };
}

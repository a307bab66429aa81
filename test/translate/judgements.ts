import type { ZodType } from "zod";
import type { VariableDeclaration } from "../../src/model/terraformType.ts";
import type { Value } from "../../src/model/value.ts";
import { stricterThanZod } from "../../src/translate/stricter.ts";
import { toPlain } from "../../src/translate/toPlain.ts";
import { translate } from "../../src/translate/translate.ts";
import { toZodInput } from "../../src/translate/zodInput.ts";

/** The declaration of a variable of a type that Terraform can express. */
export function declare(name: string, type: ZodType): VariableDeclaration {
  const result = translate(name, type);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const { required: _, ...declaration } = result.value;
  return { name, ...declaration };
}

/** Whether terraloom takes the value, which asks zod first. A text that it takes and rewrites (`z.url()` drops blanks around it) is refused elsewhere. */
export function isAccepted(type: ZodType, value: Value): boolean {
  const { success, data } = type.safeParse(toZodInput(type, value));
  if (!success || (typeof data === "string" && data !== value)) return false;
  return stricterThanZod(type, toPlain(data) ?? null).length === 0;
}

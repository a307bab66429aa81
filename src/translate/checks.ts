import type {
  $ZodCheckDef,
  $ZodCheckStringFormat,
  $ZodChecks,
  $ZodStringFormatChecks,
  $ZodType,
} from "zod/v4/core";

/**
 * A check's definition: the union that zod publishes for programs that read its schemas. JSON
 * Schema has lost what is needed here: flags of patterns, sets, integers beyond 2^53, messages.
 *
 * @see https://zod.dev/packages/core
 */
export type Check =
  | Exclude<$ZodChecks, $ZodCheckStringFormat>["_zod"]["def"]
  | $ZodStringFormatChecks["_zod"]["def"];

/** Every check of a type: its own where the type is one (`z.email()`), then the added ones. */
export function checksOf(type: $ZodType): readonly Check[] {
  const { def } = type._zod;
  const added = (def.checks ?? []).map((check) => check._zod.def as Check);
  return "check" in def ? [def as unknown as Check, ...added] : added;
}

/** The words the schema's author gave a check: `.min(3, "too short")`. */
export function ownMessage(check: $ZodCheckDef | undefined): { readonly message?: string } {
  // A function that looks at the issue words one value, not the rule.
  if (!check?.error || check.error.length > 0) return {};
  const given = (check.error as () => unknown)();
  if (typeof given !== "string" || given === "") return {};
  // HCL cannot write half a character.
  return { message: given.replaceAll(/\p{Surrogate}/gu, "\ufffd") };
}

import type { ProjectVariable } from "../model/schema.ts";
import type { Value } from "../model/value.ts";
import { toZodInput } from "../translate/zodInput.ts";
import { withDefaults } from "../values/withDefaults.ts";

/** A variable's value as its zod type is to be given it: what is left out in it is what Terraform takes for it. */
export function variableInput(
  { zod, declaration: { type, default: byDefault } }: ProjectVariable,
  value: Value | undefined,
): unknown {
  // An optional variable's default is null to Terraform, and nothing to zod.
  const said = value ?? (value === undefined && byDefault !== null ? byDefault : value);
  return said === undefined ? undefined : toZodInput(zod, withDefaults(said, type));
}

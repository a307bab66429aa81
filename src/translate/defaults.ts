import type { $ZodType } from "zod/v4/core";
import { type Place, problem, type Shape } from "./shape.ts";
import { isWritable, toValue } from "./values.ts";

/** The shape with the default that zod puts in place of a value left out, as zod itself computes it. */
export function withDefault(type: $ZodType, shape: Shape, place: Place): Shape | undefined {
  const given = validate(type, undefined);
  if (!given || given.issues) {
    return problem(place, { kind: "default-type" });
  }
  if (given.value === undefined) return { ...shape, optional: true };
  const value = toValue(given.value);
  if (value === undefined) {
    return problem(place, { kind: "default-no-data" });
  }
  // Zod takes a default unseen; Terraform runs the validations on it.
  if (validate(type, given.value)?.issues) {
    return problem(place, { kind: "default-refused" });
  }
  return isWritable(value, place) ? { ...shape, optional: false, default: value } : undefined;
}

/** Undefined where a check is asynchronous. */
function validate(type: $ZodType, value: unknown) {
  const result = type["~standard"].validate(value);
  return result instanceof Promise ? undefined : result;
}

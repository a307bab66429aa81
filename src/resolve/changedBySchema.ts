import type { Value } from "../hcl/model.ts";
import type { Path } from "../specs/parseSpec.ts";
import { isMapValue } from "../specs/spec.ts";

/** A place where the zod type gave out something else than it was given. */
export interface Change {
  readonly path: Path;
  /** The key that was dropped; absent where a value was changed. */
  readonly key?: string;
  readonly becomes?: Value;
}

/**
 * Compares what a spec says with what its type made of it. Terraform is given what the spec says, so
 * a type that trims, coerces or drops would have the two disagree. Values that were filled in do not count.
 */
export function changedBySchema(input: Value, output: Value | undefined, path: Path): Change[] {
  if (Array.isArray(input) && Array.isArray(output)) {
    return input.flatMap((item: Value, index) =>
      changedBySchema(item, output[index], [...path, index]),
    );
  }
  if (isMapValue(input) && isMapValue(output)) {
    return Object.entries(input).flatMap(([key, value]) =>
      Object.hasOwn(output, key)
        ? changedBySchema(value, output[key], [...path, key])
        : [{ path: [...path, key], key }],
    );
  }
  // A bigint type gives out 5n for 5: the same number.
  if (
    input === output ||
    (isNumber(input) && isNumber(output) && asInteger(input) === asInteger(output))
  )
    return [];
  return [{ path, ...(output === undefined ? {} : { becomes: output }) }];
}

function isNumber(value: Value | undefined): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

function asInteger(value: number | bigint): bigint | number {
  return Number.isInteger(value) ? BigInt(value) : value;
}

import type { $ZodType, $ZodTypes } from "zod/v4/core";
import { isMapValue, type Value } from "../model/value.ts";
import { typeAt, typesInside } from "./inside.ts";

/**
 * A spec's value as zod wants to be given it: a list where the type is a `z.set()` becomes a Set, a
 * whole number where it is a `z.bigint()` becomes a bigint, at any depth. Whatever does not fit the
 * type comes back as it is, for zod to complain about. Made for the types that `translate` takes.
 */
export function toZodInput(type: $ZodType, value: Value | undefined): unknown {
  if (value === null || value === undefined) return value;
  const { def } = (type as $ZodTypes)._zod;
  const isWhole =
    def.type === "bigint" ||
    (def.type === "literal" && def.values.some((choice) => typeof choice === "bigint"));
  if (isWhole) return wholeNumber(value);
  const inside = typesInside(type);
  const input = (item: Value, step: string | number): unknown => {
    const itemType = typeAt(inside, step);
    return itemType ? toZodInput(itemType, item) : item;
  };
  if (inside.kind === "list" && Array.isArray(value)) {
    const items = value.map(input);
    return def.type === "set" ? new Set(items) : items;
  }
  if (inside.kind === "map" && isMapValue(value)) {
    // fromEntries defines even `__proto__` as a plain property.
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, input(item, name)]),
    );
  }
  // Of the options that are not null, undefined or a literal there is one: see `translate`.
  return (inside.same ?? []).reduce<unknown>(
    (made, one) => (made === value ? toZodInput(one, value) : made),
    value,
  );
}

function wholeNumber(value: Value): Value {
  return typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : value;
}

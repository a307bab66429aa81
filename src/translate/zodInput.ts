import type { $ZodType, $ZodTypes } from "zod/v4/core";
import { isMapValue, type Value } from "../model/value.ts";

/**
 * A spec's value as zod wants to be given it: a list where the type is a `z.set()` becomes a Set, a
 * whole number where it is a `z.bigint()` becomes a bigint, at any depth. Whatever does not fit the
 * type comes back as it is, for zod to complain about. Made for the types that `translate` takes.
 */
export function toZodInput(type: $ZodType, value: Value | undefined): unknown {
  if (value === null || value === undefined) return value;
  const { def } = (type as $ZodTypes)._zod;
  switch (def.type) {
    case "bigint":
      return wholeNumber(value);
    case "literal":
      return def.values.some((choice) => typeof choice === "bigint") ? wholeNumber(value) : value;
    case "set":
      return isList(value) ? new Set(value.map((item) => toZodInput(def.valueType, item))) : value;
    case "array":
      return isList(value) ? value.map((item) => toZodInput(def.element, item)) : value;
    case "tuple":
      return isList(value) ? value.map((item, index) => inPlace(def.items[index], item)) : value;
    case "record":
      return isMapValue(value)
        ? mapValues(value, (item) => toZodInput(def.valueType, item))
        : value;
    case "object":
      return isMapValue(value)
        ? mapValues(value, (item, name) =>
            inPlace(Object.hasOwn(def.shape, name) ? def.shape[name] : undefined, item),
          )
        : value;
    case "union":
      // Of the options that are not null, undefined or a literal there is one: see `translate`.
      return def.options.reduce<unknown>(
        (input, option) => (input === value ? toZodInput(option, value) : input),
        value,
      );
    case "nullable":
    case "optional":
    case "nonoptional":
    case "default":
    case "prefault":
    case "readonly":
      return toZodInput(def.innerType, value);
    case "lazy":
      return toZodInput(def.getter(), value);
    default:
      return value;
  }
}

function inPlace(type: $ZodType | undefined, value: Value): unknown {
  return type ? toZodInput(type, value) : value;
}

function wholeNumber(value: Value): Value {
  return typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : value;
}

function mapValues(
  object: { readonly [key: string]: Value },
  change: (value: Value, name: string) => unknown,
): unknown {
  // fromEntries defines even `__proto__` as a plain property.
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name, change(value, name)]),
  );
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

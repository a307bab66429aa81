import { isMapValue, type Value } from "../model/value.ts";

/** The first value where the second says the same, in the same order: what is kept of both is then kept once. */
export function sameOr(value: Value | undefined, other: Value | undefined): Value | undefined {
  return value !== undefined && other !== undefined && isSame(value, other) ? value : other;
}

function isSame(value: Value, other: Value): boolean {
  if (Array.isArray(value)) {
    const items: readonly Value[] = value;
    return (
      Array.isArray(other) &&
      items.length === other.length &&
      items.every((item, index) => isSame(item, other[index] as Value))
    );
  }
  if (!isMapValue(value)) return Object.is(value, other);
  if (!isMapValue(other)) return false;
  const entries = Object.entries(other);
  const keys = Object.keys(value);
  return (
    keys.length === entries.length &&
    entries.every(([key, item], at) => keys[at] === key && isSame(value[key] as Value, item))
  );
}

import { literalFault } from "../hcl/literalFault.ts";
import type { Value } from "../model/value.ts";
import { type Place, problem } from "./shape.ts";

/** Whether Terraform reads a value of the schema as it is; if not, that is a problem of the place. */
export function isWritable(value: Value, place: Place): boolean {
  if (value === null || typeof value === "boolean") return true;
  if (typeof value === "object") {
    const parts = Array.isArray(value) ? value : Object.entries(value).flat();
    return parts.every((part) => isWritable(part, place));
  }
  const fault = literalFault(value);
  if (!fault) return true;
  problem(place, { kind: "value", shown: quotedIfText(value), fault });
  return false;
}

/** A value of a schema (what a default says) as the data it stands for; undefined where it is not data. */
export function toValue(value: unknown): Value | undefined {
  switch (typeof value) {
    case "string":
    case "number":
    case "bigint":
    case "boolean":
      return value;
    case "object":
      if (value === null) return null;
      if (Array.isArray(value) || value instanceof Set) return listValue([...value]);
      return isPlain(value) ? objectValue(value) : undefined;
    default:
      return undefined;
  }
}

function listValue(elements: readonly unknown[]): Value | undefined {
  const values = elements.map(toValue);
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length ? known : undefined;
}

/** An attribute that is there but undefined is left out. */
function objectValue(object: object): Value | undefined {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  const values = entries.map(([name, value]) => [name, toValue(value)] as const);
  if (values.some(([, value]) => value === undefined)) return undefined;
  return Object.fromEntries(values) as { readonly [key: string]: Value };
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype as object) === null;
}

/** A value as a sentence names it: a string in double quotes, all else as it is. */
export function quotedIfText(value: string | number | bigint | boolean): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

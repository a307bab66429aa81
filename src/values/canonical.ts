import type { TerraformType } from "../model/terraformType.ts";
import { isMapValue, type Value } from "../model/value.ts";

/**
 * A text that is the same exactly for values that mean the same to Terraform: the order of a map's
 * keys does not count, nor that of a set's elements, nor how a number is written; an object's attribute
 * that is null is one that is left out.
 *
 * @param type absent: lists are lists, and null is not the same as nothing
 */
export function canonical(value: Value | undefined, type?: TerraformType): string {
  if (value === undefined) return "absent";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") return numberText(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (isMapValue(value)) {
    const entries = Object.keys(value)
      .filter((key) => type?.kind !== "object" || value[key] !== null)
      .map((key) => `${JSON.stringify(key)}:${canonical(value[key], memberType(type, key))}`);
    return `{${entries.sort().join()}}`;
  }
  const elements = value.map((element, index) => canonical(element, memberType(type, index)));
  return type?.kind === "set"
    ? `[${[...new Set(elements)].sort().join()}]`
    : `[${elements.join()}]`;
}

/** The type of what a collection holds under a key or at an index. */
export function memberType(
  type: TerraformType | undefined,
  step: string | number,
): TerraformType | undefined {
  switch (type?.kind) {
    case "list":
    case "set":
    case "map":
      return type.element;
    case "tuple":
      return typeof step === "number" ? type.elements[step] : undefined;
    case "object":
      return Object.hasOwn(type.attributes, step) ? type.attributes[step]?.type : undefined;
    default:
      return undefined;
  }
}

/** Whole numbers are written out, so that 1e21 is what the integer of that size is. */
function numberText(value: number): string {
  return Number.isInteger(value) && !Number.isSafeInteger(value)
    ? String(BigInt(value))
    : String(value);
}

import { compareText } from "../../diagnostics/diagnostic.ts";
import type { ReadType } from "../readType.ts";

/** A value that only Terraform will know. */
export const unknown: unique symbol = Symbol("unknown");

/** What is known of a value before Terraform runs. Parts of a list or an object may be unknown. */
export type Constant =
  | typeof unknown
  | string
  | number
  | boolean
  | null
  | readonly Constant[]
  | ConstantSet
  | ConstantObject;

/** A set of texts, sorted: no other is worked out. */
export type ConstantSet = ReadonlySet<string>;

/** An object or a map. */
export type ConstantObject = ReadonlyMap<string, Constant>;

export function isList(value: Constant): value is readonly Constant[] {
  return Array.isArray(value);
}

export function isSet(value: Constant): value is ConstantSet {
  return value instanceof Set;
}

export function isObject(value: Constant): value is ConstantObject {
  return value instanceof Map;
}

/** The set of some texts, each once; unknown where one of them is no known text. */
export function setOf(values: readonly Constant[]): ConstantSet | typeof unknown {
  const texts = values.filter((value): value is string => typeof value === "string");
  return texts.length === values.length ? new Set(texts.sort(compareText)) : unknown;
}

/** The entries of an object or a map in Terraform's order. */
export function entriesOf(value: ConstantObject): readonly (readonly [string, Constant])[] {
  return [...value].sort(([a], [b]) => compareText(a, b));
}

/** A value as a variable of a type holds it; unknown where that takes a conversion that is not worked out here. */
export function asType(value: Constant, type: ReadType | undefined): Constant {
  if (value === unknown || value === null || !type) return value;
  switch (type.kind) {
    case "string":
    case "number":
      return typeof value === type.kind ? value : unknown;
    case "bool":
      return typeof value === "boolean" ? value : unknown;
    case "list":
      return isList(value) ? value.map((item) => asType(item, type.element)) : unknown;
    case "set":
      if (isSet(value)) return value;
      return isList(value) ? setOf(value.map((item) => asType(item, type.element))) : unknown;
    case "map":
      return isObject(value)
        ? new Map([...value].map(([key, item]) => [key, asType(item, type.element)]))
        : unknown;
    case "tuple":
      return isList(value)
        ? value.map((item, index) => asType(item, type.elements[index]))
        : unknown;
    case "object": {
      if (!isObject(value)) return unknown;
      const attributes = Object.entries(type.attributes).map(([name, attribute]) => {
        const given = value.get(name) ?? null;
        // An optional one may have a default.
        const isOpen = given === null && attribute.optional;
        return [name, isOpen ? unknown : asType(given, attribute.type)] as const;
      });
      return new Map(attributes);
    }
  }
}

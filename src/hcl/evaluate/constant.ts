import { compareText } from "../../diagnostics/diagnostic.ts";
import type { ReadType } from "../readType.ts";

/** A value that only Terraform will know. */
export class Unknown {
  /** What it will be at least, where code says so. */
  readonly type: ReadType | undefined;

  constructor(type?: ReadType) {
    this.type = type;
  }
}

/** A value of which nothing is known. */
export const unknown = new Unknown();

/** What is known of a value before Terraform runs. Parts of a list or an object may be unknown. */
export type Constant =
  | Unknown
  | string
  | number
  | boolean
  | null
  | readonly Constant[]
  | ConstantSet
  | ConstantObject;

/** A set of texts, sorted: no other is worked out. */
export type ConstantSet = ReadonlySet<string>;

export type ConstantObject = ReadonlyMap<string, Constant>;

/** Whether a value is not known, whatever may be known of its type. */
export function isUnknown(value: Constant): value is Unknown {
  return value instanceof Unknown;
}

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
export function setOf(values: readonly Constant[]): ConstantSet | Unknown {
  const texts = values.filter((value): value is string => typeof value === "string");
  return texts.length === values.length ? new Set(texts.sort(compareText)) : unknown;
}

/** The entries of an object or a map in Terraform's order. */
export function entriesOf(value: ConstantObject): readonly (readonly [string, Constant])[] {
  return [...value].sort(([a], [b]) => compareText(a, b));
}

/** What names lead to within a value: `["a", "b"]` of `x.a.b`. */
export function within(value: Constant, names: readonly string[]): Constant {
  const [name, ...rest] = names;
  if (name === undefined) return value;
  return within(isObject(value) ? (value.get(name) ?? unknown) : unknown, rest);
}

/** A value as a variable of a type holds it; unknown where that takes a conversion that is not worked out here. */
export function asType(value: Constant, type: ReadType | undefined): Constant {
  if (isUnknown(value) || value === null || !type) return value;
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

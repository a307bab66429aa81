import { compareText } from "../../diagnostics/diagnostic.ts";
import type { TerraformType } from "../../model/terraformType.ts";

/** A value that is known only when Terraform runs. */
export class Unknown {
  /** Its type, if the code says it. */
  readonly type: TerraformType | undefined;

  constructor(type?: TerraformType) {
    this.type = type;
  }
}

/** A completely unknown value. */
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

/** A set of texts, sorted; other sets are unknown. */
export type ConstantSet = ReadonlySet<string>;

export type ConstantObject = ReadonlyMap<string, Constant>;

/** Whether a value is unknown, even if its type is known. */
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

/** The value at a path within a value: `["a", "b"]` of `x.a.b`. */
export function within(value: Constant, names: readonly string[]): Constant {
  const [name, ...rest] = names;
  if (name === undefined) return value;
  return within(isObject(value) ? (value.get(name) ?? unknown) : unknown, rest);
}

/** A value as a variable of a type has it; unknown if that needs a conversion that is not implemented here. */
export function asType(value: Constant, type: TerraformType | undefined): Constant {
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

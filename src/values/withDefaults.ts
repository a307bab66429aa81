import type { TerraformType } from "../model/terraformType.ts";
import { isMapValue, type Value } from "../model/value.ts";

/**
 * A value with the defaults of all attributes that are left out in it, at any depth: as Terraform takes it. A default is
 * itself filled in; zod would take that of `.default({})` as it stands.
 */
export function withDefaults(value: Value, type: TerraformType): Value {
  switch (type.kind) {
    case "list":
    case "set":
      return Array.isArray(value) ? value.map((item) => withDefaults(item, type.element)) : value;
    case "tuple":
      return Array.isArray(value)
        ? value.map((item, index) => {
            const element = type.elements[index];
            return element ? withDefaults(item, element) : item;
          })
        : value;
    case "map":
      return isMapValue(value)
        ? mapOf(Object.entries(value).map(([key, item]) => [key, withDefaults(item, type.element)]))
        : value;
    case "object":
      return isMapValue(value) ? filled(value, type) : value;
    default:
      return value;
  }
}

function filled(
  value: { readonly [key: string]: Value },
  { attributes }: Extract<TerraformType, { kind: "object" }>,
): Value {
  const given = Object.entries(value).map(([name, item]): [string, Value] => {
    const attribute = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    return [name, attribute ? withDefaults(item, attribute.type) : item];
  });
  const absent = Object.entries(attributes).flatMap(([name, attribute]): [string, Value][] =>
    Object.hasOwn(value, name) || attribute.default === undefined
      ? []
      : [[name, withDefaults(attribute.default, attribute.type)]],
  );
  return mapOf([...given, ...absent]);
}

/** `fromEntries` defines even `__proto__` as a plain property. */
function mapOf(entries: readonly (readonly [string, Value])[]): Value {
  return Object.fromEntries(entries);
}

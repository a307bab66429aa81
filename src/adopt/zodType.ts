import type { ReadType } from "../hcl/readType.ts";
import { isMapValue, type Value } from "../model/value.ts";
import { isIdentifier, quoted } from "../schemaSource/entryText.ts";

/** The zod expression of a Terraform type. */
export function zodText(type: ReadType): string {
  switch (type.kind) {
    case "string":
      return "z.string()";
    case "number":
      return "z.number()";
    case "bool":
      return "z.boolean()";
    case "list":
      return `z.array(${zodText(type.element)})`;
    case "set":
      return `z.set(${zodText(type.element)})`;
    case "map":
      return `z.record(z.string(), ${zodText(type.element)})`;
    case "tuple":
      return `z.tuple([${type.elements.map(zodText).join(", ")}])`;
    case "object": {
      const members = Object.entries(type.attributes).map(([name, attribute]) => {
        const key = isIdentifier(name) ? name : quoted(name, { quote: '"' });
        return `${key}: ${zodText(attribute.type)}${attribute.optional ? ".optional()" : ""}`;
      });
      return members.length === 0
        ? "z.strictObject({})"
        : `z.strictObject({ ${members.join(", ")} })`;
    }
  }
}

/**
 * A value as Terraform would convert it to a type: `"5"` to a number, `true` to text, an object's unknown attributes dropped.
 *
 * @returns `undefined` where it does not fit, null inside of it too
 */
export function converted(value: Value, type: ReadType): Value | undefined {
  switch (type.kind) {
    case "string":
      return typeof value === "object" ? undefined : String(value);
    case "number": {
      const number =
        typeof value === "string" && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
      return typeof number === "number" ? number : undefined;
    }
    case "bool":
      if (value === "true" || value === "false") return value === "true";
      return typeof value === "boolean" ? value : undefined;
    case "list":
    case "set":
      return all(Array.isArray(value) ? value : undefined, () => type.element);
    case "tuple":
      return Array.isArray(value) && value.length === type.elements.length
        ? all(value, (index) => type.elements[index])
        : undefined;
    case "map":
      return isMapValue(value)
        ? members(Object.keys(value).map((name) => [name, value[name], type.element, false]))
        : undefined;
    case "object":
      return isMapValue(value)
        ? members(
            Object.entries(type.attributes).map(([name, attribute]) => [
              name,
              value[name],
              attribute.type,
              attribute.optional,
            ]),
          )
        : undefined;
  }
}

function all(
  values: readonly Value[] | undefined,
  typeOf: (index: number) => ReadType | undefined,
): Value | undefined {
  const made = values?.map((value, index) => {
    const type = typeOf(index);
    return type && converted(value, type);
  });
  return made?.every((value) => value !== undefined) ? (made as Value[]) : undefined;
}

function members(
  entries: readonly (readonly [
    name: string,
    value: Value | undefined,
    type: ReadType,
    optional: boolean,
  ])[],
): Value | undefined {
  const made: Record<string, Value> = {};
  for (const [name, value, type, optional] of entries) {
    if (optional && (value === undefined || value === null)) continue;
    const member = value === undefined ? undefined : converted(value, type);
    if (member === undefined) return undefined;
    made[name] = member;
  }
  return made;
}

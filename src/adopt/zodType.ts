import { groupBy } from "../model/groupBy.ts";
import type { TerraformType } from "../model/terraformType.ts";
import { isMapValue, type Value } from "../model/value.ts";
import { keyText } from "../schemaSource/entryText.ts";

/** The zod expression of a Terraform type. */
export function zodText(type: TerraformType): string {
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
      return objectText(
        Object.entries(type.attributes).map(([name, attribute]) => [
          name,
          zodText(attribute.type) + (attribute.optional ? ".optional()" : ""),
        ]),
      );
    }
  }
}

/** Whether a value is of a type as it is, its keys in the type's order too: Terraform converts it to nothing else. */
export function fits(value: Value, type: TerraformType): boolean {
  switch (type.kind) {
    case "string":
    case "number":
      return typeof value === type.kind;
    case "bool":
      return typeof value === "boolean";
    case "list":
    case "set":
      return Array.isArray(value) && value.every((item) => fits(item, type.element));
    case "tuple": {
      const { elements } = type;
      return (
        Array.isArray(value) &&
        value.length === elements.length &&
        elements.every((element, at) => fits(value[at] ?? null, element))
      );
    }
    case "map":
      return isMapValue(value) && Object.values(value).every((item) => fits(item, type.element));
    case "object": {
      if (!isMapValue(value)) return false;
      const entries = Object.entries(type.attributes);
      const given = entries.filter(([name]) => Object.hasOwn(value, name));
      return (
        Object.keys(value).join("\n") === given.map(([name]) => name).join("\n") &&
        entries.every(([name, attribute]) =>
          Object.hasOwn(value, name)
            ? fits(value[name] ?? null, attribute.type)
            : attribute.optional,
        )
      );
    }
  }
}

/** A zod expression that all values fit, such as `z.array(z.string())`. */
export function zodOfValues(values: readonly Value[]): string {
  const given = values.filter((value) => value !== null);
  const type = given.length === 0 ? "z.null()" : union(given);
  return given.length > 0 && given.length < values.length ? `${type}.nullable()` : type;
}

function union(values: readonly Value[]): string {
  const kinds = groupBy(values, (value) => (Array.isArray(value) ? "list" : typeof value));
  const types = [...kinds].map(([kind, members]) => typeOfKind(kind, members));
  return types.length === 1 ? (types[0] ?? "") : `z.union([${types.join(", ")}])`;
}

function typeOfKind(kind: string, values: readonly Value[]): string {
  switch (kind) {
    case "string":
      return "z.string()";
    case "boolean":
      return "z.boolean()";
    case "list": {
      const elements = values.flatMap((value) => value as readonly Value[]);
      return `z.array(${elements.length === 0 ? "z.unknown()" : zodOfValues(elements)})`;
    }
    case "object":
      return typeOfMaps(values.filter(isMapValue));
    default:
      return "z.number()";
  }
}

function typeOfMaps(values: readonly { readonly [key: string]: Value }[]): string {
  const keys = [...new Set(values.flatMap((value) => Object.keys(value)))];
  const members = keys.map((key) => {
    const given = values.filter((value) => Object.hasOwn(value, key));
    const type = zodOfValues(given.map((value) => value[key] ?? null));
    return [key, type + (given.length < values.length ? ".optional()" : "")] as const;
  });
  return objectText(members);
}

function objectText(members: readonly (readonly [name: string, type: string])[]): string {
  const texts = members.map(([name, type]) => `${keyText(name, { quote: '"' })}: ${type}`);
  return `z.strictObject({${texts.length === 0 ? "" : ` ${texts.join(", ")} `}})`;
}

import { groupBy } from "../model/groupBy.ts";
import { isMapValue, type Value } from "../model/value.ts";
import { isIdentifier, quoted } from "../schemaSource/entryText.ts";

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
    const name = isIdentifier(key) ? key : quoted(key, { quote: '"' });
    return `${name}: ${type}${given.length < values.length ? ".optional()" : ""}`;
  });
  return members.length === 0 ? "z.strictObject({})" : `z.strictObject({ ${members.join(", ")} })`;
}

import type { ReadType } from "../hcl/readType.ts";
import type { Known } from "./types.ts";

/**
 * Why a value cannot become a type, in words; undefined where it can, or might. Terraform turns numbers and
 * booleans into strings and back, tuples into lists and sets, objects into maps.
 */
export function misfit(value: Known, type: ReadType | undefined): string | undefined {
  if (!type || value.kind === "unknown" || value.kind === "null") return undefined;
  switch (type.kind) {
    case "string":
      return isPrimitive(value) ? undefined : different(value, type);
    case "number":
    case "bool":
      return primitiveMisfit(value, type.kind);
    case "list":
    case "set":
      if (value.kind === "list" || value.kind === "set")
        return inside(misfit(value.element, type.element));
      return value.kind === "tuple"
        ? first(
            value.elements.map((each, index) => inside(misfit(each, type.element), `[${index}]`)),
          )
        : different(value, type);
    case "map":
      if (value.kind === "map") return inside(misfit(value.element, type.element));
      return value.kind === "object"
        ? first(
            [...value.attributes].map(([name, each]) => inside(misfit(each, type.element), name)),
          )
        : different(value, type);
    case "tuple":
      return tupleMisfit(value, type.elements);
    case "object":
      return objectMisfit(value, type.attributes);
  }
}

function isPrimitive({ kind }: Known): boolean {
  return kind === "string" || kind === "number" || kind === "bool";
}

function primitiveMisfit(value: Known, kind: "number" | "bool"): string | undefined {
  if (value.kind === kind) return undefined;
  if (value.kind !== "string") return different(value, { kind });
  if (value.text === undefined) return undefined;
  const fits =
    kind === "number"
      ? value.text.trim() !== "" && !Number.isNaN(Number(value.text))
      : /^(?:true|false|0|1)$/.test(value.text);
  // The text may be a secret: it is not said.
  return fits ? undefined : `the text is no ${kind}`;
}

function tupleMisfit(value: Known, types: readonly ReadType[]): string | undefined {
  if (value.kind !== "tuple") {
    const mightFit = value.kind === "list" || value.kind === "set";
    return mightFit ? undefined : `${named(value)} is given, and a tuple is declared`;
  }
  return value.elements.length === types.length
    ? first(value.elements.map((each, index) => inside(misfit(each, types[index]), `[${index}]`)))
    : `${value.elements.length} elements are given, and ${types.length} are declared`;
}

function objectMisfit(
  value: Known,
  declared: Extract<ReadType, { kind: "object" }>["attributes"],
): string | undefined {
  if (value.kind === "map") return undefined;
  if (value.kind !== "object") return `${named(value)} is given, and an object is declared`;
  return first(
    Object.entries(declared).map(([name, { type, optional }]) => {
      const given = value.attributes.get(name);
      if (given) return inside(misfit(given, type), name);
      return optional || !value.isWhole ? undefined : `attribute "${name}" is missing`;
    }),
  );
}

function inside(problem: string | undefined, place?: string): string | undefined {
  return problem === undefined || place === undefined ? problem : `${place}: ${problem}`;
}

function first(problems: readonly (string | undefined)[]): string | undefined {
  return problems.find((problem) => problem !== undefined);
}

function different(value: Known, { kind }: { readonly kind: ReadType["kind"] }): string {
  return `${named(value)} is given, and a ${kind} is declared`;
}

function named({ kind }: Known): string {
  return kind === "object" ? "an object" : `a ${kind}`;
}

import {
  type Constant,
  isList,
  isObject,
  isSet,
  isUnknown,
  Unknown,
  unknown,
} from "../hcl/evaluate/constant.ts";
import type { TerraformType } from "../model/terraformType.ts";

/**
 * Why a value cannot become a type, in words; undefined where it can, or might. Terraform turns numbers and
 * booleans into strings and back, tuples into lists and sets, objects into maps.
 */
export function mismatch(value: Constant, type: TerraformType | undefined): string | undefined {
  const given = kindOf(value);
  if (!type || given === undefined) return undefined;
  const { kind } = type;
  if (!canBecome(given, kind)) return `${named(given)} is given, and ${named(kind)} is declared`;
  switch (kind) {
    case "string":
      return undefined;
    case "number":
    case "bool":
      // The text may be a secret: it is not repeated.
      return typeof value === "string" && !says(value, kind) ? `the text is no ${kind}` : undefined;
    case "list":
    case "set":
    case "map":
      return first(
        partsOf(value).map(([name, part]) => inside(name, mismatch(part, type.element))),
      );
    case "tuple":
      return tupleMismatch(partsOf(value), type.elements, given);
    case "object":
      return objectMismatch(new Map(partsOf(value)), type.attributes, given);
  }
}

type Kind = TerraformType["kind"];

/** A literal list is a tuple, a literal map an object. Null and unknown values have no kind. */
function kindOf(value: Constant): Kind | undefined {
  if (value === null) return undefined;
  if (isUnknown(value)) return value.type?.kind;
  if (isList(value)) return "tuple";
  if (isSet(value)) return "set";
  if (isObject(value)) return "object";
  return typeof value === "boolean" ? "bool" : typeof value === "string" ? "string" : "number";
}

const lists: readonly Kind[] = ["list", "set", "tuple"];
const becomes: Readonly<Record<Kind, readonly Kind[]>> = {
  string: ["string", "number", "bool"],
  number: ["number", "string"],
  bool: ["bool", "string"],
  list: lists,
  set: lists,
  tuple: lists,
  map: ["map", "object"],
  object: ["map", "object"],
};

function canBecome(given: Kind, declared: Kind): boolean {
  return becomes[declared].includes(given);
}

function says(text: string, kind: "number" | "bool"): boolean {
  if (kind === "bool") return /^(?:true|false|0|1)$/.test(text);
  return text.trim() !== "" && !Number.isNaN(Number(text));
}

type Part = readonly [name: string, value: Constant];

/** The parts of a value, by their names for messages: none if all elements have one type. */
function partsOf(value: Constant): readonly Part[] {
  if (isList(value)) return value.map((item, index) => [`[${index}]`, item]);
  if (isSet(value)) return [...value].map((item) => ["", item]);
  if (isObject(value)) return [...value];
  const type = isUnknown(value) ? value.type : undefined;
  switch (type?.kind) {
    case "list":
    case "set":
    case "map":
      return [["", new Unknown(type.element)]];
    case "tuple":
      return type.elements.map((element, index) => [`[${index}]`, new Unknown(element)]);
    case "object":
      return Object.entries(type.attributes).map(([name, each]) => [name, new Unknown(each.type)]);
    default:
      return [];
  }
}

function tupleMismatch(
  parts: readonly Part[],
  types: readonly TerraformType[],
  given: Kind,
): string | undefined {
  // How many a list has is not known.
  if (given !== "tuple") return undefined;
  return parts.length === types.length
    ? first(parts.map(([name, part], index) => inside(name, mismatch(part, types[index]))))
    : `${parts.length} elements are given, and ${types.length} are declared`;
}

function objectMismatch(
  parts: ReadonlyMap<string, Constant>,
  declared: Extract<TerraformType, { kind: "object" }>["attributes"],
  given: Kind,
): string | undefined {
  // Which keys a map has is not known.
  if (given !== "object") return undefined;
  return first(
    Object.entries(declared).map(([name, { type, optional }]) => {
      if (parts.has(name)) return inside(name, mismatch(parts.get(name) ?? unknown, type));
      return optional ? undefined : `attribute "${name}" is missing`;
    }),
  );
}

function inside(place: string, problem: string | undefined): string | undefined {
  return problem === undefined || place === "" ? problem : `${place}: ${problem}`;
}

function first(problems: readonly (string | undefined)[]): string | undefined {
  return problems.find((problem) => problem !== undefined);
}

function named(kind: Kind): string {
  return kind === "object" ? "an object" : `a ${kind}`;
}

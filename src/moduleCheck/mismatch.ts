import type { Misfit } from "../diagnostics/messages/misfits.ts";
import {
  type Constant,
  isList,
  isObject,
  isSet,
  isUnknown,
  Unknown,
} from "../hcl/evaluate/constant.ts";
import { isNumberText } from "../hcl/plainValues.ts";
import type { TerraformType } from "../model/terraformType.ts";
import { pathText } from "../values/valueText.ts";

/**
 * Why a value cannot become a type; undefined where it can, or might. Terraform turns numbers and
 * booleans into strings and back, tuples into lists and sets, objects into maps.
 */
export function mismatch(value: Constant, type: TerraformType | undefined): Misfit | undefined {
  const given = kindOf(value);
  if (!type || given === undefined) return undefined;
  const { kind } = type;
  if (!becomes[kind].includes(given)) {
    return { kind: "type", expected: kind, found: { kind: given } };
  }
  switch (kind) {
    case "string":
      return undefined;
    case "number":
    case "bool":
      return typeof value === "string" && !says(value, kind)
        ? { kind: "text", expected: kind }
        : undefined;
    case "list":
    case "set":
    case "map":
      return first(partsOf(value), ([step, part]) => inside(step, mismatch(part, type.element)));
    // How many a list has is not known, nor which keys a map has.
    case "tuple":
      return given === "tuple" ? tupleMismatch(partsOf(value), type.elements) : undefined;
    case "object": {
      if (given !== "object") return undefined;
      const parts = new Map(partsOf(value));
      return first(Object.entries(type.attributes), ([attribute, declared]) => {
        const part = parts.get(attribute);
        if (part !== undefined) return inside(attribute, mismatch(part, declared.type));
        return declared.optional ? undefined : { kind: "missing", attribute };
      });
    }
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

function says(text: string, kind: "number" | "bool"): boolean {
  return kind === "bool" ? /^(?:true|false|0|1)$/.test(text) : isNumberText(text);
}

/** A part of a value; no step leads to it if all elements have one type. */
type Part = readonly [step: string | number | undefined, value: Constant];

function partsOf(value: Constant): readonly Part[] {
  if (isList(value)) return value.map((item, index) => [index, item]);
  if (isSet(value)) return [...value].map((item) => [undefined, item]);
  if (isObject(value)) return [...value];
  const type = isUnknown(value) ? value.type : undefined;
  switch (type?.kind) {
    case "list":
    case "set":
    case "map":
      return [[undefined, new Unknown(type.element)]];
    case "tuple":
      return type.elements.map((element, index) => [index, new Unknown(element)]);
    case "object":
      return Object.entries(type.attributes).map(([name, each]) => [name, new Unknown(each.type)]);
    default:
      return [];
  }
}

function tupleMismatch(
  parts: readonly Part[],
  types: readonly TerraformType[],
): Misfit | undefined {
  const [expected, found] = [types.length, parts.length];
  if (expected !== found) return { kind: "length", expected, found };
  return first(types, (type, index) => inside(index, mismatch(parts[index]?.[1] ?? null, type)));
}

function inside(step: Part[0], misfit: Misfit | undefined): Misfit | undefined {
  if (!misfit || step === undefined) return misfit;
  return { ...misfit, place: pathText("", [step]) + (misfit.place ?? "") };
}

function first<Item>(
  items: readonly Item[],
  judge: (item: Item, index: number) => Misfit | undefined,
): Misfit | undefined {
  for (const [index, item] of items.entries()) {
    const misfit = judge(item, index);
    if (misfit) return misfit;
  }
  return undefined;
}

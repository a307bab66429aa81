import { type Constant, entriesOf, isList, isObject, isSet, setOf, unknown } from "./constant.ts";

type Call = (first: Constant, ...rest: readonly Constant[]) => Constant;

/** Terraform's functions that `count` and `for_each` often use, as far as they are implemented here. */
const functions: Readonly<Record<string, Call>> = {
  toset: (value) => (isSet(value) ? value : isList(value) ? setOf(value) : unknown),
  tolist: (value) => (isList(value) ? value : isSet(value) ? [...value] : unknown),
  tomap: (value) => (isObject(value) ? value : unknown),
  length: lengthOf,
  keys: (value) => (isObject(value) ? entriesOf(value).map(([key]) => key) : unknown),
  values: (value) => (isObject(value) ? entriesOf(value).map(([, item]) => item) : unknown),
  distinct: (value) =>
    isList(value) && value.every(isText) ? [...new Set(value as readonly Constant[])] : unknown,
  concat: (...lists) => (lists.every(isList) ? lists.flat() : unknown),
  merge: (...maps) => {
    const known = maps.filter((map) => map !== null);
    return known.every(isObject) ? new Map(known.flatMap((map) => [...map])) : unknown;
  },
  contains: (value, item) => {
    const items = itemsOf(value);
    return items && isText(item) && items.every(isText) ? items.includes(item) : unknown;
  },
};

function isText(value: Constant): value is string {
  return typeof value === "string";
}

function itemsOf(value: Constant): readonly Constant[] | undefined {
  return isList(value) ? value : isSet(value) ? [...value] : undefined;
}

function lengthOf(value: Constant): Constant {
  if (isObject(value) || isSet(value)) return value.size;
  if (isList(value)) return value.length;
  // Terraform counts grapheme clusters.
  return isText(value) && /^[ -~]*$/.test(value) ? value.length : unknown;
}

/** The result of a function; unknown if it is not one of those above. */
export function callFunction(name: string, values: readonly Constant[]): Constant {
  const call = Object.hasOwn(functions, name) ? functions[name] : undefined;
  const [first, ...rest] = values;
  return call && first !== undefined ? call(first, ...rest) : unknown;
}

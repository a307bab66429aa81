/** What a spec can hold and HCL can write: YAML's data, integers beyond 2^53 as `bigint`. */
export type Value =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly Value[]
  | { readonly [key: string]: Value };

/** A YAML map. */
export type ValueMap = Readonly<Record<string, Value>>;

/** Data of somebody else's with members that are not known yet: a JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Data of somebody else's as an object; empty where it is none. */
export function jsonObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** The objects in a list of somebody else's, or the one that stands in its place. */
export function jsonObjects(value: unknown): readonly JsonObject[] {
  return [value].flat().filter(isJsonObject);
}

export function isMapValue(value: Value | undefined): value is ValueMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Steps from a document's root to a value: keys and list indices. */
export type Path = readonly (string | number)[];

/** What stands at a path inside of a value; `undefined` where nothing does. */
export function valueAt(value: Value | undefined, path: Path): Value | undefined {
  let at = value;
  for (const step of path) {
    if (Array.isArray(at)) at = at[Number(step)] as Value | undefined;
    else at = isMapValue(at) && Object.hasOwn(at, step) ? at[step] : undefined;
  }
  return at;
}

/** A value with another one at a path inside of it, where maps are made as they are needed. */
export function withValueAt(
  value: Value | undefined,
  [step, ...rest]: readonly string[],
  wanted: Value,
): Value {
  if (step === undefined) return wanted;
  const at = Number(step);
  if (Array.isArray(value) && at in value)
    return value.with(at, withValueAt(value[at], rest, wanted));
  const map = isMapValue(value) ? value : {};
  return { ...map, [step]: withValueAt(map[step], rest, wanted) };
}

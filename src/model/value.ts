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

export function isMapValue(value: Value | undefined): value is ValueMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Steps from a document's root to a value: keys and list indices. */
export type Path = readonly (string | number)[];

import type { $ZodType } from "zod/v4/core";
import type { ProjectStack } from "../model/schema.ts";
import type { Spec, SpecSections } from "../model/spec.ts";
import { isMapValue, type Path, type Value, type ValueMap } from "../model/value.ts";
import { partOf, unwrap } from "./setIssues.ts";

/**
 * What layers say together, less what one of them takes back: null in place of an inherited value, where null is no
 * value of the type, says that there is none. What is then missing has its default, or is reported.
 */
export function removeNulled(
  { variables, settings }: ProjectStack,
  sections: SpecSections,
  layers: readonly Spec[],
): SpecSections {
  if (layers.length < 2) return sections;
  const paths = layers.flatMap((layer, index) =>
    (["variables", "settings"] as const).flatMap((section) =>
      nullsOver(layer.sections[section], layers.slice(index + 1), [section]),
    ),
  );
  const left = { variables: sections.variables, settings: sections.settings };
  for (const [section, ...path] of paths) {
    const name = String(path[0]);
    const key = section === "variables" ? "variables" : "settings";
    const declared = key === "variables" ? variables.get(name) : settings.get(name);
    const type = declared && memberType(declared.zod, path);
    const map = left[key];
    if (type?.mayBeAbsent && map && !accepts(type.zod, null)) left[key] = without(map, path);
  }
  const { variables: givenVariables, settings: givenSettings } = left;
  return {
    ...sections,
    ...(givenVariables ? { variables: givenVariables } : {}),
    ...(givenSettings ? { settings: givenSettings } : {}),
  };
}

/** Paths of nulls that stand over a value of a layer below. */
function nullsOver(map: Value | undefined, below: readonly Spec[], path: Path): Path[] {
  if (!isMapValue(map)) return [];
  const paths: Path[] = [];
  for (const [key, value] of Object.entries(map)) {
    // Most values are neither.
    if (isMapValue(value)) paths.push(...nullsOver(value, below, [...path, key]));
    else if (value === null && below.some((layer) => hasValue(layer, [...path, key]))) {
      paths.push([...path, key]);
    }
  }
  return paths;
}

function hasValue({ sections }: Spec, path: Path): boolean {
  const value = path.reduce<Value | undefined>(
    (at, key) => (isMapValue(at) && Object.hasOwn(at, key) ? at[String(key)] : undefined),
    sections as Value,
  );
  return value !== undefined && value !== null;
}

/** The type at a path of a value, whose first step is the value's name, and whether there need be anything. */
function memberType(
  declared: $ZodType,
  [, ...path]: Path,
): { readonly zod: $ZodType; readonly mayBeAbsent: boolean } | undefined {
  let zod = declared;
  let isEntry = false;
  for (const key of path) {
    const container = unwrap(zod);
    const part = partOf(container, key);
    if (!part) return undefined;
    isEntry = container._zod.def.type === "record";
    zod = part;
  }
  return { zod, mayBeAbsent: isEntry || accepts(zod, undefined) };
}

function accepts(type: $ZodType, value: null | undefined): boolean {
  const judged = type["~standard"].validate(value);
  return !(judged instanceof Promise) && judged.issues === undefined;
}

/** A map without what stands at a path, if that is still the null. */
function without(map: ValueMap, [first = "", ...rest]: Path): ValueMap {
  const key = String(first);
  const value = Object.hasOwn(map, key) ? map[key] : undefined;
  if (rest.length > 0) return isMapValue(value) ? { ...map, [key]: without(value, rest) } : map;
  return value === null
    ? Object.fromEntries(Object.entries(map).filter(([name]) => name !== key))
    : map;
}

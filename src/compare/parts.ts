import type { TerraformType } from "../model/terraformType.ts";
import { isMapValue, type Path, type Value } from "../model/value.ts";
import { canonical, memberType } from "../values/canonical.ts";

/** One place at which some values differ. */
export interface DifferingPart {
  readonly path: Path;
  readonly values: readonly (Value | undefined)[];
  /** What each of them means: equal texts, equal values. */
  readonly meanings: readonly string[];
  /** They are lists with the same elements in another order. */
  readonly order: boolean;
}

/**
 * The deepest places at which values differ. Maps and objects are compared key by key, lists of one
 * length element by element. Lists of several lengths, lists in another order and sets differ as a
 * whole: an element that one has more shifts all that follow.
 *
 * @param values one for each environment; undefined where it has none
 */
export function differingParts(
  values: readonly (Value | undefined)[],
  type: TerraformType | undefined,
  path: Path = [],
): DifferingPart[] {
  const meanings = values.map((value) => canonical(value, type));
  if (meanings.every((meaning) => meaning === meanings[0])) return [];
  if (values.every(isMapValue)) {
    const keys = [...new Set(values.flatMap((map) => Object.keys(map)))];
    return keys.flatMap((key) =>
      differingParts(
        values.map((map) => memberOf(map, key, type)),
        memberType(type, key),
        [...path, key],
      ),
    );
  }
  const order = values.every(isList) && haveSameElements(values, type);
  if (
    !order &&
    values.every(isList) &&
    values.every(({ length }) => length === values[0]?.length) &&
    type?.kind !== "set"
  ) {
    return (values[0] ?? []).flatMap((_, index) =>
      differingParts(
        values.map((list) => list[index]),
        memberType(type, index),
        [...path, index],
      ),
    );
  }
  return [{ path, values, meanings, order }];
}

function memberOf(
  map: { readonly [key: string]: Value },
  key: string,
  type: TerraformType | undefined,
): Value | undefined {
  const member = Object.hasOwn(map, key) ? map[key] : undefined;
  return member === null && type?.kind === "object" ? undefined : member;
}

function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

function haveSameElements(
  lists: readonly (readonly Value[])[],
  type: TerraformType | undefined,
): boolean {
  const sorted = lists.map((list) =>
    list
      .map((element, index) => canonical(element, memberType(type, index)))
      .sort()
      .join(),
  );
  return sorted.every((elements) => elements === sorted[0]);
}

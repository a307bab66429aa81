import type { z } from "zod";
import type { $ZodType, $ZodTypes } from "zod/v4/core";
import { isMapValue, type Value } from "../model/value.ts";
import { toZodInput } from "../translate/zodInput.ts";

type Issue = z.core.$ZodIssue;

/**
 * An issue as it would be if sets were lists: zod does not say which item of a set is wrong, so each
 * item is checked alone. An issue that is about no item of a set comes back as it is.
 */
export function issuesInSets(type: $ZodType, issue: Issue, value: Value | undefined): Issue[] {
  let at = unwrap(type);
  let current = value;
  for (const [depth, step] of [...issue.path, undefined].entries()) {
    const { def } = at._zod;
    if (def.type === "set" && Array.isArray(current)) {
      const found = itemIssues(def.valueType, current, issue, issue.path.slice(depth));
      const above = issue.path.slice(0, depth);
      return found.length > 0
        ? found.map((each) => ({ ...each, path: [...above, ...each.path] }))
        : [issue];
    }
    const inner = step === undefined ? undefined : partOf(at, step);
    if (!inner) return [issue];
    at = unwrap(inner);
    current = memberOf(current, step);
  }
  return [issue];
}

/** The issues of a set's items that are like the one that zod told, with the items' indices. */
function itemIssues(
  type: $ZodType,
  items: readonly Value[],
  like: Issue,
  path: readonly PropertyKey[],
): Issue[] {
  return items.flatMap((item, index) => {
    const { issues = [] } = type["~standard"].validate(toZodInput(type, item)) as {
      readonly issues?: readonly Issue[];
    };
    return issues
      .filter(({ code, path: there }) => code === like.code && String(there) === String(path))
      .flatMap((issue) => issuesInSets(type, issue, item))
      .map((issue) => ({ ...issue, path: [index, ...issue.path] }));
  });
}

/** A type without what makes it optional, or names its default. */
export function unwrap(type: $ZodType): $ZodTypes {
  const { def } = (type as $ZodTypes)._zod;
  if (def.type === "lazy") return unwrap(def.getter());
  return "innerType" in def ? unwrap(def.innerType as $ZodType) : (type as $ZodTypes);
}

export function partOf(type: $ZodTypes, step: PropertyKey): $ZodType | undefined {
  const { def } = type._zod;
  switch (def.type) {
    case "object":
      return def.shape[String(step)];
    case "array":
      return def.element;
    case "tuple":
      return def.items[Number(step)];
    case "record":
      return def.valueType;
    default:
      return undefined;
  }
}

function memberOf(value: Value | undefined, step: PropertyKey | undefined): Value | undefined {
  if (Array.isArray(value)) return value[Number(step)] as Value | undefined;
  return isMapValue(value) ? value[String(step)] : undefined;
}

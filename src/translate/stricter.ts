import type { $ZodType, $ZodTypes } from "zod/v4/core";
import { isMapValue, type Path, type Value } from "../model/value.ts";
import { checksOf } from "./checks.ts";
import { isMultiple } from "./numbers.ts";
import { patternsOf } from "./strings.ts";

/** A value that its zod type takes and that Terraform would refuse when it plans. */
export interface Stricter {
  readonly path: Path;
  /** A clause without a full stop. */
  readonly problem: string;
}

/**
 * Where Terraform would refuse what zod has taken. Both judge by the same checks, but zod counts a character past U+FFFF
 * as two where a pattern has no flag `u`, and works quotients out in the sixteen digits of JavaScript's numbers.
 *
 * @param value as zod gave it out, with sets as lists
 */
export function stricterThanZod(type: $ZodType, value: Value, path: Path = []): Stricter[] {
  if (value === null || !mayDiffer(type)) return [];
  const { def } = (type as $ZodTypes)._zod;
  switch (def.type) {
    case "string":
    case "template_literal":
      return typeof value === "string" ? inText(type, value, path) : [];
    case "number":
    case "bigint":
      return typeof value === "number" || typeof value === "bigint"
        ? inNumber(type, value, path)
        : [];
    case "array":
      return each(value, path, () => def.element);
    case "set":
      return each(value, path, () => def.valueType);
    case "tuple":
      return each(value, path, (index) => def.items[Number(index)]);
    case "record": {
      const keys = isMapValue(value) ? Object.keys(value) : [];
      const inKeys = keys.flatMap((key) => stricterThanZod(def.keyType, key, [...path, key]));
      return [...inKeys, ...each(value, path, () => def.valueType)];
    }
    case "object":
      return each(value, path, (name) =>
        Object.hasOwn(def.shape, name) ? def.shape[String(name)] : undefined,
      );
    case "union":
      return def.options.flatMap((option) => stricterThanZod(option, value, path));
    case "lazy":
      return stricterThanZod(def.getter(), value, path);
    default:
      return "innerType" in def ? stricterThanZod(def.innerType as $ZodType, value, path) : [];
  }
}

/** Whether a type has a check of those kinds at any depth: most have none. */
function mayDiffer(type: $ZodType): boolean {
  const known = differing.get(type);
  if (known !== undefined) return known;
  const { def } = (type as $ZodTypes)._zod;
  const isOwn =
    patternsOf(type).some((pattern) => !pattern.unicode) ||
    checksOf(type).some(({ check }) => check === "multiple_of");
  const found = isOwn || partsOf(def).some(mayDiffer);
  differing.set(type, found);
  return found;
}

const differing = new WeakMap<$ZodType, boolean>();

function partsOf(def: $ZodTypes["_zod"]["def"]): readonly $ZodType[] {
  switch (def.type) {
    case "array":
      return [def.element];
    case "set":
      return [def.valueType];
    case "tuple":
      return def.items;
    case "record":
      return [def.keyType, def.valueType];
    case "object":
      return Object.values(def.shape);
    case "union":
      return def.options;
    case "lazy":
      return [def.getter()];
    default:
      return "innerType" in def ? [def.innerType as $ZodType] : [];
  }
}

function each(
  value: Value,
  path: Path,
  typeOf: (step: string | number) => $ZodType | undefined,
): Stricter[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]: [string, Value]) => {
    const step = Array.isArray(value) ? Number(key) : key;
    const type = typeOf(step);
    return type ? stricterThanZod(type, item, [...path, step]) : [];
  });
}

function inText(type: $ZodType, text: string, path: Path): Stricter[] {
  if (!/[\u{10000}-\u{10ffff}]/u.test(text)) return [];
  return patternsOf(type)
    .filter((pattern) => !pattern.unicode && !takesAsCharacters(pattern, text))
    .map((pattern) => ({
      path,
      problem: `Terraform counts a character past U+FFFF as one, and does not match ${pattern}; give the pattern the flag u`,
    }));
}

function takesAsCharacters({ source, flags }: RegExp, text: string): boolean {
  try {
    return new RegExp(source, `${flags}u`).test(text);
  } catch {
    // What cannot have the flag is not known to match.
    return false;
  }
}

function inNumber(type: $ZodType, value: number | bigint, path: Path): Stricter[] {
  return checksOf(type).flatMap((check) =>
    check.check !== "multiple_of" || isMultiple(value, check.value)
      ? []
      : [
          {
            path,
            problem: `it is no multiple of ${check.value} to its last digit, and Terraform refuses it`,
          },
        ],
  );
}

import type { $ZodType } from "zod/v4/core";
import type { Misfit } from "../diagnostics/messages/misfits.ts";
import type { Path, Value } from "../model/value.ts";
import { checksOf } from "./checks.ts";
import { typeAt, typesInside } from "./inside.ts";
import { isMultiple } from "./numbers.ts";
import { patternsOf } from "./strings.ts";

/** A value that its zod type takes and that Terraform would refuse when it plans. */
export interface Stricter {
  readonly path: Path;
  readonly misfit: Misfit;
}

/**
 * Where Terraform would refuse what zod has taken. Both judge by the same checks, but zod counts a character past U+FFFF
 * as two where a pattern has no flag `u`, and works quotients out in the sixteen digits of JavaScript's numbers.
 *
 * @param value as zod gave it out, with sets as lists
 */
export function stricterThanZod(type: $ZodType, value: Value, path: Path = []): Stricter[] {
  if (value === null || typeof value === "boolean" || !mayDiffer(type)) return [];
  const inside = typesInside(type);
  const { same = [], keys } = inside;
  const found = same.flatMap((one) => stricterThanZod(one, value, path));
  if (typeof value === "string") return [...found, ...inText(type, value, path)];
  if (typeof value !== "object") return [...found, ...inNumber(type, value, path)];
  const items = Object.entries(value).flatMap(([key, item]: [string, Value]) => {
    const step = Array.isArray(value) ? Number(key) : key;
    const itemType = typeAt(inside, step);
    return [
      ...(keys ? stricterThanZod(keys, key, [...path, step]) : []),
      ...(itemType ? stricterThanZod(itemType, item, [...path, step]) : []),
    ];
  });
  return [...found, ...items];
}

/** Whether a type has a check of those kinds at any depth: most have none. */
function mayDiffer(type: $ZodType): boolean {
  const known = differing.get(type);
  if (known !== undefined) return known;
  const { same = [], keys, each, at = {} } = typesInside(type);
  const found =
    patternsOf(type).some((pattern) => !pattern.unicode) ||
    checksOf(type).some(({ check }) => check === "multiple_of") ||
    [...same, keys, each, ...Object.values(at)].some((one) => one && mayDiffer(one));
  differing.set(type, found);
  return found;
}

const differing = new WeakMap<$ZodType, boolean>();

function inText(type: $ZodType, text: string, path: Path): Stricter[] {
  if (!/[\u{10000}-\u{10ffff}]/u.test(text)) return [];
  return patternsOf(type)
    .filter((pattern) => !pattern.unicode && !takesAsCharacters(pattern, text))
    .map((pattern) => ({ path, misfit: { kind: "pattern", pattern: String(pattern) } }));
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
      : [{ path, misfit: { kind: "multiple", divisor: String(check.value) } }],
  );
}

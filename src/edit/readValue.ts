import type { ZodType } from "zod";
import type { Value } from "../model/value.ts";
import { judge } from "../schemaCode/schemaCode.ts";
import { toZodInput } from "../translate/zodInput.ts";
import { parseSpec } from "../yaml/parseSpec.ts";

/**
 * A value as it is typed: YAML. Where the type takes text and not what YAML makes of it, it is the text: so
 * `17` is a string for a string's type, without quotes that a shell would eat.
 */
export function readValue(text: string, type: ZodType): Value {
  const { parsed, problems } = parseSpec("", text);
  // What YAML would take for a comment is part of the text here.
  const isPlain = typeof parsed.value === "string" && !/^\s*["'|>]/.test(text);
  if (problems.length === 0 && !isPlain && fits(type, parsed.value)) return parsed.value;
  if (fits(type, text)) return text;
  return problems.length === 0 ? parsed.value : text;
}

/** Whether a type takes a value as it stands. */
export function fits(type: ZodType, value: Value | undefined): boolean {
  return judge(type, toZodInput(type, value)).success;
}

/** A value inside of a map, as it is typed: the one that it replaces tells whether text is wanted. */
export function readInside(text: string, old: Value | undefined): Value {
  const { parsed, problems } = parseSpec("", text);
  return typeof old === "string" || problems.length > 0 ? text : parsed.value;
}

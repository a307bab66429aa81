import type { ZodType } from "zod";
import type { Value } from "../model/value.ts";
import { judge } from "../schemaCode/schemaCode.ts";
import { toZodInput } from "../translate/zodInput.ts";
import { parseSpec } from "../yaml/parseSpec.ts";

/**
 * A value from the command line, read as YAML. If its type takes the text, and not the YAML value, it is the text: so
 * `17` is a string for a string's type, without quotes that a shell would eat.
 */
export function readValue(text: string, type: ZodType): Value {
  const { parsed, problems } = parseSpec("", text);
  // A YAML comment is part of the text here.
  const isPlain = typeof parsed.value === "string" && !/^\s*["'|>]/.test(text);
  if (problems.length === 0 && !isPlain && fits(type, parsed.value)) return parsed.value;
  if (fits(type, text)) return text;
  return problems.length === 0 ? parsed.value : text;
}

/** Whether a type takes a value as it stands. */
export function fits(type: ZodType, value: Value | undefined): boolean {
  return judge(type, toZodInput(type, value)).success;
}

/** A value inside of a map, from the command line: text if the value that it replaces is text. */
export function readInside(text: string, old: Value | undefined): Value {
  const { parsed, problems } = parseSpec("", text);
  return typeof old === "string" || problems.length > 0 ? text : parsed.value;
}

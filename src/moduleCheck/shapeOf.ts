import { cutValues } from "../hcl/plainValues.ts";

/**
 * A text as an output's `shape` has it: without the first line, which tells what made it, and without plain values where
 * they can be cut out. Texts of one shape have the same structure, and values of the same types.
 */
export function shapeOf(text: string): string {
  const body = text.replace(/^# .*\n\n?/, "");
  return cutValues(body)?.shape ?? body;
}

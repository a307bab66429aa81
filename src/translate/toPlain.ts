import type { Value } from "../model/value.ts";

/** What zod gives out, as plain data again: sets as lists. */
export function toPlain(output: unknown): Value | undefined {
  if (output === undefined) return undefined;
  if (output instanceof Set) return [...output].map((item) => toPlain(item) ?? null);
  if (Array.isArray(output)) return output.map((item) => toPlain(item) ?? null);
  if (typeof output === "object" && output !== null) {
    const entries = Object.entries(output).map(([key, value]) => [key, toPlain(value)] as const);
    return Object.fromEntries(
      entries.filter((entry): entry is [string, Value] => entry[1] !== undefined),
    );
  }
  return output as Value;
}

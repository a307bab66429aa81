import type { Misfit } from "../diagnostics/messages/misfits.ts";
import type { Value } from "../model/value.ts";

/** What zod gives out, as plain data again: sets as lists, maps as objects, dates and addresses as JSON has them. */
export function toPlain(output: unknown): Value | undefined {
  if (output === undefined) return undefined;
  if (output instanceof Set) return [...output].map((item) => toPlain(item) ?? null);
  if (output instanceof Map) return fromEntries([...output]);
  if (Array.isArray(output)) return output.map((item) => toPlain(item) ?? null);
  if (typeof output !== "object" || output === null) return output as Value;
  return saysItself(output) ? toPlain(output.toJSON()) : fromEntries(Object.entries(output));
}

function fromEntries(entries: readonly (readonly [unknown, unknown])[]): Value {
  const plain = entries.map(([key, value]) => [String(key), toPlain(value)] as const);
  return Object.fromEntries(
    plain.filter((entry): entry is [string, Value] => entry[1] !== undefined),
  );
}

function saysItself(output: object): output is { toJSON(): unknown } {
  return "toJSON" in output && typeof output.toJSON === "function";
}

/** What is in a value that {@link toPlain} can make no data of, if there is something. */
export function notData(output: unknown): Misfit | undefined {
  switch (typeof output) {
    case "function":
    case "symbol":
      return { kind: "not-data", made: typeof output };
    case "object":
      break;
    default:
      return undefined;
  }
  if (output === null) return undefined;
  if (Array.isArray(output) || output instanceof Set) return firstOf(output);
  if (output instanceof Map) {
    const isKeyed = [...output.keys()].every((key) => typeof key === "string");
    return isKeyed ? firstOf(output.values()) : { kind: "not-data-keys" };
  }
  if (saysItself(output)) return notData(output.toJSON());
  const made: unknown = output.constructor;
  const isPlain =
    !("constructor" in output) || typeof made !== "function" || made.name === "Object";
  return isPlain
    ? firstOf(Object.values(output))
    : { kind: "not-data", made: (made as { name: string }).name };
}

function firstOf(items: Iterable<unknown>): Misfit | undefined {
  for (const item of items) {
    const found = notData(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

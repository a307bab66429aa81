import type { Shown } from "./contents.ts";

/**
 * The first of a list, and how many more there are.
 *
 * @param hint how to see them
 * @param noun what they are, where the list does not say it
 */
export function firstOf<T>(all: readonly T[], most: number, hint: string, noun = ""): Shown<T> {
  const left = all.length - most;
  if (left <= 0) return { shown: all };
  return { shown: all.slice(0, most), more: `and ${left} more${noun && ` ${noun}`}; ${hint}` };
}

import { diffArrays } from "diff";
import type { Side } from "./parts.ts";

/** Something that takes part in an alignment: what has the same key may stand in one place. */
export interface Keyed extends Side {
  readonly key: string;
  /** What is equal is put together before what only has the same key. */
  readonly meaning: string;
}

/**
 * Brings several sequences into one order that holds each of them: what they have in common stands in one row. Where
 * their orders contradict each other, something stands in two rows, each with some of the sides.
 */
export function align<T extends Keyed>(
  sides: readonly (readonly T[])[],
): readonly (readonly T[])[] {
  const namesOf = namesIn(sides);
  let rows: { readonly name: string; readonly items: T[] }[] = [];
  for (const items of sides) {
    const names = namesOf(items);
    const own = items.map((item, at) => ({ name: names[at] ?? "", items: [item] }));
    const changes = diffArrays(
      rows.map(({ name }) => name),
      names,
    );
    rows = changes.flatMap(({ added, removed, count }) => {
      if (added) return own.splice(0, count);
      const common = removed ? [] : own.splice(0, count);
      const known = rows.splice(0, count);
      for (const [at, { items }] of common.entries()) known[at]?.items.push(...items);
      return known;
    });
  }
  return rows.map(({ items }) => items);
}

/**
 * Names of which no two of a side are the same: the key, and where a side has it more than once, first what is equal
 * elsewhere and then the others by their order.
 */
function namesIn<T extends Keyed>(
  sides: readonly (readonly T[])[],
): (items: readonly T[]) => string[] {
  const exact = ({ key, meaning }: T): string => `${key}\n${meaning}`;
  const repeated = new Set<string>();
  const holders = new Map<string, number>();
  for (const items of sides) {
    const seen = new Set<string>();
    for (const { key } of items) (seen.has(key) ? repeated : seen).add(key);
    for (const text of new Set(items.map(exact))) holders.set(text, (holders.get(text) ?? 0) + 1);
  }
  return (items) => {
    const counts = new Map<string, number>();
    return items.map((item) => {
      if (!repeated.has(item.key)) return item.key;
      const name = (holders.get(exact(item)) ?? 0) > 1 ? exact(item) : item.key;
      const count = counts.get(name) ?? 0;
      counts.set(name, count + 1);
      return `${name}\n${count}`;
    });
  };
}

/** Something that takes part in an alignment: what has the same key may stand in one place. */
export interface Keyed {
  readonly key: string;
  /** What is equal is put together before what only has the same key. */
  readonly text: string;
}

/** A place in the common order, with what each side has there. */
export interface Row<T> {
  readonly items: ReadonlyMap<number, T>;
}

/**
 * Brings several sequences into one order that holds each of them: what they have in common stands in one row. Where
 * their orders contradict each other, something stands in two rows, each with some of the sides.
 *
 * @param sides by index, in any order
 */
export function align<T extends Keyed>(
  sides: ReadonlyMap<number, readonly T[]>,
): readonly Row<T>[] {
  const named = nameItems(sides);
  let rows: { readonly name: string; readonly items: Map<number, T> }[] = [];
  for (const [index, items] of sides) {
    const names = named.get(index) ?? [];
    const pairs = longestCommon(
      rows.map(({ name }) => name),
      names,
    );
    const merged: typeof rows = [];
    let row = 0;
    let item = 0;
    const addUpTo = (nextRow: number, nextItem: number): void => {
      while (row < nextRow) merged.push(rows[row++] as (typeof rows)[number]);
      for (; item < nextItem; item++) {
        const name = names[item] ?? "";
        merged.push({ name, items: new Map([[index, items[item] as T]]) });
      }
    };
    for (const [rowAt, itemAt] of pairs) {
      addUpTo(rowAt, itemAt);
      const common = rows[row++] as (typeof rows)[number];
      common.items.set(index, items[item++] as T);
      merged.push(common);
    }
    addUpTo(rows.length, items.length);
    rows = merged;
  }
  return rows;
}

/**
 * Names of which no two of a side are the same: the key, and where a side has it more than once, first what is equal
 * elsewhere and then the others by their order.
 */
function nameItems(sides: ReadonlyMap<number, readonly Keyed[]>): Map<number, readonly string[]> {
  const repeated = new Set<string>();
  const holders = new Map<string, Set<number>>();
  for (const [index, items] of sides) {
    const seen = new Set<string>();
    for (const { key, text } of items) {
      if (seen.has(key)) repeated.add(key);
      seen.add(key);
      const exact = `${key}\n${text}`;
      holders.set(exact, (holders.get(exact) ?? new Set()).add(index));
    }
  }
  return new Map(
    [...sides].map(([index, items]) => {
      const counts = new Map<string, number>();
      const names = items.map(({ key, text }) => {
        if (!repeated.has(key)) return key;
        const exact = `${key}\n${text}`;
        const name = (holders.get(exact)?.size ?? 0) > 1 ? exact : key;
        const count = counts.get(name) ?? 0;
        counts.set(name, count + 1);
        return `${name}\n${count}`;
      });
      return [index, names];
    }),
  );
}

/** The longest common subsequence, as pairs of positions. */
function longestCommon(
  one: readonly string[],
  other: readonly string[],
): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) {
    pairs.push([start, start++]);
  }
  let end = 0;
  while (
    end < Math.min(one.length, other.length) - start &&
    one[one.length - 1 - end] === other[other.length - 1 - end]
  ) {
    end++;
  }
  const rows = one.length - start - end;
  const columns = other.length - start - end;
  const width = columns + 1;
  const lengths = new Int32Array((rows + 1) * width);
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      const here = row * width + column;
      lengths[here] =
        one[start + row] === other[start + column]
          ? (lengths[here + width + 1] ?? 0) + 1
          : Math.max(lengths[here + width] ?? 0, lengths[here + 1] ?? 0);
    }
  }
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    const here = row * width + column;
    if (one[start + row] === other[start + column]) {
      pairs.push([start + row++, start + column++]);
    } else if ((lengths[here + width] ?? 0) >= (lengths[here + 1] ?? 0)) row++;
    else column++;
  }
  for (; end > 0; end--) pairs.push([one.length - end, other.length - end]);
  return pairs;
}

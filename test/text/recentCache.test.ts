import { expect, test } from "vitest";
import { RecentCache } from "../../src/text/recentCache.ts";

test("a cache keeps at least its number of entries, those asked for lately among them, and at most twice as many", () => {
  const cache = new RecentCache<number, string>(3);
  const held = (keys: readonly number[]) => keys.filter((key) => cache.get(key) !== undefined);
  for (const key of [1, 2, 3, 4]) cache.set(key, `of ${key}`);
  expect(held([2])).toEqual([2]);
  for (const key of [5, 6, 7]) cache.set(key, `of ${key}`);
  expect(held([1, 2, 3])).toEqual([2]);
  expect(cache.get(2)).toBe("of 2");
  for (const key of [11, 12, 13, 14, 15, 16, 17]) cache.set(key, `of ${key}`);
  expect(held([2, 4, 5, 6, 7, 11])).toEqual([]);
});

import { compareText } from "../diagnostics/diagnostic.ts";

/**
 * The place of a new name in a list: an alphabetical list stays alphabetical; else it comes after the last
 * of `neighbours` that the list holds, or last of all.
 *
 * @param neighbours names that the new one belongs to, in order
 * @returns what tells, of the names in a list, the one that it follows; `null`: it comes first; `undefined`: last
 */
export function placeFor(name: string, neighbours: readonly string[] = []) {
  return (names: readonly string[]): string | null | undefined =>
    isAlphabetical(names)
      ? (names.findLast((other) => compareText(other, name) < 0) ?? null)
      : neighbours.findLast((neighbour) => names.includes(neighbour));
}

/** The place of a name in lists that follow an order, such as that of the schema. */
export function placeAmong(order: Iterable<string>, name: string) {
  const all = [...order];
  return placeFor(name, all.slice(0, all.indexOf(name)));
}

/** Two names are in alphabetical order half of the time: a list needs three to count as alphabetical. */
function isAlphabetical(names: readonly string[]): boolean {
  return (
    names.length >= 3 &&
    names.every((name, index) => index === 0 || compareText(names[index - 1] ?? "", name) < 0)
  );
}

import { distance } from "fastest-levenshtein";

/**
 * The known name a person most likely meant: at most a third of its letters away, letter case
 * counting half. `undefined` when none is near enough to be worth suggesting.
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const exact = distance(name, candidate);
    const folded = distance(name.toLowerCase(), candidate.toLowerCase());
    const cost = folded + (exact - folded) / 2;
    const limit = Math.max(1, Math.ceil(Math.max(name.length, candidate.length) / 3));
    if (folded <= limit && cost < bestCost) [best, bestCost] = [candidate, cost];
  }
  return best;
}

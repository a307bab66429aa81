import { distance } from "fastest-levenshtein";

/**
 * The known name a person most likely meant: at most a third of its letters away, letter case
 * counting half; else the shortest one that begins like it, as `prod` is short for `production`. `undefined` when none is
 * near enough to be worth suggesting.
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const candidates = [...known];
  let best: string | undefined;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const exact = distance(name, candidate);
    const folded = distance(name.toLowerCase(), candidate.toLowerCase());
    const cost = folded + (exact - folded) / 2;
    const limit = Math.max(1, Math.ceil(Math.max(name.length, candidate.length) / 3));
    if (folded <= limit && cost < bestCost) [best, bestCost] = [candidate, cost];
  }
  return best ?? begunBy(name, candidates);
}

/** Fewer letters could begin anything. */
const fewestLetters = 3;

function begunBy(name: string, candidates: readonly string[]): string | undefined {
  if (name.length < fewestLetters) return undefined;
  const begun = candidates.filter((one) => one.toLowerCase().startsWith(name.toLowerCase()));
  return begun.sort((a, b) => a.length - b.length)[0];
}

import type { Environment } from "./environment.ts";
import type { ProjectStack } from "./schema.ts";

type Ordered = Pick<Environment, "name"> & {
  readonly stack: Pick<ProjectStack, "promotion" | "rank" | "isFollowed">;
};

/**
 * When each environment is applied: environments of one number may be applied side by side, once all of lower numbers
 * are. Waves of the promotion come in their order, and of one wave the stacks in theirs. Environments of no wave come
 * last; of a stack that others come after, first.
 *
 * @param environments all of the project
 */
export function applyOrder(environments: readonly Ordered[]): ReadonlyMap<string, number> {
  const waves = new Map<ProjectStack["promotion"], ReadonlyMap<string, number>>();
  const keys = environments.map(({ name, stack }) => {
    const known = waves.get(stack.promotion) ?? wavesByName(stack.promotion);
    waves.set(stack.promotion, known);
    const outside = stack.isFollowed ? 0 : stack.promotion.length + 1;
    return { name, wave: known.get(name) ?? outside, rank: stack.rank };
  });
  const ranks = 1 + Math.max(0, ...new Set(keys.map(({ rank }) => rank)));
  if (ranks === 1) return new Map(keys.map(({ name, wave }) => [name, wave]));
  const steps = [...new Set(keys.map(({ wave, rank }) => wave * ranks + rank))].sort(
    (a, b) => a - b,
  );
  const numbers = new Map(steps.map((step, index) => [step, index + 1]));
  return new Map(
    keys.map(({ name, wave, rank }) => [name, numbers.get(wave * ranks + rank) ?? wave]),
  );
}

function wavesByName(promotion: ProjectStack["promotion"]): ReadonlyMap<string, number> {
  const waves = [...promotion.entries()].reverse();
  return new Map(
    waves.flatMap(([index, names]) => names.map((name) => [name, index + 1] as const)),
  );
}

/** How many stacks come before each one, one after the other. A cycle counts once. */
export function stackRanks(
  stacks: ReadonlyMap<string, { readonly after?: readonly string[] | undefined }>,
): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  const rankOf = (name: string, passed: readonly string[]): number => {
    const known = ranks.get(name);
    if (known !== undefined) return known;
    if (passed.includes(name)) return 0;
    const before = (stacks.get(name)?.after ?? []).filter((other) => stacks.has(other));
    const rank = Math.max(0, ...before.map((other) => 1 + rankOf(other, [...passed, name])));
    ranks.set(name, rank);
    return rank;
  };
  for (const name of stacks.keys()) rankOf(name, []);
  return ranks;
}

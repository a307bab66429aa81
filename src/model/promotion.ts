/**
 * The order in which environments take a change: waves, first to last. Those of one wave may take it side by side,
 * once all of the wave before have had it.
 */
export type Promotion = readonly (readonly string[])[];

/** The environments of all waves, first to last. */
export function promotionOrder(promotion: Promotion): readonly string[] {
  return promotion.flat();
}

/** The environments of the waves before an environment's own; none where it is in no wave. */
export function promotedBefore(promotion: Promotion, environment: string): readonly string[] {
  const wave = promotion.findIndex((names) => names.includes(environment));
  return promotion.slice(0, Math.max(wave, 0)).flat();
}

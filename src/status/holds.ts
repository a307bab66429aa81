import type { Environment, Held } from "../model/environment.ts";
import type { Hold } from "../model/status.ts";
import { heldIn } from "../render/held.ts";
import type { AppliedState } from "./readState.ts";

/** Whether a hold is in force on a day, `YYYY-MM-DD`: on its last day it is. */
export function isActive({ until }: Pick<Held, "until">, today: string): boolean {
  return until >= today;
}

/**
 * The holds of an environment that are active on a day: those of its spec here, and those that its state was
 * applied with, unless HEAD has had them and so decides about them.
 */
export function holdsOf(
  environment: Pick<Environment, "name" | "acceptedDrift" | "hold">,
  applied: AppliedState,
  isHome: boolean,
  today: string,
): readonly Hold[] {
  const here = heldIn(environment)
    .filter((held) => isActive(held, today))
    .map((held): Hold => ({ ...held, in: "work tree" }));
  if (applied.kind !== "applied" || isHome) return here;
  const known = new Set(here.map(({ kind, name }) => `${kind} ${name}`));
  const there = applied.held
    .filter((held) => isActive(held, today) && !known.has(`${held.kind} ${held.name}`))
    .map((held): Hold => ({ ...held, in: "applied state" }));
  return [...here, ...there];
}

import { isActiveHold } from "../compare/waivers.ts";
import type { Environment } from "../model/environment.ts";
import type { Hold, Verdict } from "../model/status.ts";
import type { AppliedState } from "./appliedState.ts";

/**
 * The holds of an environment that are active on a day (on its last day one still is): those of its spec here, and
 * those that its state was applied with, unless HEAD has the applied code and so decides about them.
 */
export function holdsOf(
  { acceptedDrift }: Pick<Environment, "acceptedDrift">,
  applied: AppliedState,
  verdict: Verdict["kind"],
  today: string,
): readonly Hold[] {
  const here = acceptedDrift
    .filter((waiver) => isActiveHold(waiver, today))
    .map(({ kind, name, reason, until }): Hold => {
      return { kind, name, reason, until, in: "work tree" };
    });
  if (applied.kind !== "applied" || verdict === "converged" || verdict === "behind") return here;
  const known = new Set(here.map(({ kind, name }) => `${kind} ${name}`));
  const there = applied.held
    .filter(({ kind, name, until }) => until >= today && !known.has(`${kind} ${name}`))
    .map((held): Hold => ({ ...held, in: "applied state" }));
  return [...here, ...there];
}

import type { Named } from "../compare/report.ts";
import { isActiveHold } from "../compare/waivers.ts";
import type { Environment, Waiver } from "../resolve/environment.ts";

/**
 * The waiver that holds an environment's value: with `hold: true`, and its last day not over.
 *
 * @param today `YYYY-MM-DD`
 */
export function activeHold(
  { acceptedDrift }: Environment,
  { kind, name }: Named,
  today: string,
): Waiver | undefined {
  return acceptedDrift.find(
    (waiver) => waiver.kind === kind && waiver.name === name && isActiveHold(waiver, today),
  );
}

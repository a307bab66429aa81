import { isActiveHold } from "../compare/waivers.ts";
import type { Environment, Waiver } from "../model/environment.ts";
import type { Named } from "../model/subject.ts";

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

import type { AffectedEnvironment } from "../../model/affected.ts";
import { groupBy } from "../../model/groupBy.ts";

/** The environments of one job, all of one wave. */
export interface Batch {
  /** Without `/`; no other batch's. */
  readonly id: string;
  readonly wave: number;
  readonly environments: readonly AffectedEnvironment[];
}

/**
 * The jobs of all waves, in their order: one for each environment, or fewer that take several in turn.
 *
 * @param most jobs in a wave
 */
export function batchesOf(
  environments: readonly AffectedEnvironment[],
  most: number = Number.POSITIVE_INFINITY,
): readonly Batch[] {
  return [...wavesOf(environments)].flatMap(([wave, members]): Batch[] => {
    if (members.length <= most) {
      return members.map((one) => ({ id: one.id, wave, environments: [one] }));
    }
    return Array.from({ length: most }, (_, index): Batch => {
      const start = Math.floor((index * members.length) / most);
      const end = Math.floor(((index + 1) * members.length) / most);
      const id = `wave-${wave}-part-${index + 1}-of-${most}`;
      return { id, wave, environments: members.slice(start, end) };
    });
  });
}

/** The same with at most so many jobs in all waves together, so that each wave has its equal part of them. */
export function batchesWithin(
  environments: readonly AffectedEnvironment[],
  most: number,
): readonly Batch[] {
  const waves = Math.max(1, wavesOf(environments).size);
  const each = Math.max(1, Math.floor(most / waves));
  return batchesOf(environments, environments.length > most ? each : most);
}

/** The environments of each wave in which there are any. */
export function wavesOf(
  environments: readonly AffectedEnvironment[],
): ReadonlyMap<number, readonly AffectedEnvironment[]> {
  return groupBy(environments, ({ wave }) => wave);
}

/** The environment of a job that has only one. */
export function onlyOf(environments: Batch["environments"]): AffectedEnvironment | undefined {
  return environments.length === 1 ? environments[0] : undefined;
}

/** What a job's command finds in its process environment. */
export function variablesOf({ environments }: Batch): Readonly<Record<string, string | undefined>> {
  const names = environments.map(({ environment }) => environment).join(" ");
  const one = onlyOf(environments);
  if (!one) return { TERRALOOM_ENVIRONMENTS: names };
  return {
    TERRALOOM_ENVIRONMENTS: names,
    TERRALOOM_ENVIRONMENT: one.environment,
    TERRALOOM_STACK: one.stack,
    TERRALOOM_PATH: one.path,
    TERRALOOM_VALUES_FILE: one.valuesFile,
    TERRALOOM_DIGEST: one.digest,
  };
}

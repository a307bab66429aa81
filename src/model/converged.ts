import type { Draft } from "./draft.ts";
import type { DriftClass, Unneeded } from "./drift.ts";
import type { Environment, Waiver } from "./environment.ts";
import type { Named } from "./subject.ts";

/** Which values to copy, and between which environments. */
export interface ConvergeRequest {
  /** The environment whose values are copied. */
  readonly from: Environment;
  /** The environment whose spec is edited; of the same stack. */
  readonly to: Environment;
  /** `LOG_LEVEL`, `settings.stage`; empty: all undeclared differences, and what `from` holds. */
  readonly names: readonly string[];
  /** Today, for the end of waivers: `YYYY-MM-DD`. */
  readonly today: string;
}

/** A variable or setting whose value is kept by a hold. */
export interface Held extends Named {
  readonly waiver: Waiver;
}

/** What converging changes, in memory. */
export interface Converged {
  readonly draft: Draft;
  /** What is copied. */
  readonly copied: readonly Named[];
  /** What was named, and is equal already. */
  readonly equal: readonly Named[];
  readonly held: readonly Held[];
  /** How many permitted differences remain, by class. */
  readonly left: ReadonlyMap<DriftClass, number>;
  /** Waivers that are not needed any more, and are removed. */
  readonly settled: readonly Unneeded[];
  /** The same in shared files, which are not edited. */
  readonly settledElsewhere: readonly Unneeded[];
}

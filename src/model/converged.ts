import type { Draft } from "./draft.ts";
import type { DriftClass, Unneeded } from "./drift.ts";
import type { Environment, Waiver } from "./environment.ts";
import type { Named } from "./subject.ts";

/** Which values go where. */
export interface ConvergeRequest {
  /** The environment whose values are copied. */
  readonly from: Environment;
  /** The environment whose spec is edited; of the same stack. */
  readonly to: Environment;
  /** `LOG_LEVEL`, `settings.stage`; empty: all that differs and may not, and what `from` holds. */
  readonly names: readonly string[];
  /** The day by which waivers are judged, `YYYY-MM-DD`. */
  readonly today: string;
}

/** A variable or setting whose value stays, for a hold says so. */
export interface Held extends Named {
  readonly waiver: Waiver;
}

/** What converging changes, in memory. */
export interface Converged {
  readonly draft: Draft;
  /** What becomes equal. */
  readonly copied: readonly Named[];
  /** What was named and is equal already. */
  readonly equal: readonly Named[];
  readonly held: readonly Held[];
  /** What differs still, since it may: how often in each class. */
  readonly left: ReadonlyMap<DriftClass, number>;
  /** Waivers that nothing needs any more: taken out. */
  readonly settled: readonly Unneeded[];
  /** The same, in files that are shared and therefore not edited. */
  readonly settledElsewhere: readonly Unneeded[];
}

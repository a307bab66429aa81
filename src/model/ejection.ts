import type { FileChange } from "./fileChange.ts";

/** All that leaving terraloom changes. */
export interface Ejection {
  /** Files that lose the line that says what made them, and nothing else. */
  readonly freed: readonly FileChange[];
  /** What is terraloom's own: sources, manifests, editors' schemas, the records of what is applied. */
  readonly removed: readonly FileChange[];
  /** Environments whose state keeps terraloom's record: their next plan removes it. */
  readonly recorded: readonly string[];
  /** Files that mention terraloom and are kept, for review. */
  readonly mentions: readonly string[];
}

import type { Unplanned } from "../diagnostics/messages/terraform.ts";

/** What Terraform's plan says of an environment: the code compared with the real infrastructure. */
export type Planned =
  /** The code, the state and the real infrastructure agree. */
  | { readonly kind: "empty" }
  | {
      readonly kind: "changes";
      /** Absent of values; an instance of a resource a line. */
      readonly changes: readonly PlannedChange[];
      /** Names of outputs whose value would be another. */
      readonly outputs: readonly string[];
    }
  | PlanFailure
  /** It was not planned: its state cannot be read or is elsewhere, or planning would create its workspace. */
  | {
      readonly kind: "skipped";
      readonly because: "unreachable" | "elsewhere" | "workspace" | "values-file";
    };

/** Terraform could not plan. */
export interface PlanFailure {
  readonly kind: "failed";
  readonly reason: string;
}

/** What would be done to a resource, in Terraform's words, the two of a replacement as one. */
export const plannedActions = [
  "create",
  "update",
  "replace",
  "delete",
  "move",
  "import",
  "forget",
  "read",
] as const;
export type PlannedAction = (typeof plannedActions)[number];

/** What would be done to one instance of a resource. */
export interface PlannedChange {
  readonly address: string;
  readonly action: PlannedAction;
}

/** How a change of code changes an environment's plan. */
export type PlanProof =
  /** Nothing is planned but terraloom's own record. */
  | { readonly kind: "unchanged" }
  /** The plan is the same as before, and not empty. */
  | { readonly kind: "waiting"; readonly count: number }
  /** The plan differs in these resources and outputs. */
  | { readonly kind: "changed"; readonly addresses: readonly string[] }
  /** It could be planned before, but not now. */
  | { readonly kind: "broken"; readonly reason: string }
  /** Nobody planned it. */
  | { readonly kind: "unplanned"; readonly because: Unplanned };

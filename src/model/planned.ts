/** What Terraform's plan says of an environment: the code compared with the real infrastructure. */
export type Planned =
  /** The real infrastructure and the state are as the code says. */
  | { readonly kind: "empty" }
  | {
      readonly kind: "changes";
      /** Absent of values; an instance of a resource a line. */
      readonly changes: readonly PlannedChange[];
      /** Names of outputs whose value would be another. */
      readonly outputs: readonly string[];
    }
  | PlanFailure
  /** It was not planned: its state does not answer, or is elsewhere, or a plan would make its workspace. */
  | {
      readonly kind: "skipped";
      readonly because: "unreachable" | "elsewhere" | "workspace" | "values-file";
    };

/** Terraform did not come to a plan. */
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

/** What a change of code makes of an environment's plan. */
export type PlanProof =
  /** Nothing is planned but terraloom's own record. */
  | { readonly kind: "unchanged" }
  /** What was planned before is planned still, to the value. */
  | { readonly kind: "waiting"; readonly count: number }
  /** Something else is planned than before: of these resources and outputs. */
  | { readonly kind: "changed"; readonly addresses: readonly string[] }
  /** It could be planned before, and cannot be any more. */
  | { readonly kind: "broken"; readonly reason: string }
  /** Nobody planned it. */
  | { readonly kind: "unplanned"; readonly reason: string };

import type { Commit } from "./history.ts";
import type { EnvironmentStatus } from "./status.ts";

/** Whether a commit's code may be applied to an environment, and what is against it. */
export interface Judgement {
  readonly version: 1;
  readonly environment: string;
  readonly may: boolean;
  /** The commit that is judged; absent where there is none. */
  readonly commit?: Commit;
  /** Which of its changes the earlier environments have had. */
  readonly before: readonly Before[];
  /** The reason of a rollback, which excuses some refusals. */
  readonly rollback?: string;
  readonly refusals: readonly Refusal[];
}

/** An environment that comes before another: in promotion order, or because its state is read. */
export interface Before {
  readonly name: string;
  /**
   * `had`: it runs the commit's code; `past`: it runs what came later, so nobody has seen it run this; `part`: it has
   * had what the other one gets, and not all of the commit; `none`: nothing that the other one gets is for it;
   * `not`: it has not had it.
   */
  readonly has: "had" | "past" | "part" | "none" | "not";
  /** It is of another stack, and the other one's code reads its state. */
  readonly isRead?: true;
}

/** Why a commit's code should not be applied to an environment. */
export type Refusal = RefusalKind & {
  /** Whether the reason of a rollback excuses it. */
  readonly excused: boolean;
};

/** The kinds of refusals, with their data. */
export type RefusalKind =
  /** There is no commit, or the generated files differ from it. */
  | { readonly kind: "not-committed"; readonly files: readonly string[] }
  /** The generated files are not current. */
  | { readonly kind: "not-current" }
  /** Files that the judged code reads have changed since it was generated, or another version of terraloom generated it. */
  | { readonly kind: "read-otherwise" }
  /** Files of the commit differ from what its manifests list. */
  | { readonly kind: "not-as-made"; readonly files: readonly string[] }
  /** Its backend is not the one of this checkout. */
  | { readonly kind: "other-backend"; readonly of: EnvironmentStatus }
  /** The saved plan is of other code than the judged commit's. */
  | { readonly kind: "other-plan"; readonly problem: string }
  /** It goes to an environment that is not the first of its stack, and is not on the main branch. */
  | { readonly kind: "off-main" }
  /** An environment that comes before has not had these commits, which change both, as far as can be told. */
  | {
      readonly kind: "not-had";
      readonly by: EnvironmentStatus;
      readonly commits: readonly Commit[];
    }
  /** An environment of another stack, whose state the code reads, has not had these commits of its own. */
  | {
      readonly kind: "read-not-had";
      readonly by: EnvironmentStatus;
      readonly commits: readonly Commit[];
    }
  /** The environment runs code that the commit does not have. */
  | { readonly kind: "would-undo"; readonly of: EnvironmentStatus }
  /** The applied state has a hold. */
  | { readonly kind: "held"; readonly of: EnvironmentStatus }
  /** A rollback that the main branch would undo, if nothing held it. */
  | { readonly kind: "no-hold"; readonly of: EnvironmentStatus }
  /** The environment's state cannot be read, or is another environment's. */
  | { readonly kind: "state-unfit"; readonly of: EnvironmentStatus };

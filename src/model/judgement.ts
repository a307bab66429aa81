import type { OtherPlan } from "../diagnostics/messages/status.ts";
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
  | {
      /**
       * - `not-committed`: there is no commit, or the generated files are not as it has them
       * - `not-as-made`: files of the commit are not what its manifests say that was generated
       */
      readonly kind: "not-committed" | "not-as-made";
      readonly files: readonly string[];
    }
  | {
      /**
       * - `not-current`: the generated files are not what the sources say
       * - `read-otherwise`: of the judged commit, files that its code reads are not what they were when it was generated;
       *   or another terraloom made it
       * - `off-main`: it goes to an environment that is not the first of its stack, and is not on the main branch
       */
      readonly kind: "not-current" | "read-otherwise" | "off-main";
    }
  /** The saved plan is of other code: what is judged is not what would be applied. */
  | { readonly kind: "other-plan"; readonly why: OtherPlan }
  | {
      /**
       * - `not-had`: an environment that comes before has not had these commits, which change both, as far as can be told
       * - `read-not-had`: one of another stack, whose state the code reads, has not had these commits of its own
       */
      readonly kind: "not-had" | "read-not-had";
      readonly by: EnvironmentStatus;
      readonly commits: readonly Commit[];
    }
  | {
      /**
       * - `other-backend`: the commit's code keeps the state elsewhere than the checkout that asked
       * - `would-undo`: the environment runs code that the commit does not have
       * - `held`: the environment's state holds what it runs
       * - `no-hold`: a rollback that the main branch would undo, if nothing held it
       * - `state-unfit`: the environment's state does not answer, or is another environment's
       */
      readonly kind: "other-backend" | "would-undo" | "held" | "no-hold" | "state-unfit";
      readonly of: EnvironmentStatus;
    };

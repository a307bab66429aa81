import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Held } from "./environment.ts";
import type { Commit, MainBranch } from "./history.ts";
import type { Planned } from "./planned.ts";

/** Which code every environment runs, and how it compares with this checkout: the data of every output format. */
export interface StatusReport {
  readonly version: 1;
  /** Today, for the end of holds: `YYYY-MM-DD`. */
  readonly today: string;
  /** `error` takes precedence over `difference`: a state that could not be read may differ too. */
  readonly verdict: "converged" | "difference" | "error";
  /** HEAD's commit; absent where there is none. */
  readonly head?: Commit;
  /** The main branch, and whether HEAD is on it; absent where there is none. */
  readonly main?: MainBranch;
  /** How much of the git history this clone has. */
  readonly history: "complete" | "shallow" | "none";
  readonly generated: GeneratedState;
  readonly promotion: readonly string[];
  /** Whether the real infrastructure was compared too, by Terraform's plan. */
  readonly planned: boolean;
  /** In promotion order, then by name. */
  readonly environments: readonly EnvironmentStatus[];
  /** Removed environments whose states are not empty or cannot be read, by name. */
  readonly removed: readonly RemovedEnvironment[];
  readonly problems: readonly Diagnostic[];
}

/** An environment that was removed from the code, but whose state is not known to be empty. */
export interface RemovedEnvironment {
  readonly name: string;
  /** The hash of the newest commit that has its code. */
  readonly last: string;
  /** Its folder there. */
  readonly directory: string;
  /** Where its state is. */
  readonly place: string;
  /** Why it cannot be read; absent: it has resources. */
  readonly problem?: string;
}

/** The generated files in the work tree. */
export interface GeneratedState {
  /** Whether it is what `generate` would make. */
  readonly current: boolean;
  /** Files that differ from HEAD. */
  readonly uncommitted: readonly string[];
}

/** The code that one environment runs, compared with this checkout's. */
export interface EnvironmentStatus {
  readonly name: string;
  readonly stack: string;
  /** The digest in the work tree's manifest. */
  readonly digest: string;
  /** Whether HEAD's manifest has the same digest. */
  readonly committed: boolean;
  /** The digest in the applied state, where there is one. */
  readonly appliedDigest?: string;
  readonly verdict: Verdict;
  /** The plan of the work tree's code, if planned. */
  readonly planned?: Planned;
  /** Why the state is not the result of one complete apply of its code; empty: it is. */
  readonly faults: readonly StateFault[];
  /** Which state was read, if not that of generated code in the default workspace. */
  readonly place?: string;
  /** Handwritten code beside the generated code. */
  readonly beside: readonly string[];
  /** Whether a hold in its state forbids that HEAD changes it: HEAD has never had that hold, or still has all of it. */
  readonly held: boolean;
  /** Holds in the work tree's spec or in the applied state. */
  readonly holds: readonly Hold[];
}

/** How the applied code compares with the work tree's. */
export type Verdict =
  /** They are the same; `at` is HEAD, and absent if HEAD has other code, so that this is not committed. */
  | { readonly kind: "converged"; readonly at?: Commit }
  /** The work tree's code was applied last, but the state is not its result: see the faults. */
  | { readonly kind: "incomplete"; readonly at?: Commit }
  /** No apply has finished yet. */
  | { readonly kind: "unfinished"; readonly begun?: Commit; readonly isHere: boolean }
  /** An ancestor of HEAD, or HEAD itself where the work tree has more. */
  | {
      readonly kind: "behind";
      readonly applied: Commit;
      readonly missing: readonly MissingCommit[];
      /** Whether the work tree has other code than HEAD. */
      readonly uncommitted: boolean;
    }
  /** A descendant of HEAD: this checkout is what is behind, by these commits. */
  | {
      readonly kind: "ahead";
      readonly applied: Commit;
      /** Branches and tags that have it. */
      readonly refs: readonly string[];
      readonly beyond: readonly Commit[];
    }
  /** A commit on another branch: neither ancestor nor descendant of HEAD. */
  | {
      readonly kind: "off";
      readonly applied: Commit;
      /** Empty: only the reflog has it. */
      readonly refs: readonly string[];
      /** Whether HEAD has its changes anyway: it was squashed, rebased or cherry-picked. */
      readonly included: boolean;
      readonly missing: readonly MissingCommit[];
    }
  | { readonly kind: "unknown"; readonly because: UnknownReason }
  | { readonly kind: "never" }
  /** The state at its backend is empty; it was applied with another backend, or in another workspace. */
  | {
      readonly kind: "elsewhere";
      readonly place: string;
      /** Why that state cannot be read; absent: it is the environment's. */
      readonly problem?: string;
    }
  | { readonly kind: "unreachable"; readonly reason: string };

/** Evidence that a state is not the result of one complete apply. */
export type StateFault =
  /** Other code wrote to it last: an unfinished or partial apply, or a refresh. */
  | {
      readonly kind: "begun";
      /** Absent where its outputs are of several applies. */
      readonly digest?: string;
      readonly commit?: Commit;
      /** Whether HEAD, or the work tree, has that code. */
      readonly isHere?: boolean;
    }
  /** When it was applied, generated files were changed by hand, or other files were beside them. */
  | { readonly kind: "edited" }
  /** When it was applied, these variables had other values than `terraform.tfvars` gives: of `-var` or `-var-file`. */
  | { readonly kind: "outside"; readonly variables: readonly string[] }
  /** Resources are as another commit's code has them: a part of it was applied. */
  | {
      readonly kind: "part";
      readonly addresses: readonly string[];
      readonly commit: Commit;
      /** Whether HEAD has that commit. */
      readonly isHere?: boolean;
    }
  /** In this checkout, files beside generated code change what it does. */
  | { readonly kind: "beside"; readonly paths: readonly string[] }
  /** terraloom's own resource is missing, as after a partial destroy. */
  | { readonly kind: "unmarked" }
  | {
      /**
       * - `tainted`: a resource whose creation did not finish
       * - `deposed`: one that was replaced and still exists
       * - `missing`: one that the code declares and the state does not have
       * - `leftover`: one that the state has and the code does not declare
       */
      readonly kind: "tainted" | "deposed" | "missing" | "leftover";
      readonly addresses: readonly string[];
    };

/** Why the applied code is not known. */
export type UnknownReason =
  | { readonly kind: "no-commit" }
  | { readonly kind: "not-ours" }
  /** It is a file of values of a shared root module: the state does not say which were applied. */
  | { readonly kind: "values-file" }
  | {
      readonly kind: "other-environment";
      readonly environment: string;
      /** Whether the project has it; not after it was renamed. */
      readonly exists: boolean;
    };

/** A commit that changes an environment, and was not applied to it. */
export interface MissingCommit extends Commit {
  /** The environments of the stack to which it was applied. */
  readonly hadBy: readonly string[];
}

/** A hold of an environment or of one value, in force. */
export interface Hold extends Held {
  /** Whose spec says so. */
  readonly in: "work tree" | "applied state";
}

import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Held } from "./environment.ts";
import type { Commit, MainBranch } from "./history.ts";
import type { Planned } from "./planned.ts";

/** Which code every environment runs, and how far that is from this checkout: plain data, all that formats read. */
export interface StatusReport {
  readonly version: 1;
  /** The day by which holds were judged, `YYYY-MM-DD`. */
  readonly today: string;
  /** `error` beats `difference`: what could not be asked might differ too. */
  readonly verdict: "converged" | "difference" | "error";
  /** HEAD's commit; absent where there is none. */
  readonly head?: Commit;
  /** The main branch, and whether HEAD is on it; absent where there is none. */
  readonly main?: MainBranch;
  /** How much of the past is known here. */
  readonly history: "complete" | "shallow" | "none";
  readonly generated: GeneratedState;
  readonly promotion: readonly string[];
  /** Whether the real infrastructure was looked at too, by Terraform's plan; if not, nothing is said of it. */
  readonly planned: boolean;
  /** In promotion order, then by name. */
  readonly environments: readonly EnvironmentStatus[];
  /** Environments that the code has no more, and that were not taken down as far as is known; by name. */
  readonly removed: readonly RemovedEnvironment[];
  readonly problems: readonly Diagnostic[];
}

/** An environment that the code had, and whose state is not empty. */
export interface RemovedEnvironment {
  readonly name: string;
  /** The hash of the newest commit that has its code. */
  readonly last: string;
  /** Its folder there. */
  readonly directory: string;
  /** Where its state is. */
  readonly place: string;
  /** Why that does not answer; absent: it has resources. */
  readonly problem?: string;
}

/** The generated files in the work tree. */
export interface GeneratedState {
  /** Whether it is what `generate` would make. */
  readonly current: boolean;
  /** Those of its files that are not as HEAD has them. */
  readonly uncommitted: readonly string[];
}

/** What one environment runs, and what this checkout has for it. */
export interface EnvironmentStatus {
  readonly name: string;
  readonly stack: string;
  /** The digest in the work tree's manifest. */
  readonly digest: string;
  /** Whether HEAD's manifest says the same. */
  readonly committed: boolean;
  /** The digest in the applied state, where there is one. */
  readonly appliedDigest?: string;
  readonly verdict: Verdict;
  /** What the plan of the work tree's code says, where that was planned. */
  readonly planned?: Planned;
  /** Why the state is not what one whole apply of its code leaves; empty where it is. */
  readonly faults: readonly StateFault[];
  /** Which state was asked, where that is not the one of generated code, in the default workspace. */
  readonly place?: string;
  /** Code by hand that Terraform reads beside what is generated for it. */
  readonly beside: readonly string[];
  /** Whether its state holds what it runs and HEAD must not change it: HEAD has not had that hold, or still holds all of it. */
  readonly held: boolean;
  /** What must not be undone yet: it says so in the work tree's spec, or in the applied state. */
  readonly holds: readonly Hold[];
}

/** How the applied code compares with the work tree's. */
export type Verdict =
  /** They are the same; `at` is HEAD, and absent if HEAD has other code, so that this is not committed. */
  | { readonly kind: "converged"; readonly at?: Commit }
  /** The work tree's code was applied last, and the state is not what that leaves: see the faults. */
  | { readonly kind: "incomplete"; readonly at?: Commit }
  /** No apply has come to its end yet. */
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
  /** A commit that HEAD does not have, nor the other way round. */
  | {
      readonly kind: "off";
      readonly applied: Commit;
      /** Empty: only the reflog remembers it. */
      readonly refs: readonly string[];
      /** Whether HEAD has its changes all the same: it was squashed, rebased or picked. */
      readonly included: boolean;
      readonly missing: readonly MissingCommit[];
    }
  | { readonly kind: "unknown"; readonly because: UnknownReason }
  | { readonly kind: "never" }
  /** Nothing is where its code says, and it was applied at another backend, or in another workspace. */
  | {
      readonly kind: "elsewhere";
      readonly place: string;
      /** Why that place does not answer; absent: it has the environment's state. */
      readonly problem?: string;
    }
  | { readonly kind: "unreachable"; readonly reason: string };

/** What of a state tells that more has happened to it than one whole apply. */
export type StateFault =
  /** Other code wrote to it last: an apply that did not end, one of a part, or a refresh. */
  | {
      readonly kind: "begun";
      /** Absent where not even its outputs are those of one apply. */
      readonly digest?: string;
      readonly commit?: Commit;
      /** Whether HEAD, or the work tree, has that code. */
      readonly isHere?: boolean;
    }
  /** When it was applied, generated files were changed by hand, or others lay beside them. */
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
  /** terraloom's resource is not in it, as after a destroy of a part. */
  | { readonly kind: "unmarked" }
  | {
      /**
       * - `tainted`: a resource that was not made to its end
       * - `deposed`: one that was replaced and still stands
       * - `missing`: one that the code declares and the state does not have
       * - `leftover`: one that the state has and the code does not declare
       */
      readonly kind: "tainted" | "deposed" | "missing" | "leftover";
      readonly addresses: readonly string[];
    };

/** Why the applied code is not known: no commit has its digest, terraloom did not make it, or it is another's. */
export type UnknownReason =
  | { readonly kind: "no-commit" }
  | { readonly kind: "not-ours" }
  /** It is a file of values for a root module that others share: no state says whose were applied. */
  | { readonly kind: "values-file" }
  | {
      readonly kind: "other-environment";
      readonly environment: string;
      /** Whether the project has it: it does not after a renaming. */
      readonly exists: boolean;
    };

/** A commit that changes an environment, and that it has not had. */
export interface MissingCommit extends Commit {
  /** The other environments of the stack that have had it. */
  readonly hadBy: readonly string[];
}

/** What keeps others from changing an environment, or one of its values, and is not over. */
export interface Hold extends Held {
  /** Whose spec says so. */
  readonly in: "work tree" | "applied state";
}

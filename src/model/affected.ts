import type { Diagnostic } from "../diagnostics/diagnostic.ts";

/** The environments whose code differs from a revision: the data of every output format. */
export interface AffectedReport {
  readonly version: 1;
  readonly verdict: "unaffected" | "affected" | "error";
  /** The revision that is compared with; absent: not known. */
  readonly since?: Since;
  /** In the order of their waves, then as the project has them. */
  readonly environments: readonly AffectedEnvironment[];
  /** Environments that were removed: there is nothing to plan, but perhaps something to destroy. */
  readonly removed: readonly string[];
  readonly problems: readonly Diagnostic[];
}

/** A revision, and the commit at which HEAD branched off from it. */
export interface Since {
  readonly revision: string;
  readonly commit: string;
}

/** What a CI job needs to know of an environment. */
export interface EnvironmentWork {
  readonly environment: string;
  /** A unique name without `/`, for files, jobs and artifacts. */
  readonly id: string;
  readonly stack: string;
  /** The folder it is applied from, relative to the project's root. */
  readonly path: string;
  /** Where it shares that folder: its file of values, relative to the project's root. */
  readonly valuesFile?: string;
  /** When it is applied: after all that have a lower number, see `applyOrder`. */
  readonly wave: number;
}

/** An environment whose code differs from the revision. */
export interface AffectedEnvironment extends EnvironmentWork {
  /** The digest of its current code. */
  readonly digest: string;
  readonly reasons: readonly Reason[];
}

/** Why an environment is affected, and by what: names of variables, paths relative to the project's root. */
export interface Reason {
  readonly kind: ReasonKind;
  readonly names: readonly string[];
}

/**
 * - `new`: there was no such environment.
 * - `variable`: these have other values.
 * - `template`: these of its rendered files differ.
 * - `module`: these modules, which it calls, differ.
 * - `lock file`: other versions of providers.
 * - `file`: these handwritten files differ.
 * - `hold`: its holds differ.
 * - `code`: its digest differs for none of these reasons.
 */
export type ReasonKind =
  | "new"
  | "variable"
  | "template"
  | "module"
  | "lock file"
  | "file"
  | "hold"
  | "code";

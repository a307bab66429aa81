import type { Diagnostic } from "../diagnostics/diagnostic.ts";

/** The environments whose code is not what it was. Plain data: the only thing that formats read. */
export interface AffectedReport {
  readonly version: 1;
  readonly verdict: "unaffected" | "affected" | "error";
  /** What the work is compared with; absent where that is not known. */
  readonly since?: Since;
  /** In the order of their waves, then as the project has them. */
  readonly environments: readonly AffectedEnvironment[];
  /** Environments that there were and that are gone: there is nothing to plan, and perhaps something to destroy. */
  readonly removed: readonly string[];
  readonly problems: readonly Diagnostic[];
}

/** A revision, and the commit at which this work left it. */
export interface Since {
  readonly revision: string;
  readonly commit: string;
}

/** An environment as those who run something for it know it. */
export interface EnvironmentWork {
  readonly environment: string;
  /** Its name as file names, job names and artifacts may be: without `/`, and no other environment's. */
  readonly id: string;
  readonly stack: string;
  /** The folder it is applied from, relative to the project's root. */
  readonly path: string;
  /** Where it shares that folder: its file of values, relative to the project's root. */
  readonly valuesFile?: string;
  /** When it is applied: after all that have a lower number, see `applyOrder`. */
  readonly wave: number;
}

/** An environment whose code is not what it was. */
export interface AffectedEnvironment extends EnvironmentWork {
  /** Of its code now. */
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
 * - `template`: these of its rendered files are others.
 * - `module`: these modules, which it calls, are others.
 * - `lock file`: other versions of providers.
 * - `file`: these, which terraloom did not make, are others.
 * - `hold`: something else is held.
 * - `code`: its digest differs, and no file tells why.
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

import type { Diagnostic } from "../diagnostics/diagnostic.ts";

/** What Terraform says of the generated code. */
export interface VerifyReport {
  /** Those that Terraform was run on. */
  readonly environments: readonly string[];
  /** Those of them that have errors of their own. */
  readonly invalid: readonly string[];
  readonly problems: readonly Diagnostic[];
  /** Whether it was stopped before it was done: then nothing is said of what was found. */
  readonly interrupted: boolean;
}

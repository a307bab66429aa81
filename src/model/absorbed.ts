import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Draft } from "./draft.ts";

/** A change made by hand, and where it went. */
export interface TakenChange {
  /** `generated/environments/staging/terraform.tfvars:4`. */
  readonly from: string;
  /** `envs/staging.yaml: LOG_LEVEL`, `templates/modules/app/main.tf.hbs:12`. */
  readonly into: string;
}

/** The manual changes of generated files that can be moved into the sources. */
export interface Absorbed {
  /** Specs and templates as they would be. */
  readonly draft: Draft;
  readonly taken: readonly TakenChange[];
  /** Warnings: what stays in the generated files alone, and why. */
  readonly left: readonly Diagnostic[];
  /** Generated files that were looked at: what rendering makes of each with the change. */
  readonly files: ReadonlyMap<string, "as edited" | "formatted" | "differs">;
  /** Other generated files that were changed by hand. */
  readonly untouched: ReadonlySet<string>;
}

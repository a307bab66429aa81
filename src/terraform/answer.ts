import type { Result } from "../model/result.ts";

/** A run of Terraform that ended. */
export interface EndedRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a run of Terraform ended, or why it did not. */
export type TerraformAnswer = Result<EndedRun>;

import type { Result } from "../model/result.ts";

/** A run that came to its end. */
export interface EndedRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a run ended, or why it came to no end. */
export type TerraformAnswer = Result<EndedRun>;

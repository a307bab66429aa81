import type { Result } from "../model/result.ts";

export interface EndedRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export type TerraformAnswer = Result<EndedRun>;

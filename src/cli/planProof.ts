import { availableParallelism } from "node:os";
import { previewChange } from "../change/makeChange.ts";
import { hasErrors } from "../diagnostics/diagnostic.ts";
import type { ChangedSource } from "../model/draft.ts";
import type { HandEdited } from "../model/generateReport.ts";
import type { Project } from "../model/project.ts";
import { failure, type Result, success } from "../model/result.ts";
import { planProblems, provePlans } from "../proof/provePlans.ts";
import { planProofLines } from "../report/planProof.ts";
import { findTerraform } from "../terraform/terraform.ts";
import type { Arguments, Io } from "./command.ts";
import { withInterruption } from "./interruption.ts";
import { withProgress } from "./progressLine.ts";

/** The option of commands that have Terraform prove that they change nothing. */
export const noPlanOption = {
  "--no-plan": "do not compare Terraform's plans of initialised environments before and after",
};

/** How long one environment's plan may take, in milliseconds. */
const timeout = 900_000;

/**
 * Where Terraform and initialised folders are at hand, it plans each environment that a change touches.
 *
 * @returns what it says of the plans, or why the change is not to be made: nothing where it was interrupted
 */
export async function proofOf(
  project: Project,
  sources: readonly ChangedSource[],
  handEdited: HandEdited | undefined,
  given: Arguments,
  io: Io,
): Promise<Result<readonly string[]>> {
  if (given.options["no-plan"] === true) return success(["Plans were not compared: --no-plan."]);
  const how = handEdited ? { handEdited } : {};
  const { changes, problems } = await previewChange(project, sources, how);
  // What is wrong is told when the change is made.
  if (hasErrors(problems)) return success([]);
  const found = await findTerraform(io.env);
  if (!found.ok) {
    return success(["Plans were not compared: there is neither terraform nor tofu on PATH."]);
  }
  return withInterruption(async (signal) => {
    const options = { concurrency: availableParallelism(), timeout, signal };
    const proofs = await withProgress(io, (progress) =>
      provePlans(project, [...sources, ...changes], found.value, { ...options, progress }),
    );
    const refused = planProblems(proofs);
    return signal.aborted || refused.length > 0
      ? failure(...(signal.aborted ? [] : refused))
      : success(planProofLines(proofs));
  });
}

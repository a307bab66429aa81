import { availableParallelism } from "node:os";
import { previewChange } from "../change/makeChange.ts";
import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import type { Draft } from "../model/draft.ts";
import type { HandEdited } from "../model/generateReport.ts";
import type { Project } from "../model/project.ts";
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

/** Terraform's check of a change that should leave all plans the same. */
export interface ProofOnScreen {
  /** Why it is not to be made. */
  readonly problems: readonly Diagnostic[];
  readonly lines: readonly string[];
}

/**
 * Where Terraform and initialised folders are at hand, it plans each environment that a change touches.
 *
 * @returns `undefined` where it was interrupted
 */
export async function proofOf(
  project: Project,
  { draft, handEdited }: { readonly draft: Draft; readonly handEdited?: HandEdited | undefined },
  given: Arguments,
  io: Io,
): Promise<ProofOnScreen | undefined> {
  if (given.options["no-plan"] === true) return said("No plan was asked for: --no-plan.");
  const { changes, problems } = await previewChange(
    project,
    draft.changes(),
    handEdited ? { handEdited } : {},
  );
  // What is wrong is told when the change is made.
  if (hasErrors(problems)) return said();
  const found = await findTerraform(io.env);
  if (!found.ok) return said("No plan was asked for: there is no terraform and no tofu on PATH.");
  const all = [...draft.changes(), ...changes];
  return withInterruption(async (signal) => {
    const options = { concurrency: availableParallelism(), timeout, signal };
    const proofs = await withProgress(io, (progress) =>
      provePlans(project, all, found.value, { ...options, progress }),
    );
    if (signal.aborted) return undefined;
    return { problems: planProblems(proofs), lines: planProofLines(proofs) };
  });
}

/** How long one environment's plan may take, in milliseconds. */
const timeout = 900_000;

function said(...lines: readonly string[]): ProofOnScreen {
  return { problems: [], lines };
}

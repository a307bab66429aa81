import { join } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { recordAddresses } from "../model/layout.ts";
import type { PlanFailure, PlanProof } from "../model/planned.ts";
import { noProgress, type Progress } from "../model/progress.ts";
import type { Project } from "../model/project.ts";
import type { CopiedFile } from "../terraform/copiedFile.ts";
import { type PlanContents, planContents } from "../terraform/planContents.ts";
import { isInitialised } from "../terraform/pullState.ts";
import type { RunOptions } from "../terraform/runOptions.ts";
import type { Terraform } from "../terraform/terraform.ts";

/** How plans are made. */
export interface ProofOptions extends RunOptions {
  readonly progress?: Progress;
}

/**
 * Checks that a change of code leaves Terraform's plans of environments the same: each is planned in a private copy with
 * the change and, if that plan is not empty, without it. It takes no lock and writes nothing.
 *
 * @param changes new contents of files
 * @returns by the name of each environment whose code changes
 */
export async function provePlans(
  project: Project,
  changes: readonly CopiedFile[],
  terraform: Terraform,
  { progress = noProgress, ...options }: ProofOptions,
): Promise<ReadonlyMap<string, PlanProof>> {
  const affected = project.environments.filter(({ directory }) =>
    changes.some(({ path }) => directory === "" || path.startsWith(`${directory}/`)),
  );
  const subjects = affected.filter(
    ({ directory, valuesFile }) =>
      valuesFile === undefined && isInitialised(terraform, join(project.root, directory)),
  );
  const plan = (some: typeof subjects, files: readonly CopiedFile[]) => {
    let done = 0;
    return planContents(project, terraform, some, {
      ...options,
      changes: files,
      done: () => progress("planning environments", ++done, some.length),
    });
  };
  const code = changes.filter(({ path }) => /\.(?:tf|tfvars|hcl|json)$/.test(path));
  const after = await plan(subjects, code);
  const restless = subjects.filter(({ name }) => countOf(after.get(name)) !== 0);
  const before = await plan(restless, []);
  return new Map(
    affected.map(({ name, valuesFile }): [string, PlanProof] => [
      name,
      valuesFile === undefined
        ? compare(before.get(name), after.get(name))
        : { kind: "unplanned", because: { kind: "shared" } },
    ]),
  );
}

/** Plans that keep a change from being made. */
export function planProblems(proofs: ReadonlyMap<string, PlanProof>): readonly Diagnostic[] {
  return [...proofs].flatMap(([environment, proof]) => {
    if (proof.kind === "broken") {
      return diagnostic("plan-broken", { environment, reason: proof.reason });
    }
    return proof.kind === "changed"
      ? diagnostic("plan-changes", { environment, addresses: proof.addresses })
      : [];
  });
}

type Planned = PlanContents | PlanFailure;

function compare(before: Planned | undefined, after: Planned | undefined): PlanProof {
  if (!after) return { kind: "unplanned", because: { kind: "not-initialised" } };
  if (after.kind === "failed") {
    const { reason } = after;
    return before?.kind === "contents"
      ? { kind: "broken", reason }
      : { kind: "unplanned", because: { kind: "failed", reason } };
  }
  const count = countOf(after);
  if (count === 0) return { kind: "unchanged" };
  if (before?.kind !== "contents") {
    const because = { kind: "failed-before", reason: before?.reason ?? "" } as const;
    return { kind: "unplanned", because };
  }
  const addresses = [...new Set([...before.actions.keys(), ...after.actions.keys()])].filter(
    (address) =>
      !recordAddresses.has(address) && before.actions.get(address) !== after.actions.get(address),
  );
  return addresses.length > 0 ? { kind: "changed", addresses } : { kind: "waiting", count };
}

function countOf(planned: Planned | undefined): number {
  if (planned?.kind !== "contents") return -1;
  return [...planned.actions.keys()].filter((address) => !recordAddresses.has(address)).length;
}

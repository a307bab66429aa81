import type { Environment } from "../model/environment.ts";
import type { Files } from "../model/files.ts";
import type { EnvironmentStatus } from "../model/status.ts";
import { heldDigest } from "../render/held.ts";
import type { Terraform } from "../terraform/terraform.ts";
import { valuesFromOutside } from "./compareWithCode.ts";
import { plannedCode } from "./plannedCode.ts";

/** The code that a plan has to be of. */
export interface JudgedCode {
  readonly files: Pick<Files, "read" | "list">;
  readonly digest: string | undefined;
  /** The digest of what it holds; absent: nothing. */
  readonly held: string | undefined;
}

/**
 * Holds a saved plan against the code that was judged, and against the state that was asked: what is applied has to be
 * what was judged, all of it, with the values that the code gives.
 *
 * @param file absolute; in the folder that was planned
 * @returns why it is not, if it is not
 */
export async function planProblem(
  terraform: Terraform,
  file: string,
  { name, directory }: Pick<Environment, "name" | "directory">,
  { files, digest, held }: JudgedCode,
  status: EnvironmentStatus | undefined,
): Promise<string | undefined> {
  const planned = await plannedCode(terraform, file);
  if (!planned.ok) return planned.problems.join("; ");
  const { value } = planned;
  if (value.environment !== name) return `it is of ${value.environment}`;
  if (value.digest !== digest) return "it is of other code";
  if (value.read !== digest) return "files that Terraform read were not as they were generated";
  if (heldDigest(value.held) !== held) return "it holds other things";
  if (value.isPart) return "it is of a part (-target), or did not come to its end";
  const outside = valuesFromOutside(files, directory, value.given);
  if (outside.length > 0) {
    return `it was made with other values than terraform.tfvars gives (-var, -var-file): ${outside.join(", ")}`;
  }
  return isOfState(value.before, status)
    ? undefined
    : "it was made from another state than the one that was asked, or the state has changed since";
}

/** Of a state that terraloom did not make, or that an apply left without its record, nothing can be said. */
function isOfState(before: string | undefined, status: EnvironmentStatus | undefined): boolean {
  if (status?.verdict.kind === "never") return before === undefined;
  const isKept = status?.faults.every(({ kind }) => kind !== "unmarked");
  return !isKept || status?.appliedDigest === undefined || status.appliedDigest === before;
}

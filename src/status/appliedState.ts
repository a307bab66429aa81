import { pullState } from "../terraform/pullState.ts";
import type { Terraform } from "../terraform/terraform.ts";
import { type AppliedState, readState } from "./readState.ts";

/**
 * Asks an environment's state which code it was applied from. It only reads: no state, no lock and no file of the
 * project is written. Of the state nothing but terraloom's own and the names of resources is kept: values may be
 * secrets.
 *
 * @param folder absolute path of the environment's folder in generated/, initialised there or not
 * @param timeout for all that has to be asked, in milliseconds
 */
export async function appliedState(
  terraform: Terraform,
  folder: string,
  timeout: number,
): Promise<AppliedState> {
  const pulled = await pullState(terraform, folder, { timeout });
  if (pulled.ok) return readState(pulled.value.document);
  return { kind: "unreachable", reason: pulled.problems.join("; ") };
}

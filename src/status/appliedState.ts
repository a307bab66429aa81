import { join } from "node:path";
import { reasonOf } from "../diagnostics/diagnostic.ts";
import type { Environment, EnvironmentPlace } from "../model/environment.ts";
import type { Planned } from "../model/planned.ts";
import { pullState } from "../terraform/pullState.ts";
import type { Terraform } from "../terraform/terraform.ts";
import { findElsewhere, placeText } from "./elsewhere.ts";
import { type AppliedState, readState } from "./readState.ts";

export interface AskedState {
  readonly applied: AppliedState;
  /** Its place, if it is not that of generated code in the default workspace. */
  readonly place?: string;
  /** What the plan of its code says, where it was asked for. */
  readonly planned?: Planned;
}

/**
 * Reads which code an environment's state was applied from. It only reads: no state, no lock and no file of the project
 * is written. Only terraloom's own record and the names of resources are kept: values may be secrets.
 *
 * @param timeout for all requests together, in milliseconds
 */
export async function askState(
  terraform: Terraform,
  root: string,
  { name, directory: folder, valuesFile }: EnvironmentPlace & Pick<Environment, "name">,
  timeout: number,
): Promise<AskedState> {
  if (valuesFile !== undefined) return { applied: { kind: "shared" } };
  const end = performance.now() + timeout;
  const pulled = await pullState(terraform, join(root, folder), { timeout });
  if (!pulled.ok) return { applied: { kind: "unreachable", reason: reasonOf(pulled.problems) } };
  const { backend, workspace, document } = pulled.value;
  const isUsual =
    workspace === "default" && backend.file !== undefined && !/override\./.test(backend.file);
  const place = isUsual ? {} : { place: placeText(pulled.value) };
  const applied = readState(document);
  if (applied.kind !== "never") return { applied, ...place };
  const left = Math.max(1, end - performance.now());
  const elsewhere = await findElsewhere(terraform, root, { name, folder }, pulled.value, left);
  return { applied: elsewhere ? { kind: "elsewhere", ...elsewhere } : applied, ...place };
}

import { diagnostic, reasonOf } from "../diagnostics/diagnostic.ts";
import type { NoAppliedCommit } from "../diagnostics/messages/converge.ts";
import { readHistory } from "../git/history.ts";
import type { Environment, EnvironmentPlace } from "../model/environment.ts";
import type { Layout } from "../model/layout.ts";
import { type Failure, failure, type Result, success } from "../model/result.ts";
import { heldDigest } from "../render/held.ts";
import { askState } from "../status/appliedState.ts";
import { findCommit } from "../status/findCommit.ts";
import type { Terraform } from "../terraform/terraform.ts";

/** How long a state may take to answer, in milliseconds. */
const patience = 60_000;

/**
 * The commit that an environment's state was applied from, found by the digest in its outputs.
 *
 * @returns a full hash, or why there is none
 */
export async function appliedCommit(
  root: string,
  { name: environment, ...place }: EnvironmentPlace & Pick<Environment, "name">,
  layout: Layout,
  terraform: Terraform,
): Promise<Result<string>> {
  const refuse = (because: NoAppliedCommit): Failure =>
    failure(diagnostic("applied-unknown", { environment, because }));
  const { applied } = await askState(terraform, root, { name: environment, ...place }, patience);
  if (applied.kind !== "applied") return refuse(applied);
  const { digest, environment: other } = applied;
  if (other !== environment) return refuse({ kind: "other-environment", other });
  const history = readHistory(root, "all", layout);
  if (!history.ok) return refuse({ kind: "no-history", reason: reasonOf(history.problems) });
  const code = { digest, held: heldDigest(applied.held) };
  const found =
    findCommit(history.value, environment, code, true) ??
    findCommit(history.value, environment, code, false);
  if (found) return success(found.applied.hash);
  return refuse({ kind: "no-commit", digest, isShallow: history.value.shallow });
}

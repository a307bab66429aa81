import { diagnostic } from "../diagnostics/diagnostic.ts";
import { readHistory } from "../git/history.ts";
import type { Environment, EnvironmentPlace } from "../model/environment.ts";
import type { Layout } from "../model/layout.ts";
import { type Failure, failure, type Result, success } from "../model/result.ts";
import { heldDigest } from "../render/held.ts";
import { askState } from "../status/appliedState.ts";
import { findCommit } from "../status/findCommit.ts";
import type { AppliedState } from "../status/readState.ts";
import type { Terraform } from "../terraform/terraform.ts";

/** How long a state may take to answer, in milliseconds. */
const patience = 60_000;

/**
 * The commit that an environment's state was applied from, found by the digest in its outputs.
 *
 * @param root absolute path of the project
 * @returns a full hash, or why there is none
 */
export async function appliedCommit(
  root: string,
  { name: environment, ...place }: EnvironmentPlace & Pick<Environment, "name">,
  layout: Layout,
  terraform: Terraform,
): Promise<Result<string>> {
  const refuse = (problem: string, advice: string): Failure =>
    failure(diagnostic("applied-unknown", { environment, problem, advice }));
  const { applied: state } = await askState(
    terraform,
    root,
    { name: environment, ...place },
    patience,
  );
  if (state.kind !== "applied") return refuse(...unnamed(state));
  if (state.environment !== environment) {
    return refuse(
      `its state is that of ${state.environment}`,
      "Two environments share a backend: check their settings.",
    );
  }
  const history = readHistory(root, "all", layout);
  if (!history.ok) {
    return refuse(history.problems.join("; "), "The history says which commit it was.");
  }
  const code = { digest: state.digest, held: heldDigest(state.held) };
  const found =
    findCommit(history.value, environment, code, true) ??
    findCommit(history.value, environment, code, false);
  if (found) return success(found.applied.hash);
  return refuse(
    `no commit here has the code that was applied (${state.digest.slice(0, "sha256:".length + 12)})`,
    history.value.shallow
      ? "This is a shallow clone: git fetch --unshallow."
      : "It was applied from uncommitted work, or from a commit that is elsewhere: git fetch --all.",
  );
}

/** Why a state names no code, and what to do. */
function unnamed(
  state: Exclude<AppliedState, { kind: "applied" }>,
): [problem: string, advice: string] {
  const advice = "Name a revision: --to REV.";
  switch (state.kind) {
    case "never":
      return ["nothing has been applied", advice];
    case "shared":
      return ["what is applied with -var-file leaves no record", advice];
    case "not-ours":
      return [
        "its state has no output that names the code",
        `${advice} From the next apply on the state says it.`,
      ];
    case "elsewhere":
      return [`its state is not where the code says, but may be at ${state.place}`, advice];
    case "unfinished":
      return ["no apply has come to its end", advice];
    case "unreachable":
      return [state.reason, advice];
  }
}

import type { AffectedEnvironment, AffectedReport } from "../../src/model/affected.ts";

/** A report of environments, each with its wave. */
export function affectedOf(...members: readonly (readonly [string, number])[]): AffectedReport {
  const environments = members.map(
    ([environment, wave], index): AffectedEnvironment => ({
      environment,
      id: environment.replaceAll("/", "-"),
      stack: "app",
      path: `generated/environments/${environment}`,
      wave,
      digest: `sha256:${String(index).padStart(64, "0")}`,
      reasons: [{ kind: "code", names: [] }],
    }),
  );
  return { version: 1, verdict: "affected", environments, removed: [], problems: [] };
}

import { join } from "node:path";
import type { Environment } from "../model/environment.ts";
import type { Planned } from "../model/planned.ts";
import type { Progress } from "../model/progress.ts";
import type { Project } from "../model/project.ts";
import { planEach } from "../terraform/planEach.ts";
import { stateAt } from "../terraform/pullState.ts";
import type { Terraform } from "../terraform/terraform.ts";
import type { AskedState } from "./appliedState.ts";

/** How the world is asked. */
export interface PlanOptions {
  /** How many environments are planned at once. */
  readonly concurrency: number;
  /** How long one environment's plan may take, in milliseconds. */
  readonly timeout: number;
  /** Stops it; nothing is left behind. */
  readonly signal?: AbortSignal;
}

/** An environment with its code's digest, and what its state said. */
export type Asked = readonly [
  { readonly environment: Environment; readonly digest: string },
  AskedState,
];

/** Adds to what states said what Terraform's plan of each environment says: whether the world is as the code has it. */
export async function askPlans(
  { root, schema, environments }: Project,
  terraform: Terraform,
  asked: readonly Asked[],
  { progress, ...options }: PlanOptions & { readonly progress: Progress },
): Promise<readonly Asked[]> {
  const skipped = new Map(
    asked.map((one) => [one[0].environment.name, unplannable(terraform, root, one)]),
  );
  const wanted = asked.filter(([{ environment }]) => !skipped.get(environment.name));
  const names = new Set(wanted.map(([{ environment }]) => environment.name));
  const others = environments.filter(({ name }) => !names.has(name));
  let done = 0;
  const told = (): void => progress("planning environments", done, wanted.length);
  told();
  const plans =
    wanted.length === 0
      ? new Map<string, Planned>()
      : await planEach(
          terraform,
          wanted.map(([{ environment }]) => environment),
          {
            ...options,
            root,
            output: schema.layout.output,
            leaveOut: new Set(others.map(({ directory }) => directory)),
            done() {
              done++;
              told();
            },
          },
        );
  return asked.map(([subject, answer]) => {
    const { name } = subject.environment;
    const planned = plans.get(name) ?? skipped.get(name);
    return [subject, planned ? { ...answer, planned } : answer];
  });
}

/** Why an environment is not planned; undefined: it can be. */
function unplannable(
  terraform: Terraform,
  root: string,
  [{ environment }, { applied }]: Asked,
): Planned | undefined {
  if (applied.kind === "shared") return { kind: "skipped", because: "values-file" };
  if (applied.kind === "unreachable" || applied.kind === "elsewhere") {
    return { kind: "skipped", because: applied.kind };
  }
  if (applied.kind !== "never") return undefined;
  // A plan makes the workspace that it is for, if nothing is there yet: that is no reading.
  const { workspace } = stateAt(terraform, join(root, environment.directory));
  return workspace === "default" ? undefined : { kind: "skipped", because: "workspace" };
}

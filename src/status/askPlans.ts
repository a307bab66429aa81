import { join } from "node:path";
import { type Environment, unwantedFolders } from "../model/environment.ts";
import { groupBy } from "../model/groupBy.ts";
import type { Planned } from "../model/planned.ts";
import type { Progress } from "../model/progress.ts";
import type { Project } from "../model/project.ts";
import { planEach } from "../terraform/planEach.ts";
import { otherWorkspaces, stateAt } from "../terraform/pullState.ts";
import type { Terraform } from "../terraform/terraform.ts";
import type { AskedState } from "./appliedState.ts";

/** How the real infrastructure is compared. */
export interface PlanOptions {
  /** How many environments are planned at once. */
  readonly concurrency: number;
  /** How long one environment's plan may take, in milliseconds. */
  readonly timeout: number;
  /** Stops it, and removes all private files. */
  readonly signal?: AbortSignal;
}

/** An environment with its code's digest, and its state. */
export type Asked = readonly [
  { readonly environment: Environment; readonly digest: string },
  AskedState,
];

/** Adds to each state the result of Terraform's plan, which compares the real infrastructure. */
export async function askPlans(
  { root, schema, environments }: Project,
  terraform: Terraform,
  asked: readonly Asked[],
  { progress, ...options }: PlanOptions & { readonly progress: Progress },
): Promise<readonly Asked[]> {
  const workspaces = await workspacesOf(terraform, root, asked, options.timeout);
  const skipped = new Map(
    asked.map((one) => [one[0].environment.name, unplannable(terraform, root, one, workspaces)]),
  );
  const wanted = asked.filter(([{ environment }]) => !skipped.get(environment.name));
  const names = new Set(wanted.map(([{ environment }]) => environment.name));
  let done = 0;
  const told = (): void => progress("planning environments", done, wanted.length);
  told();
  const plans =
    wanted.length === 0
      ? new Map<string, Planned>()
      : await planEach(
          terraform,
          wanted.map(([{ environment }]) => {
            const workspace = workspaces.get(environment.name);
            return workspace === undefined ? environment : { ...environment, workspace };
          }),
          {
            ...options,
            root,
            output: schema.layout.output,
            leaveOut: unwantedFolders(environments, (name) => names.has(name)),
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

/**
 * The workspaces of environments that share their folder, if they have the environments' names. Otherwise it is unknown
 * which of them the state of the folder belongs to.
 */
async function workspacesOf(
  terraform: Terraform,
  root: string,
  asked: readonly Asked[],
  timeout: number,
): Promise<ReadonlyMap<string, string>> {
  const shared = asked.flatMap(([{ environment }, { applied }]) =>
    applied.kind === "shared" ? [environment] : [],
  );
  const found = await Promise.all(
    [...groupBy(shared, ({ directory }) => directory)].map(async ([directory, environments]) => {
      const folder = join(root, directory);
      const { backend, workspace } = stateAt(terraform, folder);
      // These cannot connect without a workspace, whose name may have a prefix there.
      if (backend.type === "cloud" || backend.type === "remote") return [];
      const options = { timeout, workspace, backend };
      const known = [workspace, ...(await otherWorkspaces(terraform, folder, options))];
      return environments.flatMap(({ name }): readonly (readonly [string, string])[] => {
        const own = [name, name.slice(name.lastIndexOf("/") + 1)].find(
          (one) => one !== "default" && known.includes(one),
        );
        return own === undefined ? [] : [[name, own]];
      });
    }),
  );
  return new Map(found.flat());
}

/** Why an environment is not planned; undefined: it can be. */
function unplannable(
  terraform: Terraform,
  root: string,
  [{ environment }, { applied }]: Asked,
  workspaces: ReadonlyMap<string, string>,
): Planned | undefined {
  if (applied.kind === "shared") {
    const isKnown = workspaces.has(environment.name);
    return isKnown ? undefined : { kind: "skipped", because: "values-file" };
  }
  if (applied.kind === "unreachable" || applied.kind === "elsewhere") {
    return { kind: "skipped", because: applied.kind };
  }
  if (applied.kind !== "never") return undefined;
  // A plan creates its workspace if it does not exist: that would not only read.
  const { workspace } = stateAt(terraform, join(root, environment.directory));
  return workspace === "default" ? undefined : { kind: "skipped", because: "workspace" };
}

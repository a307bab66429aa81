import { join } from "node:path";
import { groupBy } from "../model/groupBy.ts";
import type { Planned } from "../model/planned.ts";
import type { Progress } from "../model/progress.ts";
import type { Project } from "../model/project.ts";
import { planEach } from "../terraform/planEach.ts";
import { isRemote, otherWorkspaces, stateAt } from "../terraform/pullState.ts";
import type { RunOptions } from "../terraform/runOptions.ts";
import type { Terraform } from "../terraform/terraform.ts";
import type { Asked } from "./askStates.ts";

/** Adds to each state the result of Terraform's plan, which compares the real infrastructure. */
export async function askPlans(
  project: Project,
  terraform: Terraform,
  asked: readonly Asked[],
  { progress, ...options }: RunOptions & { readonly progress: Progress },
): Promise<readonly Asked[]> {
  const { root } = project;
  const workspaces = await workspacesOf(terraform, root, asked, options.timeout);
  const skipped = new Map(
    asked.map((one) => [one.environment.name, unplannable(terraform, root, one, workspaces)]),
  );
  const wanted = asked.flatMap(({ environment }) =>
    skipped.get(environment.name) ? [] : [environment],
  );
  let done = 0;
  progress("planning environments", done, wanted.length);
  const plans = await planEach(project, terraform, wanted, {
    ...options,
    workspaces,
    done: () => progress("planning environments", ++done, wanted.length),
  });
  return asked.map((one) => {
    const { name } = one.environment;
    const planned = plans.get(name) ?? skipped.get(name);
    return planned ? { ...one, planned } : one;
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
  const shared = asked.flatMap(({ environment, applied }) =>
    applied.kind === "shared" ? [environment] : [],
  );
  const found = await Promise.all(
    [...groupBy(shared, ({ directory }) => directory)].map(async ([directory, environments]) => {
      const folder = join(root, directory);
      const { backend, workspace } = stateAt(terraform, folder);
      // These cannot connect without a workspace, whose name may have a prefix there.
      if (isRemote(backend)) return [];
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
  { environment, applied }: Asked,
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

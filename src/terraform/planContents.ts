import { join } from "node:path";
import type { Environment } from "../model/environment.ts";
import type { PlanFailure } from "../model/planned.ts";
import type { Project } from "../model/project.ts";
import { sha256 } from "../text/sha256.ts";
import { inCopies, type Planning } from "./planEach.ts";
import { notPlanned, readPlan } from "./readPlan.ts";
import { outputOf, type Terraform } from "./terraform.ts";

/** What a plan would do, to compare two plans: a hash of the action, by address. */
export interface PlanContents {
  readonly kind: "contents";
  readonly actions: ReadonlyMap<string, string>;
}

/**
 * Plans environments as `planEach` does, and reads what each plan would do, with values. Only hashes of values
 * leave this function; the plan itself is removed with the private folder.
 */
export function planContents(
  project: Project,
  terraform: Terraform,
  environments: readonly Environment[],
  planning: Planning,
): Promise<ReadonlyMap<string, PlanContents | PlanFailure>> {
  return inCopies(project, terraform, environments, planning, async ({ run, plan, data }) => {
    const file = join(data, "terraloom.tfplan");
    const planned = readPlan(await run([...plan, `-out=${file}`]));
    if (planned.kind === "failed") return planned;
    const shown = outputOf(await run(["show", "-json", "-no-color", file]));
    return shown.ok ? contentsOf(shown.value) : notPlanned(shown);
  });
}

/** Reads what `show -json` says of a saved plan. */
function contentsOf(json: string): PlanContents {
  const { resource_changes = [], output_changes = {} } = JSON.parse(json) as PlanJson;
  const actions = new Map<string, string>();
  for (const { address, previous_address, change } of resource_changes) {
    const isStill = change.actions.join() === "no-op" && !previous_address && !change.importing;
    if (!isStill) actions.set(address, hashOf([previous_address, change]));
  }
  for (const [name, change] of Object.entries(output_changes)) {
    if (change.actions.join() !== "no-op") actions.set(`output.${name}`, hashOf([change]));
  }
  return { kind: "contents", actions };
}

interface PlanJson {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly previous_address?: string;
    readonly change: Change;
  }[];
  readonly output_changes?: Readonly<Record<string, Change>>;
}

interface Change {
  readonly actions: readonly string[];
  readonly importing?: unknown;
}

function hashOf(said: readonly unknown[]): string {
  return sha256(JSON.stringify(said));
}

import { sourceFiles } from "../init/files/projectFiles.ts";
import { insertStack } from "../init/insertStack.ts";
import { draftOf } from "../model/draft.ts";
import type { Project } from "../model/project.ts";
import { type Result, success } from "../model/result.ts";
import type { AdoptedStack } from "./adopt.ts";
import type { AdoptionPlan } from "./stacks.ts";

/** All sources of a project that begins with these stacks, by path. */
export function newSources(
  { output, stacks: plans }: AdoptionPlan,
  stacks: readonly AdoptedStack[],
): Map<string, string> {
  const places = new Map(plans.map((plan) => [plan.name, plan]));
  const blueprints = stacks.map(({ blueprint }) => blueprint);
  return new Map(sourceFiles(blueprints, { output, places }));
}

/** The sources that are new or other in a project that is there, by path; or what is in their way. */
export async function addedSources(
  project: Project,
  stacks: readonly AdoptedStack[],
): Promise<Result<Map<string, string>>> {
  const draft = draftOf(project.files);
  for (const { blueprint, plan } of stacks) {
    const added = await insertStack(draft, project, blueprint, plan);
    if (!added.ok) return added;
  }
  return success(new Map(draft.changes().map(({ path, after = "" }) => [path, after])));
}

import { schemaText } from "../init/files/schema.ts";
import { specFiles } from "../init/files/specs.ts";
import { insertStack } from "../init/insertStack.ts";
import { draftOf } from "../model/draft.ts";
import { layoutOf } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import { type Result, success } from "../model/result.ts";
import type { AdoptedStack } from "./adopt.ts";
import type { AdoptionPlan } from "./stacks.ts";

/** All sources of a project that begins with these stacks, by path. */
export function newSources(
  { output, stacks: plans }: AdoptionPlan,
  stacks: readonly AdoptedStack[],
): Map<string, string> {
  const layout = layoutOf(output);
  const blueprints = stacks.map(({ blueprint }) => blueprint);
  const places = new Map(plans.map((plan) => [plan.name, plan]));
  const sources = new Map<string, string>([
    ["schema/index.ts", schemaText(blueprints, { output, places })],
  ]);
  for (const blueprint of blueprints) {
    for (const [path, text] of specFiles(blueprint, layout)) sources.set(path, text);
    for (const [path, text] of blueprint.templates) sources.set(`templates/${path}`, String(text));
  }
  return sources;
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

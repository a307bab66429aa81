import { apply } from "../../src/generate/apply.ts";
import { plan } from "../../src/generate/plan.ts";
import { loadProject } from "../../src/project/loadProject.ts";
import { renderProject } from "../../src/project/renderProject.ts";

/** `generate` without the parser, which takes its time to start and is not what is tested here. */
export async function generateUnparsed(root: string): Promise<void> {
  const project = await loadProject(root);
  const rendered = renderProject(project);
  const [problem] = [...project.problems, ...rendered.problems];
  if (problem) throw new Error(`${problem.code} at ${problem.location?.file}`);
  apply(plan(rendered, project.files), project.files);
}

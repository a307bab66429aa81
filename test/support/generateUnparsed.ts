import { outputChanges } from "../../src/generate/outputChanges.ts";
import { plan } from "../../src/generate/plan.ts";
import { loadProject } from "../../src/project/loadProject.ts";
import { renderProject } from "../../src/project/renderProject.ts";
import { commit } from "../../src/transaction/commit.ts";

/** `generate` without the parser, which takes its time to start and is not what is tested here. */
export async function generateUnparsed(root: string): Promise<void> {
  const project = await loadProject(root);
  const rendered = renderProject(project);
  const problems = [...project.problems, ...rendered.problems];
  const problem = problems.find(({ severity }) => severity === "error");
  if (problem) throw new Error(`${problem.code} at ${problem.location?.file}`);
  commit(root, outputChanges(plan(rendered, project.files)));
}

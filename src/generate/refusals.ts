import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { HandEdited } from "../model/generateReport.ts";
import type { Project } from "../model/project.ts";
import type { Rendered } from "../model/rendered.ts";
import { placeText, whereItBelongs } from "../trace/belongs.ts";
import type { Plan } from "./plan.ts";

/** What stands in the way of writing: somebody's work, links, folders. */
export function refusals(
  { steps, before }: Plan,
  rendered: Rendered,
  project: Project,
  force: boolean,
  handEdited: HandEdited,
): Diagnostic[] {
  return steps.flatMap((step) => {
    const location = { file: step.path, line: 1, column: 1 };
    if (step.action === "blocked") {
      return [diagnostic("output-blocked", { path: step.path, by: step.by }, location)];
    }
    if (step.action !== "edited" || force || handEdited.has(step.path)) return [];
    const { path, orphan } = step;
    const source = rendered.outputs.get(path)?.source;
    const known = before.files.has(path);
    const into = known ? whereItBelongs(step, project).map(placeText) : [];
    return [diagnostic("hand-edited", { path, orphan, source, known, into }, location)];
  });
}

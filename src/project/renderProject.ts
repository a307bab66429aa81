import { sortDiagnostics } from "../diagnostics/diagnostic.ts";
import { noProgress, type Progress } from "../model/progress.ts";
import type { Project } from "../model/project.ts";
import type { Rendered } from "../model/rendered.ts";
import { render } from "../render/render.ts";

/** Renders a project's whole output, in memory. Its problems come after those of the project. */
export function renderProject(
  { schema, environments, templates }: Project,
  progress: Progress = noProgress,
): Rendered {
  const rendered = render(schema, environments, templates, progress);
  return { ...rendered, problems: sortDiagnostics(rendered.problems) };
}

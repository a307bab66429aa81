import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import { manifestFile } from "../manifest/paths.ts";
import type { HandEdited } from "../model/generateReport.ts";
import type { Project } from "../model/project.ts";
import type { Rendered } from "../model/rendered.ts";
import { handEditSources, placeText } from "../trace/handEditSources.ts";
import type { Plan } from "./plan.ts";

/** What prevents writing: files edited by hand, links, folders. */
export function refusals(
  { steps, before, unreadable, layout }: Plan,
  rendered: Rendered,
  project: Project,
  force: boolean,
  handEdited: HandEdited,
): Diagnostic[] {
  const manifests = new Map<string, number>();
  const found = steps.flatMap((step) => {
    const location = startOf(step.path);
    if (step.action === "blocked") {
      return [diagnostic("output-blocked", { path: step.path, by: step.by }, location)];
    }
    if (step.action !== "edited" || force || handEdited.has(step.path)) return [];
    const { path, orphan, output } = step;
    const manifest = manifestFile(layout, output?.environment);
    if (unreadable.includes(manifest)) {
      manifests.set(manifest, (manifests.get(manifest) ?? 0) + 1);
      return [];
    }
    const source = rendered.outputs.get(path)?.source;
    const known = before.files.has(path);
    const into = known ? handEditSources(step, project).map(placeText) : [];
    return [diagnostic("hand-edited", { path, orphan, source, known, into }, location)];
  });
  const lost = [...manifests].map(([path, count]) =>
    diagnostic("manifest-unreadable", { path, count }, startOf(path)),
  );
  return [...lost, ...found];
}

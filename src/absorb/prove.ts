import { describe, hasErrors } from "../diagnostics/diagnostic.ts";
import { firstFew } from "../diagnostics/phrases.ts";
import { plan } from "../generate/plan.ts";
import { knownProblems } from "../manifest/knownProblems.ts";
import type { Project } from "../model/project.ts";
import type { Rendered } from "../model/rendered.ts";
import { checkModules } from "../moduleCheck/checkModules.ts";
import { changedProject } from "../project/loadProject.ts";
import { renderProject } from "../project/renderProject.ts";
import type { Candidate, Texts } from "./candidates.ts";
import { distance, type EditedFile, isFromTemplate } from "./editedFiles.ts";

/** Sources as they would be, and what rendering makes of them. */
export interface Proven {
  readonly texts: Texts;
  readonly rendered: Rendered;
  readonly taken: readonly Candidate[];
  readonly refused: readonly { readonly candidate: Candidate; readonly why: string }[];
}

/**
 * Takes of some edits all that rendering proves: each brings the edited files nearer to what they were edited to, none
 * away from it. All are tried together; where that fails, in halves.
 *
 * @param everywhere whether a template's edit may change files that nobody edited
 */
export async function prove(
  project: Project,
  edited: readonly EditedFile[],
  candidates: readonly Candidate[],
  everywhere: boolean,
  before: Proven,
): Promise<Proven> {
  if (candidates.length === 0) return before;
  const outcome = await attempt(project, edited, candidates, everywhere, before);
  if (typeof outcome !== "string") return outcome;
  const [only, ...others] = candidates;
  if (!only) return before;
  if (others.length === 0) {
    return { ...before, refused: [...before.refused, { candidate: only, why: outcome }] };
  }
  const half = Math.ceil(candidates.length / 2);
  const first = await prove(project, edited, candidates.slice(0, half), everywhere, before);
  return prove(project, edited, candidates.slice(half), everywhere, first);
}

/** Makes all of the edits; or says why they are not what was done by hand. */
async function attempt(
  project: Project,
  edited: readonly EditedFile[],
  candidates: readonly Candidate[],
  everywhere: boolean,
  before: Proven,
): Promise<Proven | string> {
  let texts = before.texts;
  for (const candidate of candidates) {
    const applied = candidate.apply(texts);
    if (!applied.ok) return applied.problems.map(({ why }) => why).join("; ");
    texts = applied.value;
  }
  const changed = await changedProject(project, texts);
  if (hasErrors(changed.problems)) return "the sources would not be right with it";
  const rendered = renderProject(changed);
  if (hasErrors(rendered.problems)) return "the templates could not be rendered with it";
  const { steps } = plan(rendered, project.files);
  const known = knownProblems(project.files, project.schema.layout);
  const refusal = known(checkModules(changed, rendered, steps)).find(
    ({ severity }) => severity === "error",
  );
  if (refusal) return `Terraform would refuse it: ${describe(refusal).message}`;
  let total = 0;
  for (const file of edited) {
    const gain = distance(before.rendered, file) - distance(rendered, file);
    if (gain < 0) return `it would change ${file.output.path} too, which was not edited so`;
    total += gain;
  }
  if (total === 0) return "rendering would not make of it what was edited";
  const others =
    everywhere || candidates.every(({ kind }) => kind === "value")
      ? []
      : changedBesides(before.rendered, rendered, edited);
  if (others.length > 0) {
    return `the template writes ${firstFew(others, 2)} too: with --everywhere it is changed for all of them`;
  }
  return { ...before, texts, rendered, taken: [...before.taken, ...candidates] };
}

function changedBesides(
  before: Rendered,
  after: Rendered,
  edited: readonly EditedFile[],
): readonly string[] {
  const own = new Set(edited.map(({ output }) => output.path));
  return [...after.outputs.values()]
    .filter((output) => isFromTemplate(output) && !own.has(output.path))
    .filter(({ path, content }) => before.outputs.get(path)?.content !== content)
    .map(({ path }) => path);
}

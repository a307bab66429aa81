import type { Sources } from "../converge/sources.ts";
import { hasErrors, reasonOf } from "../diagnostics/diagnostic.ts";
import type { NotAbsorbed } from "../diagnostics/messages/notAbsorbed.ts";
import { plan } from "../generate/plan.ts";
import { knownProblems } from "../manifest/knownProblems.ts";
import type { Project } from "../model/project.ts";
import type { Rendered } from "../model/rendered.ts";
import { failure, type Result, success } from "../model/result.ts";
import { checkModules } from "../moduleCheck/checkModules.ts";
import { changedProject } from "../project/loadProject.ts";
import { renderProject } from "../project/renderProject.ts";
import type { Candidate } from "./candidates.ts";
import { distance, type EditedFile, isFromTemplate } from "./editedFiles.ts";

/** Sources as they would be, and what rendering makes of them. */
export interface Proven {
  readonly sources: Sources;
  readonly rendered: Rendered;
  readonly taken: readonly Candidate[];
  readonly refused: readonly { readonly candidate: Candidate; readonly why: NotAbsorbed }[];
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
  if (outcome.ok) return outcome.value;
  const [only, ...others] = candidates;
  if (!only) return before;
  if (others.length === 0) {
    const refused = outcome.problems.map((why) => ({ candidate: only, why }));
    return { ...before, refused: [...before.refused, ...refused] };
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
): Promise<Result<Proven, NotAbsorbed>> {
  let { sources } = before;
  for (const candidate of candidates) {
    const applied = candidate.apply(sources);
    if (!applied.ok) return applied;
    sources = applied.value;
  }
  const changed = await changedProject(project, sources.texts);
  if (hasErrors(changed.problems)) return failure({ kind: "sources-wrong" });
  const rendered = renderProject(changed);
  if (hasErrors(rendered.problems)) return failure({ kind: "not-rendered" });
  const { steps } = plan(rendered, project.files);
  const known = knownProblems(project.files, project.schema.layout);
  const refusal = known(checkModules(changed, rendered, steps)).find(
    ({ severity }) => severity === "error",
  );
  if (refusal) return failure({ kind: "refused", reason: reasonOf([refusal]) });
  let total = 0;
  for (const file of edited) {
    const gain = distance(before.rendered, file) - distance(rendered, file);
    if (gain < 0) return failure({ kind: "changes-another", file: file.output.path });
    total += gain;
  }
  if (total === 0) return failure({ kind: "without-effect" });
  const others =
    everywhere || candidates.every(({ kind }) => kind === "value")
      ? []
      : changedBesides(before.rendered, rendered, edited);
  if (others.length > 0) return failure({ kind: "changes-others", files: others });
  return success({ ...before, sources, rendered, taken: [...before.taken, ...candidates] });
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

import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import { disk } from "../files/disk.ts";
import { type PreparedGenerate, prepareGenerate } from "../generate/generate.ts";
import type { ChangedSource } from "../model/draft.ts";
import { type Files, readText } from "../model/files.ts";
import type { ChangeReport, HandEdited } from "../model/generateReport.ts";
import type { Project } from "../model/project.ts";
import { changedProject } from "../project/loadProject.ts";
import { commit } from "../transaction/commit.ts";
import { underLock } from "../transaction/underLock.ts";

/** Options of a change of sources. */
export interface ChangeOptions {
  /** Report what would be done, and write nothing. */
  readonly dryRun?: boolean;
  /** Environments that the change removes, with their code. */
  readonly gone?: readonly string[];
  /** How long to wait for another run that is writing, in milliseconds; ten seconds if not given. */
  readonly waitAtMost?: number;
  /** What to do with generated files that were changed by hand; absent: they are refused. */
  readonly handEdited?: HandEdited;
}

/**
 * Changes sources and generates: first in memory, where the whole changed project is loaded, checked and
 * rendered; then all of it on disk, or nothing. No other run writes meanwhile.
 *
 * @param project as it was on disk when the change was computed, without errors
 */
export async function makeChange(
  project: ReadProject,
  sources: readonly ChangedSource[],
  { dryRun = false, waitAtMost, ...how }: ChangeOptions = {},
): Promise<ChangeReport> {
  const { root } = project;
  if (dryRun) {
    const { steps, problems } = await previewChange(project, sources, how);
    const failed = hasErrors(problems);
    return { sources: failed ? [] : sources, steps, written: false, problems };
  }
  const made = await underLock(root, waitAtMost, async (): Promise<ChangeReport> => {
    const meanwhile = changedMeanwhile(disk(root), sources);
    if (meanwhile.length > 0) return refused(meanwhile);
    const { steps, changes, problems } = await previewChange(project, sources, how);
    if (hasErrors(problems)) return { sources: [], steps, written: false, problems };
    const edits = sources.map((one) => ({ ...one, source: true }));
    const later = commit(root, [...edits, ...changes]);
    return later.length > 0 ? refused(later) : { sources, steps, written: true, problems };
  });
  return made.ok ? made.value : refused(made.problems);
}

type ReadProject = Pick<Project, "root" | "specs" | "problems">;

/** What a change of sources would make, in memory. */
export async function previewChange(
  before: ReadProject,
  sources: readonly ChangedSource[],
  how: Pick<ChangeOptions, "handEdited" | "gone"> = {},
): Promise<PreparedGenerate> {
  const texts = new Map(sources.map(({ path, after }) => [path, after]));
  const changed = await changedProject(before, texts);
  return prepareGenerate(changed, how);
}

/** A source was saved since the change was computed: it is not overwritten. */
function changedMeanwhile(files: Files, sources: readonly ChangedSource[]): Diagnostic[] {
  return sources
    .filter(({ path, before }) => readText(files, path) !== before)
    .map(({ path }) => diagnostic("changed-meanwhile", {}, startOf(path)));
}

function refused(problems: readonly Diagnostic[]): ChangeReport {
  return { sources: [], steps: [], written: false, problems };
}

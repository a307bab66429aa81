import { posix } from "node:path";
import {
  type Diagnostic,
  diagnostic,
  hasErrors,
  sortDiagnostics,
} from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import { prepareGenerate, writeGenerated } from "../generate/generate.ts";
import { type Manifests, readManifests } from "../manifest/readManifests.ts";
import type { ChangedSource } from "../model/draft.ts";
import { decodeText, type Files } from "../model/files.ts";
import type { ChangeReport } from "../model/generateReport.ts";
import { generatedDirectory } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import type { Rendered } from "../model/rendered.ts";
import type { Step } from "../model/step.ts";
import { loadProject } from "../project/loadProject.ts";

/** How a change is made. */
export interface ChangeOptions {
  /** Tell what would be done, and write nothing. */
  readonly dryRun?: boolean;
  /** How long to wait for another run that is writing, in milliseconds; ten seconds if not given. */
  readonly waitAtMost?: number;
  /** What must hold of what is rendered, besides what is always checked. */
  readonly verify?: (rendered: Rendered) => readonly Diagnostic[];
}

/**
 * Changes sources and generates: first in memory, where the whole changed project is loaded, checked and
 * rendered; only then on disk. If anything fails, every file is as it was.
 *
 * @param project as it is on disk, without errors
 */
export async function makeChange(
  { root, files }: Project,
  sources: readonly ChangedSource[],
  { dryRun = false, waitAtMost, verify = () => [] }: ChangeOptions = {},
): Promise<ChangeReport> {
  const changed = await loadProject(root, new Map(sources.map(({ path, after }) => [path, after])));
  const preview = await prepareGenerate(changed);
  const { steps, rendered } = preview;
  const found = rendered ? verify(rendered) : [];
  const problems = sortDiagnostics([...preview.problems, ...found]);
  if (hasErrors(problems)) return { sources: [], steps, written: false, problems };
  if (dryRun) return { sources, steps, written: false, problems };

  const textOf = (path: string): string | undefined => {
    const bytes = files.read(path);
    return bytes && decodeText(bytes);
  };
  const meanwhile = sources.filter(({ path, before }) => textOf(path) !== before);
  if (meanwhile.length > 0) {
    const told = meanwhile.map(({ path }) => diagnostic("changed-meanwhile", {}, startOf(path)));
    return { sources: [], steps: [], written: false, problems: told };
  }
  const lockOptions = waitAtMost === undefined ? {} : { waitAtMost };
  const manifests = readManifests(files);
  try {
    for (const { path, after } of sources) files.write(path, after);
    const report = await writeGenerated({ root, files }, preview, lockOptions);
    if (!hasErrors(report.problems)) return { ...report, sources, written: true, problems };
    restoreSources(files, sources);
    return { sources: [], steps: report.steps, written: false, problems: report.problems };
  } catch (thrown) {
    // Where the disk refuses this too, its first word is the one to tell.
    for (const restore of [
      () => restoreSources(files, sources),
      () => restoreGenerated(files, steps, manifests),
    ]) {
      try {
        restore();
      } catch {}
    }
    throw thrown;
  }
}

function restoreSources(files: Files, sources: readonly ChangedSource[]): void {
  for (const { path, before } of sources) {
    if (before !== undefined) files.write(path, before);
    else removeFile(files, path);
  }
}

/** Removes a file and the folders that it leaves empty, but for the outermost. */
function removeFile(files: Files, path: string): void {
  files.remove(path);
  for (let at = posix.dirname(path); at.includes("/"); at = posix.dirname(at)) {
    files.removeEmptyDirectory(at);
  }
}

/** The disk failed half-way: what was written there is taken back, as far as the disk allows. */
function restoreGenerated(files: Files, steps: readonly Step[], { texts }: Manifests): void {
  const put = (path: string, content: Uint8Array | string | undefined): void => {
    if (content !== undefined) files.write(`${generatedDirectory}/${path}`, content);
    else removeFile(files, `${generatedDirectory}/${path}`);
  };
  for (const step of steps) {
    if (step.action === "create") put(step.path, undefined);
    if (step.action === "update" || step.action === "delete") put(step.path, step.old);
  }
  for (const path of readManifests(files).texts.keys()) put(path, texts.get(path));
  for (const [path, text] of texts) put(path, text);
}

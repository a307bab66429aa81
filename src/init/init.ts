import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { disk } from "../files/disk.ts";
import type { Files } from "../model/files.ts";
import { defaultLayout } from "../model/layout.ts";
import { failure, type Result, success } from "../model/result.ts";
import { commit } from "../transaction/commit.ts";
import { makeRoot } from "../transaction/makeRoot.ts";
import { underLock } from "../transaction/underLock.ts";
import type { Blueprint } from "./blueprint.ts";
import { conflicts, conflictsWith } from "./conflicts.ts";
import { sourceFiles, testFiles, toolingFiles } from "./files/projectFiles.ts";
import { type Kept, keptFile, unlisted } from "./kept.ts";
import type { OwnPackage } from "./ownPackage.ts";
import { previewProject } from "./preview.ts";
import { printRecord, recordPath } from "./record.ts";
import type { RepositorySetup } from "./repositorySetup.ts";

/** A project that can be written: it was generated and checked, and nothing stands in its way. */
export interface PreparedInit {
  /** All new files, by path from the repository's root, in the order in which they are written. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  /** The project's folder, as in {@link RepositorySetup}. */
  readonly folder: string;
  /** Files that are there already and stay as they are. */
  readonly kept: readonly Kept[];
  readonly warnings: readonly Diagnostic[];
}

/**
 * Works out every file of a new project, generated ones too, and writes nothing.
 *
 * @param repository the repository that it is to be written into
 */
export async function prepareInit(
  repository: Files,
  setup: RepositorySetup,
  blueprint: Blueprint,
  own: OwnPackage,
): Promise<Result<PreparedInit>> {
  const { folder } = setup;
  const around = toolingFiles(blueprint, own, setup);
  const blocked = conflicts(repository, folder, [...around.keys()]);
  if (blocked) return failure(blocked);
  const kept: Kept[] = [...unlisted(setup)];
  const surrounding = new Map<string, string>();
  for (const [path, text] of around) {
    if (repository.kind(path) === undefined) surrounding.set(path, text);
    else kept.push(keptFile(repository, path, setup));
  }
  const sources = sourceFiles([blueprint]);
  const preview = await previewProject(sources, own);
  if (!preview.ok) return preview;
  const { generated, warnings } = preview.value;
  const tests = new Map([...testFiles].map(([path, text]) => [folder + path, text]));
  const record = printRecord(setup, new Map([...surrounding, ...tests]));
  const inProject = [
    ...sources,
    ...testFiles,
    ...generated,
    [recordPath(defaultLayout), record] as const,
  ];
  const all = new Map<string, string | Uint8Array>([
    ...surrounding,
    ...inProject.map(([path, content]) => [folder + path, content] as const),
  ]);
  const inTheWay = conflictsWith(repository, [...all.keys()]);
  return inTheWay ? failure(inTheWay) : success({ files: all, folder, kept, warnings });
}

/**
 * Writes what was prepared: all of it, or nothing.
 *
 * @param root absolute path of the repository, or of the project where there is none; it is made if it is not there
 * @returns what has come into the way meanwhile; then nothing is left behind either
 */
export async function writeInit(
  root: string,
  { files }: PreparedInit,
): Promise<readonly Diagnostic[]> {
  const removeRoot = makeRoot(root);
  const paths = [...files.keys()];
  const inTheWay = (): readonly Diagnostic[] => {
    const conflict = conflictsWith(disk(root), paths);
    return conflict ? [conflict] : [];
  };
  const changes = [...files].map(([path, after]) => ({ path, after, source: true }));
  try {
    const written = await underLock(root, undefined, async () => {
      const blocked = inTheWay();
      const later = blocked.length === 0 ? commit(root, changes) : [];
      return later.length > 0 ? inTheWay() : blocked;
    });
    return written.ok ? written.value : written.problems;
  } finally {
    removeRoot();
  }
}

import { lstatSync, mkdirSync, renameSync } from "node:fs";
import { join, posix } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import type { FileChange } from "../model/fileChange.ts";
import { sha256 } from "../text/sha256.ts";
import { hashOf, removeEmptyAbove, removeIfThere, resolver, writeNew } from "./disk.ts";
import {
  committedFile,
  type Journal,
  newToken,
  preparingFile,
  runDirectory,
  temporaryPath,
} from "./journal.ts";
import { removeRun, takeBackPreparation } from "./recover.ts";

/**
 * Makes all changes or none, under the lock. New contents are written beside the files that they replace; only when the
 * disk has all of them is the journal written, and then each file is replaced in one step. A run that is killed before
 * that has changed nothing, and one that is killed after it is completed by the next.
 *
 * @returns sources that were saved since their change was computed: then nothing is written
 * @throws the system's errors: every file is then as it was
 */
export function commit(
  root: string,
  changes: readonly FileChange[],
  progress: (done: number) => void = () => undefined,
): readonly Diagnostic[] {
  if (changes.length === 0) return [];
  const resolve = resolver(root);
  const resolved = changes.map((change) => ({ change, ...resolve(change.path) }));
  const journal = journalOf(root, resolved);
  try {
    prepare(root, journal, resolved, progress);
    const changed = changedSources(root, resolved);
    if (changed.length > 0) {
      takeBackPreparation(root, journal);
      return changed.map((path) => diagnostic("changed-meanwhile", {}, startOf(path)));
    }
    renameSync(join(root, preparingFile), join(root, committedFile));
  } catch (thrown) {
    ignoring(() => takeBackPreparation(root, journal));
    throw thrown;
  }
  try {
    put(root, journal);
  } catch (thrown) {
    ignoring(() => restore(root, journal, resolved));
    throw thrown;
  }
  removeRun(root);
  return [];
}

/** A change, and where what it writes ends up. */
interface ResolvedChange {
  readonly change: FileChange;
  readonly path: string;
  /** Of the file as it is; absent: there is none. */
  readonly mode?: number;
}

function journalOf(root: string, resolved: readonly ResolvedChange[]): Journal {
  const hash = (content: string | Uint8Array | undefined): string | null =>
    content === undefined ? null : sha256(content);
  const changes = resolved.map(({ change, path }) => ({
    path,
    before: hash(change.before),
    after: change.hash ?? hash(change.after),
  }));
  const added = changes.flatMap(({ path, after }, index) =>
    after === null || resolved[index]?.mode !== undefined ? [] : [path],
  );
  return { token: newToken(), folders: missingFolders(root, added), changes };
}

/** The missing folders of new files, outer ones first. */
function missingFolders(root: string, paths: readonly string[]): string[] {
  const missing = new Map<string, boolean>([[".", false]]);
  const look = (folder: string): boolean => {
    const known = missing.get(folder);
    if (known !== undefined) return known;
    const isMissing =
      look(posix.dirname(folder)) || !lstatSync(join(root, folder), { throwIfNoEntry: false });
    missing.set(folder, isMissing);
    return isMissing;
  };
  for (const path of paths) look(posix.dirname(path));
  return [...missing].filter(([, isMissing]) => isMissing).map(([folder]) => folder);
}

function prepare(
  root: string,
  journal: Journal,
  changes: readonly ResolvedChange[],
  progress: (done: number) => void,
): void {
  mkdirSync(join(root, runDirectory), { recursive: true });
  writeNew(join(root, runDirectory, ".gitignore"), "*\n");
  writeNew(join(root, preparingFile), JSON.stringify(journal), { durable: true });
  for (const folder of journal.folders) mkdirSync(join(root, folder));
  for (const [index, { path, change, mode: old }] of changes.entries()) {
    progress(index);
    const { after } = change;
    if (after === undefined) continue;
    const file = join(root, temporaryPath(journal.token, index, path));
    const mode = modeFrom(old, change.executable);
    writeNew(file, after, { mode, durable: change.source === true });
  }
}

/** The permissions of a file as they were, and as it is said whether it is a program; absent: a new file's. */
function modeFrom(old: number | undefined, executable: boolean | undefined): number | undefined {
  if (executable === undefined) return old === undefined ? undefined : old & 0o7777;
  if (!executable) return old === undefined ? undefined : old & 0o7666;
  // Whoever may read it may run it.
  const readable = old ?? 0o666 & ~process.umask();
  return (readable | ((readable & 0o444) >> 2)) & 0o7777;
}

function changedSources(root: string, changes: readonly ResolvedChange[]): readonly string[] {
  return changes.flatMap(({ path, change: { before, source } }) => {
    const hash = before === undefined ? null : sha256(before);
    return source && hashOf(join(root, path)) !== hash ? [path] : [];
  });
}

function put(root: string, { token, changes }: Journal): void {
  for (const [index, { path, after }] of changes.entries()) {
    const file = join(root, path);
    if (after !== null) renameSync(join(root, temporaryPath(token, index, path)), file);
  }
  for (const { path, after } of changes) {
    if (after !== null) continue;
    removeIfThere(join(root, path));
    removeEmptyAbove(root, path);
  }
}

/** Restores the replaced files after an error of the system. */
function restore(root: string, journal: Journal, changes: readonly ResolvedChange[]): void {
  for (const [index, { path, change }] of changes.entries()) {
    const { before } = change;
    const file = join(root, path);
    if (hashOf(file) !== journal.changes[index]?.after) continue;
    if (before === undefined) removeIfThere(file);
    else {
      mkdirSync(posix.dirname(file), { recursive: true });
      const temporary = join(root, temporaryPath(journal.token, index, path));
      writeNew(temporary, before, { mode: lstatSync(file, { throwIfNoEntry: false })?.mode });
      renameSync(temporary, file);
    }
  }
  takeBackPreparation(root, journal);
}

/** Clearing up failed: the journal stays, and the next run does it. The first error is the one to report. */
function ignoring(clearUp: () => void): void {
  try {
    clearUp();
  } catch {}
}

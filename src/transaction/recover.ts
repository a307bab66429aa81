import { lstatSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { hashOf, removeEmptyAbove, removeIfEmpty, removeIfThere, resolver } from "./disk.ts";
import {
  committedFile,
  type Journal,
  parseJournal,
  preparingFile,
  runDirectory,
  temporaryPath,
} from "./journal.ts";

/** Whether a run was killed while it wrote, or is writing. */
export function isUnfinished(root: string): boolean {
  return lstatSync(join(root, runDirectory), { throwIfNoEntry: false }) !== undefined;
}

/** Whether a run that was killed, or is writing, has begun to replace files. */
export function isHalfWritten(root: string): boolean {
  return lstatSync(join(root, committedFile), { throwIfNoEntry: false })?.isFile() === true;
}

/** How a killed run was completed or undone. */
export interface Recovered {
  /** Files that it wanted to change and that are changed now. */
  readonly completed: readonly string[];
  /** Files that were changed since, and are left as they are. */
  readonly kept: readonly string[];
}

/**
 * Completes or undoes a killed run, under the lock: one with a journal is completed, one without is
 * undone. Files that were changed since are left as they are.
 */
export function recover(root: string): Recovered {
  const done: Recovered = { completed: [], kept: [] };
  if (!isUnfinished(root)) return done;
  const committed = readJournal(root, committedFile);
  if (committed) {
    const recovered = complete(root, committed);
    removeRun(root);
    return recovered;
  }
  const preparing = readJournal(root, preparingFile);
  if (preparing) takeBackPreparation(root, preparing);
  else removeRun(root);
  return done;
}

function readJournal(root: string, file: string): Journal | undefined {
  if (!lstatSync(join(root, runDirectory)).isDirectory()) return undefined;
  const path = join(root, file);
  if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
  const journal = parseJournal(readFileSync(path, "utf8"));
  const resolve = resolver(root);
  const isElsewhere = journal?.changes.some(({ path }) => resolve(path).path !== path);
  return isElsewhere ? undefined : journal;
}

function complete(root: string, { token, changes }: Journal): Recovered {
  const completed: string[] = [];
  const kept: string[] = [];
  for (const [index, { path, before, after }] of changes.entries()) {
    const file = join(root, path);
    const temporary = join(root, temporaryPath(token, index, path));
    const now = hashOf(file);
    const isReady = after === null || hashOf(temporary) === after;
    if (now === before && now !== after && isReady) {
      if (after === null) {
        removeIfThere(file);
        removeEmptyAbove(root, path);
      } else renameSync(temporary, file);
      completed.push(path);
    } else {
      removeIfThere(temporary);
      (now === after ? completed : kept).push(path);
    }
  }
  return { completed, kept };
}

/** Removes the temporary files of a run that has changed nothing yet. */
export function takeBackPreparation(root: string, { token, folders, changes }: Journal): void {
  for (const [index, { path }] of changes.entries()) {
    removeIfThere(join(root, temporaryPath(token, index, path)));
  }
  for (const folder of [...folders].reverse()) removeIfEmpty(join(root, folder));
  removeRun(root);
}

/** Removes a run's own folder. As long as there is anything in it, git does not see it. */
export function removeRun(root: string): void {
  const folder = join(root, runDirectory);
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) return removeIfThere(folder);
  for (const file of [preparingFile, committedFile, `${runDirectory}/.gitignore`]) {
    removeIfThere(join(root, file));
  }
  removeIfEmpty(folder);
}

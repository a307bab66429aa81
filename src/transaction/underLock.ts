import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { FileChange } from "../model/fileChange.ts";
import { type Result, success } from "../model/result.ts";
import { commit } from "./commit.ts";
import { takeLock } from "./lock.ts";
import { isUnfinished, type Recovered, recover } from "./recover.ts";

/**
 * Reads and writes a project while no other run writes it. A killed run is completed or undone
 * first, so that no incomplete change is read.
 *
 * @param waitAtMost how long to wait for another run, in milliseconds; ten seconds if not given
 * @param work gets the outcome of a killed run
 */
export async function underLock<T>(
  root: string,
  waitAtMost: number | undefined,
  work: (recovered: Recovered) => Promise<T>,
): Promise<Result<T>> {
  const lock = await takeLock(root, waitAtMost);
  if (!lock.ok) return lock;
  try {
    return success(await work(recover(root)));
  } finally {
    lock.value();
  }
}

/** Makes all changes or none, while no other run writes the project. */
export async function commitUnderLock(
  root: string,
  changes: readonly FileChange[],
): Promise<readonly Diagnostic[]> {
  const written = await underLock(root, undefined, async () => commit(root, changes));
  return written.ok ? written.value : written.problems;
}

/**
 * Completes or undoes a killed run, before anything of the project is read.
 *
 * @returns warnings about it
 */
export async function finishKilledRun(
  root: string,
  waitAtMost?: number,
): Promise<Result<readonly Diagnostic[]>> {
  if (!isUnfinished(root)) return success([]);
  return underLock(root, waitAtMost, async ({ completed, kept }) =>
    completed.length + kept.length === 0 ? [] : [diagnostic("run-completed", { completed, kept })],
  );
}

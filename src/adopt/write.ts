import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import { ChangedMeanwhile, commit, type FileChange } from "../transaction/commit.ts";
import { underLock } from "../transaction/underLock.ts";

/**
 * Writes what was proved: all of it or nothing. A file that somebody saved meanwhile keeps all of it from being
 * written.
 *
 * @returns what kept it from being written
 */
export async function writeAdopted(
  root: string,
  changes: readonly FileChange[],
): Promise<readonly Diagnostic[]> {
  const written = await underLock(root, undefined, async (): Promise<readonly Diagnostic[]> => {
    try {
      // What is replaced is people's work: it is compared once more.
      commit(
        root,
        changes.map((change) => ({ ...change, source: true })),
      );
      return [];
    } catch (thrown) {
      if (!(thrown instanceof ChangedMeanwhile)) throw thrown;
      return [diagnostic("changed-meanwhile", {}, startOf(thrown.path))];
    }
  });
  return written.ok ? written.value : written.problems;
}

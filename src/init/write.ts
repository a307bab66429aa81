import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { disk } from "../files/disk.ts";
import { ChangedMeanwhile, commit } from "../transaction/commit.ts";
import { makeRoot } from "../transaction/makeRoot.ts";
import { underLock } from "../transaction/underLock.ts";
import { conflictsWith } from "./conflicts.ts";

/**
 * Writes new files, all of them or none.
 *
 * @param root absolute path of a folder; it is made if it is not there
 * @returns what has come into the way meanwhile; then nothing is left behind either
 */
export async function writeNew(
  root: string,
  contents: ReadonlyMap<string, string | Uint8Array>,
): Promise<readonly Diagnostic[]> {
  const removeRoot = makeRoot(root);
  const paths = [...contents.keys()];
  const inTheWay = (): readonly Diagnostic[] => {
    const conflict = conflictsWith(disk(root), paths);
    return conflict ? [conflict] : [];
  };
  const changes = [...contents].map(([path, after]) => ({ path, after, source: true }));
  try {
    const written = await underLock(root, undefined, async () => {
      const blocked = inTheWay();
      if (blocked.length === 0) commit(root, changes);
      return blocked;
    });
    return written.ok ? written.value : written.problems;
  } catch (thrown) {
    if (thrown instanceof ChangedMeanwhile) return inTheWay();
    throw thrown;
  } finally {
    removeRoot();
  }
}

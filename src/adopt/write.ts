import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { FileChange } from "../transaction/commit.ts";
import { commitUnderLock } from "../transaction/underLock.ts";

/**
 * Writes what was proved: all of it or nothing. What is replaced is people's work: a file that somebody saved meanwhile
 * keeps all of it from being written.
 */
export function writeAdopted(
  root: string,
  changes: readonly FileChange[],
): Promise<readonly Diagnostic[]> {
  return commitUnderLock(
    root,
    changes.map((change) => ({ ...change, source: true })),
  );
}

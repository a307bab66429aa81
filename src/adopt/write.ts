import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { FileChange } from "../model/fileChange.ts";
import { commitUnderLock } from "../transaction/underLock.ts";

/** Writes what was proved: all of it, or nothing where somebody has saved one of the files meanwhile. */
export function writeAdopted(
  root: string,
  changes: readonly FileChange[],
): Promise<readonly Diagnostic[]> {
  return commitUnderLock(
    root,
    changes.map((change) => ({ ...change, source: true })),
  );
}

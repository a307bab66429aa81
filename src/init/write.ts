import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { temporaryEnding } from "../files/temporary.ts";
import type { Files } from "../model/files.ts";
import { conflictsWith, foldersAbove } from "./conflicts.ts";

/**
 * Writes new files, all of them or none: if one cannot be written, those before it are removed, and the
 * folders that were made for them. Each is written in one step.
 *
 * @returns what has come into the way meanwhile; then nothing is left behind either
 */
export function writeNew(
  files: Files,
  contents: ReadonlyMap<string, string | Uint8Array>,
): Diagnostic | undefined {
  const paths = [...contents.keys()];
  const blocked = conflictsWith(files, paths);
  if (blocked) return blocked;
  const folders = new Set(paths.flatMap(foldersAbove));
  const made = [...folders].filter((folder) => files.kind(folder) === undefined);
  const written: string[] = [];
  const takeBack = (): void => {
    for (const path of written) files.remove(path);
    // Those further in come later.
    for (const folder of made.reverse()) files.removeEmptyDirectory(folder);
  };
  for (const [path, content] of contents) {
    const meanwhile = conflictsWith(files, [path]);
    if (meanwhile) {
      takeBack();
      return meanwhile;
    }
    try {
      files.write(path, content);
      written.push(path);
    } catch (thrown) {
      files.remove(path + temporaryEnding);
      takeBack();
      throw thrown;
    }
  }
  return undefined;
}

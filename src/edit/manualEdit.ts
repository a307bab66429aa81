import { diagnostic, type Location } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import { type Failure, failure } from "../model/result.ts";
import type { Obstacle } from "../text/textEdit.ts";

/**
 * What a person has to write where an edit cannot be made automatically.
 *
 * @param location where it is; absent: the file with the obstacle
 */
export function manualEdit(
  { problems }: Failure<Obstacle>,
  write: string,
  location?: Location,
): Failure {
  return failure(
    ...problems.map(({ what, file }) =>
      diagnostic("edit-by-hand", { what, write }, location ?? (file ? startOf(file) : undefined)),
    ),
  );
}

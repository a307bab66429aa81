import { type Success, success } from "../model/result.ts";
import { applyEdits, type TextEdit } from "../text/textEdit.ts";
import type { SchemaEdit } from "./schemaEdit.ts";
import type { SchemaSource } from "./source.ts";

export interface SourceEdits extends Pick<SchemaEdit, "keptComment"> {
  readonly source: SchemaSource;
  readonly edits: readonly TextEdit[];
}

/** Makes all edits of each file. Stacks may share a literal, and removals an import: equal edits are made once. */
export function editedFiles(made: readonly SourceEdits[]): Success<readonly SchemaEdit[]> {
  const edits = [...new Set(made.map(({ source }) => source))].map((source) => {
    const ofFile = made.filter((one) => one.source === source);
    const unique = [
      ...new Map(
        ofFile.flatMap((one) => one.edits).map((edit) => [JSON.stringify(edit), edit]),
      ).values(),
    ];
    const [keptComment] = ofFile.flatMap((one) => one.keptComment ?? []);
    return {
      file: source.file,
      text: applyEdits(source.text, unique),
      ...(keptComment && { keptComment }),
    };
  });
  return success(edits);
}

import type { Location } from "../diagnostics/diagnostic.ts";
import type { Result } from "../model/result.ts";
import type { Obstacle } from "../text/textEdit.ts";

export interface SchemaEdit {
  readonly file: string;
  readonly text: string;
  /** A comment above a removed entry that stays: it may head what follows. */
  readonly keptComment?: Location;
}

/** The files of the schema that an edit changes. */
export type EditedSchema = Result<readonly SchemaEdit[], Obstacle>;

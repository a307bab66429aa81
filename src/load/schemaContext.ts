import type { Diagnostic, Location } from "../diagnostics/diagnostic.ts";
import type { Declared } from "../schema/declared.ts";

/** What a reader of declarations needs: where they stand, and where to put what is wrong. */
export interface SchemaContext {
  readonly locate: (declared: Declared) => Location | undefined;
  readonly problems: Diagnostic[];
}

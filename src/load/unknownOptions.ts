import { type Diagnostic, diagnostic, type Location } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";

/** Options of a declaration that do not exist: a schema is also run by people whose editor does not check types. */
export function unknownOptions(
  kind: "variable" | "setting" | "secret" | "output" | "call",
  name: string,
  declaration: object,
  known: readonly string[],
  location: Location | undefined,
): Diagnostic[] {
  return Object.keys(declaration)
    .filter((option) => !known.includes(option))
    .map((option) => {
      const suggestion = nearest(option, known);
      return diagnostic("unknown-option", { kind, name, option, suggestion }, location);
    });
}

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";

/**
 * A name that is no environment's.
 *
 * @param option what was asked for, as the command line calls it: `--from`, `ENV`
 */
export function unknownEnvironment(
  option: string,
  name: string,
  known: readonly string[],
): Diagnostic {
  const problem = `there is no environment "${name}" here (there are: ${known.join(", ") || "none"})`;
  const meant = nearest(name, known);
  const advice = meant && `Did you mean "${meant}"?`;
  return diagnostic("answer-wrong", { option, problem, advice });
}

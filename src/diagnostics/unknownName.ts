import { type Diagnostic, diagnostic } from "./diagnostic.ts";
import { nearest } from "./nearest.ts";
import { didYouMean, list } from "./phrases.ts";

/**
 * An answer that names nothing there is.
 *
 * @param option what was asked for, as the command line calls it: `--from`, `ENV`
 * @param what it should have been: `environment`
 * @param otherwise what to do where no known name is near
 */
export function unknownName(
  option: string,
  what: string,
  name: string,
  known: readonly string[],
  otherwise?: string,
): Diagnostic {
  const problem = `there is no ${what} "${name}" here (there are: ${list(known)})`;
  const advice = didYouMean(nearest(name, known)) ?? otherwise;
  return diagnostic("answer-wrong", { option, problem, advice });
}

import { type Diagnostic, describe } from "../../diagnostics/diagnostic.ts";
import { placeText } from "../../diagnostics/phrases.ts";
import type { Problem } from "../../model/drift.ts";
import { codeSpan, plain } from "../drift/markdownSyntax.ts";

/** A project's problems as a list with a heading; no block if there are none. */
export function diagnosticBlocks(problems: readonly Diagnostic[]): string[] {
  return problemBlocks(
    problems.map(({ location, ...problem }) => {
      const place = location ? { place: location } : {};
      return { ...problem, ...describe(problem), ...place };
    }),
  );
}

/**
 * The same of problems in words.
 *
 * @param notCompared names of environments that are not compared because of them
 */
export function problemBlocks(problems: readonly Problem[], notCompared = ""): string[] {
  if (problems.length === 0) return [];
  const rows = problems.map(({ severity, code, message, advice, place }) => {
    const where = place ? `${codeSpan(placeText(place))}: ` : "";
    return `- ${where}${severity} ${code}: ${plain(message)}${advice ? ` ${plain(advice)}` : ""}`;
  });
  const left = notCompared === "" ? "" : `: not compared: ${plain(notCompared)}`;
  return [`**problems**${left}\n\n${rows.join("\n")}`];
}

import { type Diagnostic, describe, hasErrors } from "../../diagnostics/diagnostic.ts";
import type { MaskText } from "../../model/maskText.ts";
import { problemJson } from "../problems/json.ts";
import { stepDiff } from "../unifiedDiff.ts";
import type { FileDifference } from "./differences.ts";

/**
 * What `check` found, as docs/json/check.schema.json describes it.
 *
 * @param mask gives a file's text as it may be shown
 */
export function checkJson(
  differences: readonly FileDifference[],
  problems: readonly Diagnostic[],
  mask: MaskText,
): string {
  const verdict = hasErrors(problems) ? "error" : differences.length > 0 ? "difference" : "current";
  const files = differences.map(({ path, kind, source, step, problem }) => {
    const diff = (step && stepDiff(step, undefined, mask)) || undefined;
    const { code, location } = problem;
    return { path, code, kind, source, ...describe(problem), location, diff };
  });
  const report = { version: 1, verdict, files, problems: problems.map(problemJson) };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

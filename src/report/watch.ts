import { hasErrors } from "../diagnostics/diagnostic.ts";
import { count } from "../diagnostics/phrases.ts";
import type { GenerateReport } from "../model/generateReport.ts";
import type { MaskText } from "../model/maskText.ts";
import { writtenText } from "./changes.ts";

/** The result of a run of `generate --watch`. */
export interface WatchReport extends GenerateReport {
  readonly environments: number;
  /** Files that have no step, since nothing can have changed them. */
  readonly untouched?: number;
  /** Masks a file's text. */
  readonly mask?: MaskText;
  /** The operating system's error that ended the run. */
  readonly failure?: string;
}

/** Whether the run before had exactly the same problems, so that they were reported already. */
export function areTold(report: WatchReport, before: WatchReport | undefined): boolean {
  const [now, then] = [report, before].map((each) => JSON.stringify(each?.problems));
  return now === then;
}

/** One line for a run: what was written, or that nothing was, and whether that is better than before. */
export function watchLine(report: WatchReport, before: WatchReport | undefined): string {
  const { steps, written, environments, untouched = 0, problems, failure } = report;
  if (failure !== undefined) return `nothing was done: ${failure}`;
  const errors = problems.filter(({ severity }) => severity === "error").length;
  if (errors > 0) {
    if (!areTold(report, before)) return "nothing was written";
    return `still ${errors === 1 ? "the same error" : `the same ${errors} errors`}: nothing was written`;
  }
  const counts = written
    ? writtenText(steps, untouched)
    : `${steps.length + untouched} files, all current`;
  const wasWrong = before && (before.failure !== undefined || hasErrors(before.problems));
  if (wasWrong) return `all is well again: ${counts}`;
  if (before) return counts;
  return `${count(environments, "environment")}: ${counts}`;
}

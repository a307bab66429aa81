import { describe } from "../../diagnostics/diagnostic.ts";
import type { StatusReport } from "../../model/status.ts";
import { jsonDocument } from "../json.ts";
import { plainStyle, type Style } from "../style.ts";
import { statusMarkdown } from "./markdown.ts";
import { summaryText } from "./summary.ts";
import { statusText } from "./text.ts";
import { removedText, verdictText } from "./words.ts";

/** The formats of a status, and of the judgement whether a commit may be applied. */
export const statusFormats = ["text", "json", "markdown"] as const;
/** A format of the status report. */
export type StatusFormat = (typeof statusFormats)[number];

/** A status in the requested format. All formats contain the same facts. */
export function formatStatus(
  report: StatusReport,
  format: StatusFormat,
  style: Style = plainStyle,
): string {
  switch (format) {
    case "text":
      return statusText(report, style);
    case "json":
      return jsonDocument(withSentences(report));
    case "markdown":
      return statusMarkdown(report);
  }
}

/** The report with the sentences that other formats make of it, as docs/json/status.schema.json describes it. */
export function withSentences(report: StatusReport): object {
  const { version, today, verdict, environments, removed, problems, ...rest } = report;
  return {
    version,
    today,
    verdict,
    summary: summaryText(report),
    ...rest,
    environments: environments.map((environment) => ({
      ...environment,
      sentence: verdictText(environment, report),
    })),
    removed: removed.map((gone) => ({ ...gone, sentence: removedText(gone) })),
    problems: problems.map((problem) => {
      const { code, severity, location } = problem;
      return { code, severity, ...describe(problem), location };
    }),
  };
}

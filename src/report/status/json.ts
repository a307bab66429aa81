import { describe } from "../../diagnostics/diagnostic.ts";
import type { StatusReport } from "../../model/status.ts";
import { removedText } from "./removedWords.ts";
import { summaryText } from "./summary.ts";
import { verdictText } from "./words.ts";

/** A status as JSON, as docs/json/status.schema.json describes it: the report, and its sentences beside the data. */
export function statusJson(report: StatusReport): string {
  return `${JSON.stringify(withSentences(report), undefined, 2)}\n`;
}

/** The report with the sentences that other formats make of it. */
export function withSentences(report: StatusReport): Readonly<Record<string, unknown>> {
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
      return { code, severity, ...describe(problem), ...(location ? { location } : {}) };
    }),
  };
}

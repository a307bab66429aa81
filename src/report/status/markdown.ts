import type { EnvironmentStatus, StatusReport } from "../../model/status.ts";
import { codeSpan, details, plain } from "../drift/markdownSyntax.ts";
import { diagnosticBlocks } from "../problems/markdown.ts";
import { notLookedAt } from "./planWords.ts";
import { summaryText } from "./summary.ts";
import { detailsOf, removedText, verdictText } from "./words.ts";

/** A status as a comment for a pull request: the summary in sight, a row an environment, commits folded. */
export function statusMarkdown(report: StatusReport): string {
  const sign = { converged: "✅", difference: "🔶", error: "❌" }[report.verdict];
  const rows = report.environments.map(
    (environment) =>
      `| ${codeSpan(environment.name)} | ${cellLines(environment, report).join("<br>")} |`,
  );
  rows.push(
    ...report.removed.map((gone) => `| ${codeSpan(gone.name)} | ${plain(removedText(gone))} |`),
  );
  const table =
    rows.length > 0 ? [`| environment | status |\n| --- | --- |\n${rows.join("\n")}`] : [];
  const unknown = notLookedAt(report);
  const blocks = [
    `${sign} **${plain(summaryText(report))}**`,
    ...table,
    ...report.environments.flatMap(listBlocks),
    ...diagnosticBlocks(report.problems),
    ...(unknown === undefined ? [] : [plain(unknown)]),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function cellLines(environment: EnvironmentStatus, report: StatusReport): string[] {
  const short = detailsOf(environment).filter(({ lines }) => lines.length === 0);
  return [verdictText(environment, report), ...short.map(({ title }) => title)].map(plain);
}

function listBlocks(environment: EnvironmentStatus): string[] {
  const long = detailsOf(environment).filter(({ lines }) => lines.length > 0);
  return long.map(({ title, lines }) =>
    details(
      `${environment.name} ${title.replace(/:$/, "")}`,
      lines.map((line) => `- ${plain(line)}`).join("\n"),
    ),
  );
}

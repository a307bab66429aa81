import type { DriftReport } from "../../model/drift.ts";
import { plainStyle, type Style } from "../style.ts";
import { decideContents } from "./decide.ts";
import { driftGithub, githubLimits } from "./github.ts";
import { driftHtml, htmlLimits } from "./html/page.ts";
import { driftJson } from "./json.ts";
import { driftMarkdown, markdownLimits } from "./markdown.ts";
import { driftText, textLimits } from "./text.ts";

/** The formats of a drift report. */
export const driftFormats = ["text", "json", "markdown", "html", "github"] as const;
/** A format of the drift report. */
export type DriftFormat = (typeof driftFormats)[number];

/** Options of the formats; each reads those that apply to it. */
export interface FormatOptions {
  readonly style?: Style;
  /** The terminal's width. Absent: 80. */
  readonly columns?: number;
  /** Lists identical values too, and leaves nothing out of the text. */
  readonly all?: boolean;
  /** The most characters of the markdown. Absent: 65,000, which fits a comment on GitHub. */
  readonly limit?: number;
  /** The project's folder below the repository's top, `""` or with a `/` at its end: for annotations. */
  readonly prefix?: string;
}

/** A report in the requested format. All formats contain the same facts. */
export function formatDriftReport(
  report: DriftReport,
  format: DriftFormat,
  {
    style = plainStyle,
    columns = 80,
    all = false,
    limit = 65_000,
    prefix = "",
  }: FormatOptions = {},
): string {
  switch (format) {
    case "text":
      return driftText(decideContents(report, textLimits({ style, columns, all })), {
        style,
        columns,
        all,
      });
    case "json":
      return driftJson(report);
    case "markdown":
      return driftMarkdown(decideContents(report, markdownLimits(all)), limit);
    case "html":
      return driftHtml(decideContents(report, htmlLimits));
    case "github":
      return driftGithub(decideContents(report, githubLimits), prefix);
  }
}

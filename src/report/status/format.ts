import type { StatusReport } from "../../model/status.ts";
import type { Style } from "../style.ts";
import { statusJson } from "./json.ts";
import { statusMarkdown } from "./markdown.ts";
import { statusText } from "./text.ts";

/** The formats of a status, and of the judgement whether a commit may be applied. */
export const statusFormats = ["text", "json", "markdown"] as const;
/** A format of the status report. */
export type StatusFormat = (typeof statusFormats)[number];

/** A status in the format that was asked for. All formats tell the same facts. */
export function formatStatus(report: StatusReport, format: StatusFormat, style?: Style): string {
  switch (format) {
    case "text":
      return statusText(report, style);
    case "json":
      return statusJson(report);
    case "markdown":
      return statusMarkdown(report);
  }
}

import type { AffectedReport } from "../../model/affected.ts";
import { problemJson } from "../problems/json.ts";

/** The report as docs/json/affected.schema.json describes it. */
export function affectedJson(report: AffectedReport): string {
  const problems = report.problems.map(problemJson);
  return `${JSON.stringify({ ...report, problems }, undefined, 2)}\n`;
}

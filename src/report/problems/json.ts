import { type Diagnostic, describe } from "../../diagnostics/diagnostic.ts";
import { jsonDocument } from "../json.ts";

/** A problem as JSON: its code, message, arguments and places. */
export function problemJson(problem: Diagnostic): Readonly<Record<string, unknown>> {
  const { message, advice } = describe(problem);
  const { code, severity, location, related } = problem;
  const { args } = problem as { args: unknown };
  return { code, severity, message, advice, location, related, arguments: args };
}

/** All problems as one JSON document, see docs/json/problems.schema.json. */
export function problemsJson(problems: readonly Diagnostic[]): string {
  return jsonDocument({ version: 1, problems: problems.map(problemJson) });
}

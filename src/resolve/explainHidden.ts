import type { Path, Value } from "../model/value.ts";
import { type ExplainedIssue, explainIssue } from "./explainIssue.ts";

/** What is wrong with a sensitive value, without keys, advice or words of the schema that might repeat it. */
export function explainHidden(
  issue: Parameters<typeof explainIssue>[0],
  value: Value | undefined,
  path: Path,
): ExplainedIssue[] {
  return explainIssue(issue, value, path, kindOf).map(({ what, problem }) => ({
    path,
    what: "value",
    problem: what === "key" ? "a key in it does not fit" : withoutValue(problem, value),
  }));
}

/** A value's kind, and no more than that. */
function kindOf(value: Value): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a map";
  if (typeof value === "string") return `a string of ${[...value].length} characters`;
  return typeof value === "boolean" ? "a boolean" : "a number";
}

function withoutValue(problem: string, value: Value | undefined): string {
  const repeats = textsOf(value ?? null).some((text) => text !== "" && problem.includes(text));
  return repeats ? `it does not fit its type, found ${kindOf(value ?? null)}` : problem;
}

function textsOf(value: Value): string[] {
  if (value === null || typeof value === "boolean") return [];
  if (typeof value !== "object") return [String(value)];
  const keys = Array.isArray(value) ? [] : Object.keys(value);
  return [...keys, ...Object.values(value).flatMap(textsOf)];
}

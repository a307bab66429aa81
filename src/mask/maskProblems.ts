import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Project } from "../model/project.ts";
import { maskProject } from "./maskTexts.ts";

/** The arguments of problems that may repeat a value, beside reasons: what a check says, a line that was rendered. The others are names. */
const mayRepeat: ReadonlySet<string> = new Set(["message", "problem", "reason", "text"]);

/** Problems of what was rendered, without the sensitive values that are in it. */
export function maskProblems(
  problems: readonly Diagnostic[],
  project: Pick<Project, "schema" | "environments" | "files">,
): readonly Diagnostic[] {
  if (problems.length === 0) return problems;
  const mask = maskProject(project);
  return problems.map((problem) => {
    const path = problem.location?.file ?? "";
    const args = Object.entries(problem.args).map(([key, value]) => [
      key,
      mayRepeat.has(key) || isReason(value) ? maskAll(value, (text) => mask(path, text)) : value,
    ]);
    return { ...problem, args: Object.fromEntries(args) } as Diagnostic;
  });
}

/** A reason as data, or several: its kind chooses the words, and the rest may come from an expression that shows a value. */
function isReason(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isReason);
  return typeof value === "object" && value !== null && "kind" in value;
}

function maskAll(value: unknown, mask: (text: string) => string): unknown {
  if (typeof value === "string") return mask(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => maskAll(each, mask));
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, key === "kind" ? each : maskAll(each, mask)]),
  );
}

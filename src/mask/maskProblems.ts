import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Project } from "../model/project.ts";
import { maskProject } from "./maskTexts.ts";

/** The arguments of problems that may repeat a value: what a check says, a line that was rendered. The others are names. */
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
      mayRepeat.has(key) && typeof value === "string" ? mask(path, value) : value,
    ]);
    return { ...problem, args: Object.fromEntries(args) } as Diagnostic;
  });
}

import { type Diagnostic, describe } from "../../diagnostics/diagnostic.ts";
import { schemaEntry } from "../../model/layout.ts";
import { sha256 } from "../../text/sha256.ts";
import { jsonDocument } from "../json.ts";

/**
 * Problems as a code quality report, which GitLab shows in a merge request.
 *
 * @param prefix the project's folder below the repository's top, `""` or with a `/` at its end
 * @see https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export function problemsGitlab(problems: readonly Diagnostic[], prefix: string): string {
  const seen = new Map<string, number>();
  const issues = problems.map((problem) => {
    const { code, severity, location } = problem;
    const { message, advice } = describe(problem);
    // GitLab requires a location: a problem without one is reported at the schema.
    const path = prefix + (location?.file ?? schemaEntry);
    const begin = location?.line ?? 1;
    // The fingerprint has no line number, so that edits above do not change it; equal problems of one file are counted.
    const mark = [code, path, message, location?.excerpt ?? ""].join("\n");
    const nth = seen.get(mark) ?? 0;
    seen.set(mark, nth + 1);
    return {
      description: advice === undefined ? message : `${message}. ${advice}`,
      check_name: `terraloom ${code}`,
      fingerprint: sha256(`${mark}\n${nth}`),
      severity: severity === "error" ? "major" : "minor",
      location: { path, lines: { begin } },
    };
  });
  return jsonDocument(issues);
}

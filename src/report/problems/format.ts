import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { plainStyle, type Style } from "../style.ts";
import { problemAnnotations } from "./github.ts";
import { problemsGitlab } from "./gitlab.ts";
import { problemsJson } from "./json.ts";
import { problemsSarif } from "./sarif.ts";
import { problemsText } from "./text.ts";

/** The formats in which problems are reported. */
export const diagnosticFormats = ["text", "json", "github", "gitlab", "sarif"] as const;
/** A format of problems. */
export type DiagnosticFormat = (typeof diagnosticFormats)[number];

/** Options of the formats; each reads those that apply to it. */
export interface ProblemOptions {
  readonly style?: Style;
  /** Reports all problems in the text; absent: of a code that repeats the first ten. */
  readonly all?: boolean;
  /** The project's folder below the repository's top, `""` or with a `/` at its end: for github, gitlab and sarif. */
  readonly prefix?: string;
}

/** Problems in the format that was asked for; text and github are "" where there are none. */
export function formatDiagnostics(
  problems: readonly Diagnostic[],
  format: DiagnosticFormat,
  { style = plainStyle, all = false, prefix = "" }: ProblemOptions = {},
): string {
  switch (format) {
    case "json":
      return problemsJson(problems);
    case "github":
      return problemAnnotations(problems, prefix);
    case "gitlab":
      return problemsGitlab(problems, prefix);
    case "sarif":
      return problemsSarif(problems, prefix);
    case "text":
      return problemsText(problems, style, all);
  }
}

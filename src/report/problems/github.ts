import {
  type Diagnostic,
  describe,
  type Location,
  type Severity,
} from "../../diagnostics/diagnostic.ts";

/** One line that GitHub shows beside a line of a pull request. */
export interface Annotation {
  readonly level: Severity | "notice";
  readonly title: string;
  /** May hold several lines. */
  readonly text: string;
  readonly place?: Pick<Location, "file" | "line" | "column" | "endColumn"> | undefined;
}

/** GitHub shows ten errors, ten warnings and ten notices of a step, and drops the others without a word. */
const mostOfAKind = 10;

/**
 * Problems as annotations: at most ten of a code, then one that counts the others.
 *
 * @param prefix the project's folder below the repository's top, `""` or with a `/` at its end
 */
export function problemAnnotations(problems: readonly Diagnostic[], prefix = ""): string {
  const counts = new Map<string, { readonly problem: Diagnostic; count: number }>();
  const lines = problems.flatMap((problem) => {
    const known = counts.get(problem.code) ?? { problem, count: 0 };
    counts.set(problem.code, known);
    known.count++;
    return known.count > mostOfAKind ? [] : [annotation(annotationOf(problem), prefix)];
  });
  for (const { problem, count } of counts.values()) {
    if (count <= mostOfAKind) continue;
    const { severity: level, code } = problem;
    const text = `${count - mostOfAKind} more of this kind: the log of this step has them all.`;
    lines.push(annotation({ level, title: `terraloom ${code}`, text }, prefix));
  }
  return lines.join("");
}

function annotationOf(problem: Diagnostic): Annotation {
  const { message, advice } = describe(problem);
  const { location: place, severity: level, code } = problem;
  const text = advice === undefined ? message : `${message}\n${advice}`;
  return { level, title: `terraloom ${code}`, text, place };
}

/**
 * An annotation as a workflow command.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions#setting-an-error-message
 */
export function annotation({ level, title, text, place }: Annotation, prefix = ""): string {
  const properties = {
    file: place && `${prefix}${place.file}`,
    line: place?.line,
    col: place?.column,
    endColumn: place?.endColumn,
    title,
  };
  const written = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${level} ${written.join(",")}::${escapeData(text)}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

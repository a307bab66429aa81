import {
  type Diagnostic,
  describe,
  type Location,
  type Severity,
} from "../../diagnostics/diagnostic.ts";
import { groupBy } from "../../model/groupBy.ts";

/** One line that GitHub shows beside a line of a pull request. */
export interface Annotation {
  readonly level: Severity | "notice";
  readonly title: string;
  /** May hold several lines. */
  readonly text: string;
  readonly place?: Pick<Location, "file" | "line" | "column" | "endColumn"> | undefined;
}

/** GitHub shows ten errors, ten warnings and ten notices of a step, and drops the others without a message. */
const mostOfAKind = 10;

/**
 * Problems as annotations, by their codes.
 *
 * @param prefix the project's folder below the repository's top, `""` or with a `/` at its end
 */
export function problemAnnotations(problems: readonly Diagnostic[], prefix: string): string {
  return annotations(problems.map(annotationOf), ({ title }) => title, prefix);
}

/**
 * At most ten annotations of a kind. A notice then counts the others, so that GitHub shows it beside ten errors, and
 * they follow as lines of the log.
 *
 * @param prefix as of {@link problemAnnotations}
 */
export function annotations(
  all: readonly Annotation[],
  kindOf: (annotation: Annotation) => string,
  prefix: string,
): string {
  const kinds = [...groupBy(all, kindOf)];
  const shown = new Set(kinds.flatMap(([, members]) => members.slice(0, mostOfAKind)));
  const rest = kinds.flatMap(([kind, members]) => {
    const others = members.slice(mostOfAKind);
    if (others.length === 0) return [];
    const text = `${others.length} more of this kind: the log of this step has them all.`;
    return [
      annotation({ level: "notice", title: kind, text }, prefix),
      ...others.map((other) => logLine(other, prefix)),
    ];
  });
  const first = all.filter((one) => shown.has(one)).map((one) => annotation(one, prefix));
  return [...first, ...rest].join("");
}

function logLine({ level, title, text, place }: Annotation, prefix: string): string {
  const where = place ? `${prefix}${place.file}:${place.line}:${place.column}: ` : "";
  return `${where}${level} ${title}: ${text.split("\n", 1)[0]}\n`;
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

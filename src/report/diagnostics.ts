import { type Diagnostic, describe, type Location } from "../diagnostics/diagnostic.ts";
import { plainStyle, type Style } from "./style.ts";

/** The formats in which problems are told. */
export const diagnosticFormats = ["text", "json", "github"] as const;
export type DiagnosticFormat = (typeof diagnosticFormats)[number];

/** Problems in the format that was asked for; "" where there are none, but for JSON. */
export function formatDiagnostics(
  problems: readonly Diagnostic[],
  format: DiagnosticFormat,
  style: Style = plainStyle,
): string {
  switch (format) {
    case "json":
      return diagnosticsJson(problems);
    case "github":
      return problems.map(githubAnnotation).join("");
    case "text":
      return problems.map((problem) => diagnosticText(problem, style)).join("\n");
  }
}

/**
 * A problem as people read it: `path:line:col: error CODE: message`, the line with a caret under the
 * place, what to do, and other places that explain it.
 */
export function diagnosticText(problem: Diagnostic, style: Style = plainStyle): string {
  const { message, advice } = describe(problem);
  const { location, severity, code, related = [] } = problem;
  const paint = severity === "error" ? style.red : style.yellow;
  const place = location ? `${style.bold(placeText(location))}: ` : "";
  const lines = [`${place}${paint(severity)} ${style.dim(code)}: ${message}`];
  if (location?.excerpt !== undefined && location.excerpt.trim() !== "") {
    lines.push(...excerptLines(location, location.excerpt, paint, style));
  }
  if (advice !== undefined) lines.push(`  ${style.cyan(advice)}`);
  for (const { location: where, note } of related) lines.push(`  ${placeText(where)}: ${note}`);
  return `${lines.join("\n")}\n`;
}

function placeText({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}

function excerptLines(
  location: Location,
  excerpt: string,
  paint: (text: string) => string,
  style: Style,
): string[] {
  const number = String(location.line);
  const gutter = " ".repeat(number.length);
  const width = Math.max(1, (location.endColumn ?? location.column + 1) - location.column);
  // Tabs before the place stay tabs, so that the caret stands under it at any width of a tab.
  const before = excerpt.slice(0, location.column - 1).replace(/[^\t]/g, " ");
  return [
    `  ${style.dim(`${number} |`)} ${excerpt}`,
    `  ${style.dim(`${gutter} |`)} ${before}${paint("^".repeat(width))}`,
  ];
}

/** All problems as one JSON document: `{ "problems": [...] }`, each with its code, its words and its places. */
function diagnosticsJson(problems: readonly Diagnostic[]): string {
  const items = problems.map((problem) => {
    const { message, advice } = describe(problem);
    const { code, severity, location, related } = problem;
    const { args } = problem as { args: unknown };
    return { code, severity, message, advice, location, related, arguments: args };
  });
  return `${JSON.stringify({ problems: items }, undefined, 2)}\n`;
}

/** @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions#setting-an-error-message */
export function githubAnnotation(problem: Diagnostic): string {
  const { message, advice } = describe(problem);
  const { location, severity, code } = problem;
  const text = advice === undefined ? message : `${message}\n${advice}`;
  const properties: Record<string, string | number | undefined> = location
    ? {
        file: location.file,
        line: location.line,
        col: location.column,
        endColumn: location.endColumn,
      }
    : {};
  const written = Object.entries({ ...properties, title: `terraloom ${code}` })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${severity} ${written.join(",")}::${escapeData(text)}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

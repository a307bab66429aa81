import widthOf from "fast-string-width";
import { type Diagnostic, describe, type Location } from "../../diagnostics/diagnostic.ts";
import { placeText } from "../../diagnostics/phrases.ts";
import type { Style } from "../style.ts";

/** Of a code that repeats this many are reported, and the others counted. */
const mostOfAKind = 10;

/**
 * Problems as people read them, a blank line between two. Of a code that repeats the first ten are reported and the
 * others counted.
 *
 * @param all reports all of them
 */
export function problemsText(problems: readonly Diagnostic[], style: Style, all: boolean): string {
  const counts = new Map<string, number>();
  const texts = problems.flatMap((problem) => {
    const count = (counts.get(problem.code) ?? 0) + 1;
    counts.set(problem.code, count);
    return all || count <= mostOfAKind ? [problemText(problem, style)] : [];
  });
  const more = [...counts].filter(([, count]) => count > mostOfAKind && !all);
  if (more.length > 0) {
    const lines = more.map(([code, count]) => `... and ${count - mostOfAKind} more ${code}\n`);
    texts.push(`${lines.join("")}  ${style.cyan("--all shows all of them.")}\n`);
  }
  return texts.join("\n");
}

/** `path:line:col: error CODE: message`, the line with a caret under the place, what to do, and related places. */
function problemText(problem: Diagnostic, style: Style): string {
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

/** The longest line that is shown whole. */
const longestLine = 400;

/** The part of a long line around a column; `cut` is how much of its beginning is left out. */
function aroundColumn(excerpt: string, column: number): { shown: string; cut: number } {
  if (excerpt.length <= longestLine) return { shown: excerpt, cut: 0 };
  const from = Math.max(0, Math.min(column - 1 - longestLine / 4, excerpt.length - longestLine));
  const to = from + longestLine;
  const before = from > 0 ? "..." : "";
  const after = to < excerpt.length ? "..." : "";
  return { shown: `${before}${excerpt.slice(from, to)}${after}`, cut: from - before.length };
}

function excerptLines(
  location: Location,
  excerpt: string,
  paint: (text: string) => string,
  style: Style,
): string[] {
  const number = String(location.line);
  const gutter = " ".repeat(number.length);
  const { column } = location;
  const { shown, cut } = aroundColumn(excerpt, column);
  const start = column - 1 - cut;
  const end = Math.min((location.endColumn ?? column + 1) - 1 - cut, shown.length);
  const width = Math.max(1, widthOf(shown.slice(start, end), { tabWidth: 0 }));
  // As wide as a terminal shows it; tabs stay tabs, so that the caret stands under its place at any width of a tab.
  const before = shown
    .slice(0, start)
    .split("\t")
    .map((text) => " ".repeat(widthOf(text)))
    .join("\t");
  return [
    `  ${style.dim(`${number} |`)} ${shown}`,
    `  ${style.dim(`${gutter} |`)} ${before}${paint("^".repeat(width))}`,
  ];
}

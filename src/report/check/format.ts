import { type Diagnostic, describe, hasErrors } from "../../diagnostics/diagnostic.ts";
import type { MaskText } from "../../model/maskText.ts";
import { details, fenced } from "../drift/markdownSyntax.ts";
import { jsonDocument } from "../json.ts";
import { problemJson } from "../problems/json.ts";
import { plainStyle, type Style } from "../style.ts";
import { stepDiff } from "../unifiedDiff.ts";
import type { FileDifference } from "./differences.ts";

/** How each file differs from what it should be; and where a change belongs that was made by hand. */
export function differencesText(differences: readonly FileDifference[], style: Style): string {
  const words: Readonly<Record<FileDifference["kind"], string>> = {
    missing: style.red("missing"),
    new: style.red("new"),
    stale: style.yellow("stale"),
    orphaned: style.yellow("orphaned"),
    edited: style.red("edited by hand"),
    blocked: style.red("blocked"),
    manifest: style.yellow("stale"),
  };
  const lines = differences.map(({ kind, path, problem }) => {
    const { advice } = describe(problem);
    const belongs = kind === "edited" && advice !== undefined ? `  ${advice}\n` : "";
    return `${words[kind]} ${path}${kind === "manifest" ? " (a manifest)" : ""}\n${belongs}`;
  });
  return lines.join("");
}

/**
 * What `check` found, as docs/json/check.schema.json describes it.
 *
 * @param mask gives a file's text as it may be shown
 */
export function checkJson(
  differences: readonly FileDifference[],
  problems: readonly Diagnostic[],
  mask: MaskText,
): string {
  const verdict = hasErrors(problems) ? "error" : differences.length > 0 ? "difference" : "current";
  const files = differences.map(({ path, kind, source, step, problem }) => {
    const diff = (step && stepDiff(step, plainStyle, mask)) || undefined;
    const { code, location } = problem;
    return { path, code, kind, source, ...describe(problem), location, diff };
  });
  return jsonDocument({ version: 1, verdict, files, problems: problems.map(problemJson) });
}

/** A summary that CI shows may hold a megabyte; what nobody would read to the end is cut long before. */
const mostCharacters = 60_000;

/** What `check` found, as the summary of a CI job: the files, and their diffs folded. */
export function checkMarkdown(differences: readonly FileDifference[], mask: MaskText): string {
  if (differences.length === 0) return "### terraloom check\n\nAll generated files are current.\n";
  const rows = differences.map(({ path, kind, problem }) => {
    const { advice = "" } = describe(problem);
    return `| \`${path}\` | ${kind === "edited" ? "edited by hand" : kind} | ${advice} |\n`;
  });
  const count = differences.length === 1 ? "1 file is" : `${differences.length} files are`;
  const head = `### terraloom check\n\n${count} not what \`generate\` would make.\n\n`;
  const table = `| file | found | what to do |\n| --- | --- | --- |\n${rows.slice(0, 100).join("")}`;
  const more = rows.length > 100 ? `\n... and ${rows.length - 100} more\n` : "";
  let text = `${head}${table}${more}`;
  for (const { path, step } of differences) {
    const diff = step ? stepDiff(step, plainStyle, mask) : "";
    if (diff === "" || text.length + diff.length > mostCharacters) continue;
    text += `\n${details(`<code>${path}</code>`, fenced("diff", diff))}\n`;
  }
  return text;
}

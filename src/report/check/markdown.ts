import { describe } from "../../diagnostics/diagnostic.ts";
import type { MaskText } from "../../model/maskText.ts";
import { details, fenced } from "../drift/markdownSyntax.ts";
import { stepDiff } from "../unifiedDiff.ts";
import type { FileDifference } from "./differences.ts";

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
    const diff = step ? stepDiff(step, undefined, mask) : "";
    if (diff === "" || text.length + diff.length > mostCharacters) continue;
    text += `\n${details(`<code>${path}</code>`, fenced("diff", diff))}\n`;
  }
  return text;
}

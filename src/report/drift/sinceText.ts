import { count } from "../../diagnostics/phrases.ts";
import type { Change, Since } from "../../model/drift.ts";
import type { TextOptions } from "./layout.ts";
import { wrap } from "./layout.ts";
import { changesOf, changeText, sinceTitle } from "./sinceWords.ts";
import { namesText } from "./words.ts";

/** Changes of one kind that are shown without `all`. */
const mostChanges = 20;

/** What changed since a revision: first what drift was introduced, and what was changed in some environments alone. */
export function sinceLines(since: Since, options: TextOptions): string[] {
  const { style } = options;
  const lines = [style.bold(sinceTitle(since))];
  for (const stack of since.stacks) {
    const { environmentsAdded, environmentsRemoved } = stack;
    if (environmentsAdded.length > 0) {
      lines.push(`  ${stack.name}: new environments: ${namesText(environmentsAdded, 6)}`);
    }
    if (environmentsRemoved.length > 0) {
      lines.push(
        `  ${stack.name}: environments that are gone: ${namesText(environmentsRemoved, 6)}`,
      );
    }
    for (const { title, changes } of changesOf(stack)) {
      lines.push(`  ${stack.name}: ${title}`, ...changeLines(changes, options));
    }
  }
  if (lines.length === 1) lines.push("  nothing that is compared");
  if (since.problems.length > 0) {
    const problems = count(since.problems.length, "problem");
    lines.push(
      ...wrap(
        `The revision itself had ${problems}: what that concerns is not compared.`,
        options.columns,
        "  ",
      ),
    );
  }
  return lines;
}

function changeLines(changes: readonly Change[], { style, columns, all }: TextOptions): string[] {
  const shown = all ? changes : changes.slice(0, mostChanges);
  const lines = shown.flatMap((change) => {
    const [first = "", ...more] = wrap(`${change.name}: ${changeText(change)}`, columns - 4);
    const name = style.bold(first.slice(0, change.name.length));
    return [
      `    ${name}${first.slice(change.name.length)}`,
      ...more.map((line) => `      ${line}`),
    ];
  });
  const left = changes.length - shown.length;
  return left > 0 ? [...lines, style.dim(`    and ${left} more; --all shows them`)] : lines;
}

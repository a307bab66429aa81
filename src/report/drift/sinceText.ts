import type { Change, Since } from "../../model/drift.ts";
import type { TextOptions } from "./layout.ts";
import { wrap } from "./layout.ts";
import { changeText, summarizeSince } from "./sinceWords.ts";

/** Changes of one kind that are shown without `all`. */
const mostChanges = 20;

/** What changed since a revision: first what drift was introduced, and what was changed in some environments alone. */
export function sinceLines(since: Since, options: TextOptions): string[] {
  const { title, groups, remarks } = summarizeSince(since);
  return [
    options.style.bold(title),
    ...groups.flatMap(({ heading, changes }) => [`  ${heading}`, ...changeLines(changes, options)]),
    ...remarks.flatMap((remark) => wrap(remark, options.columns, "  ")),
  ];
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

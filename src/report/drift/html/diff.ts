import { parsePatch } from "diff";
import type { FileContents } from "../decide.ts";
import { namesText } from "../words.ts";
import { escapeHtml } from "./syntax.ts";

/** One row of a side-by-side diff; a side is absent where the other one has more lines. */
interface Row {
  readonly kind: "same" | "changed" | "gap";
  readonly before?: Line | undefined;
  readonly after?: Line | undefined;
}

interface Line {
  readonly number: number;
  readonly text: string;
}

/** A diff side by side, once for all environments that have the same. */
export function diffHtml(
  { path, environments, diff }: FileContents["diffs"][number],
  base: string,
): string {
  const [first = ""] = environments;
  const others =
    environments.length > 1
      ? `<p class="note">The same in ${escapeHtml(environments.slice(1).join(", "))}.</p>`
      : "";
  const rows = sideBySide(diff).map(rowHtml).join("");
  return `<details class="file" data-environments="${escapeHtml(environments.join(" "))}" open>
<summary><code>${escapeHtml(path)}</code> <span class="who">${escapeHtml(namesText(environments, 4))}</span></summary>
${others}<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(`${path}: ${base} and ${first}`)}"><table class="diff">
<thead><tr><th scope="col" class="number">Line</th><th scope="col">${escapeHtml(base)}</th><th scope="col" class="number">Line</th><th scope="col">${escapeHtml(first)}</th></tr></thead>
<tbody>${rows}</tbody>
</table></div>
</details>
`;
}

/** Turns a unified diff into rows: lines taken away stand beside those that came in their place. */
export function sideBySide(diff: string): Row[] {
  const rows: Row[] = [];
  for (const { oldStart, newStart, lines } of parsePatch(diff).flatMap(({ hunks }) => hunks)) {
    if (rows.length > 0) rows.push({ kind: "gap" });
    let [before, after] = [oldStart, newStart];
    let removed: Line[] = [];
    let added: Line[] = [];
    const flush = (): void => {
      for (let index = 0; index < Math.max(removed.length, added.length); index++) {
        rows.push({ kind: "changed", before: removed[index], after: added[index] });
      }
      removed = [];
      added = [];
    };
    for (const line of lines) {
      const text = line.slice(1);
      if (line.startsWith("-")) removed.push({ number: before++, text });
      else if (line.startsWith("+")) added.push({ number: after++, text });
      else if (line.startsWith(" ")) {
        flush();
        const same = { number: before++, text };
        rows.push({ kind: "same", before: same, after: { number: after++, text } });
      }
    }
    flush();
  }
  return rows;
}

function rowHtml({ kind, before, after }: Row): string {
  if (kind === "gap") return '<tr class="gap"><td colspan="4">⋯</td></tr>';
  if (kind === "same") {
    return `<tr>${numberHtml(before)}<td>${escapeHtml(before?.text ?? "")}</td>${numberHtml(after)}<td>${escapeHtml(after?.text ?? "")}</td></tr>`;
  }
  const [left, right] =
    before && after
      ? marked(before.text, after.text)
      : [before?.text, after?.text].map((text) => text && escapeHtml(text));
  return `<tr class="changed">${numberHtml(before)}${sideHtml("del", left)}${numberHtml(after)}${sideHtml("ins", right)}</tr>`;
}

function numberHtml(line: Line | undefined): string {
  return `<td class="number">${line?.number ?? ""}</td>`;
}

function sideHtml(name: "del" | "ins", html: string | undefined): string {
  return html === undefined ? '<td class="none"></td>' : `<td><${name}>${html}</${name}></td>`;
}

/** Two lines with what is between their common beginning and end marked, in whole words. */
function marked(before: string, after: string): readonly [string, string] {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const mark = (words: readonly string[]): string => {
    const middle = words.slice(start, words.length - end).join("");
    const html = middle === "" ? "" : `<mark>${escapeHtml(middle)}</mark>`;
    return (
      escapeHtml(words.slice(0, start).join("")) +
      html +
      escapeHtml(words.slice(words.length - end).join(""))
    );
  };
  return [mark(a), mark(b)];
}

function wordsOf(line: string): readonly string[] {
  return line.match(/[\p{L}\p{N}_]+|\s+|./gu) ?? [];
}

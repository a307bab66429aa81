import type { DriftClass } from "../../../model/drift.ts";
import type { Named } from "../../../model/subject.ts";
import type { DifferenceRow, FileContents, PartRows, StackContents, ValueRow } from "../decide.ts";
import { diffHtml } from "./diff.ts";
import { element, escapeHtml } from "./syntax.ts";

/** A stack's section: its table, and what differs in the rendered files. */
export function stackHtml(stack: StackContents): string {
  const { name, environments, who, countsText, classes, unneeded, identical, files } = stack;
  const id = `stack-${escapeHtml(name)}`;
  const heading = `<h2 id="${id}">${escapeHtml(name)}</h2>`;
  const held = `data-environments="${escapeHtml(environments.join(" "))}"`;
  if (environments.length < 2) {
    return `<section aria-labelledby="${id}" ${held}>${heading}<p>${escapeHtml(who)}; nothing to compare</p></section>\n`;
  }
  const rows = [
    ...classes.flatMap(({ entries }) => entries.shown.map(differenceHtml)),
    ...unneeded.entries.shown.map(unneededHtml),
    ...identical.map(identicalHtml),
  ];
  return `<section aria-labelledby="${id}" ${held}>
${heading}
<p>${escapeHtml(who)}</p>
<p class="counts">${escapeHtml(countsText)}</p>
${adviceHtml(stack)}<div class="scroll"><table class="names">
<caption>Variables and settings of ${escapeHtml(name)}</caption>
<thead><tr><th scope="col">Name</th><th scope="col">Class</th><th scope="col">Values</th></tr></thead>
<tbody>
${rows.join("")}</tbody>
</table></div>
${files ? filesHtml(files) : ""}</section>
`;
}

function filesHtml({ base, text, diffs, more }: FileContents): string {
  const blocks = diffs.map((diff) => diffHtml(diff, base)).join("");
  const left = more === undefined ? "" : element("p", "note", more);
  return `<h3>Rendered files</h3>\n<p>${escapeHtml(text)}</p>\n${blocks}${left}`;
}

function adviceHtml({ classes, unneeded }: StackContents): string {
  const headings = unneeded.entries.shown.length > 0 ? [...classes, unneeded] : classes;
  return headings
    .flatMap(({ class: itsClass, meaning, advice }) =>
      advice === undefined
        ? []
        : [`${element("p", "note", `${itsClass}: ${meaning}. ${advice}`)}\n`],
    )
    .join("");
}

function differenceHtml(difference: DifferenceRow): string {
  const { class: itsClass, reason, parts, waivers, outliers } = difference;
  const why = [reason ?? [], waivers.shown].flat();
  const reasons = why.map((text) => element("p", "reason", text)).join("");
  const values = parts.shown.map(partHtml).join("");
  return rowHtml(itsClass, outliers, nameHtml(difference), reasons, values);
}

function rowHtml(
  itsClass: DriftClass | "unneeded" | "identical",
  environments: readonly string[],
  name: string,
  reasons: string,
  values: string,
): string {
  return `<tr data-class="${itsClass}" data-environments="${escapeHtml(environments.join(" "))}">
<th scope="row">${name}</th>
<td><span class="badge ${itsClass}">${itsClass}</span>${reasons}</td>
<td>${values}</td>
</tr>
`;
}

function nameHtml({
  name,
  kind,
  description,
  written = "",
}: Named & { readonly description?: string | undefined; readonly written?: string }): string {
  return [
    element("code", "name", name),
    kind === "setting" ? " (setting)" : "",
    description === undefined ? "" : element("span", "description", description),
    written === "" ? "" : element("span", "place", written),
  ].join("");
}

function partHtml({ title, isWhole, notes, values, between }: PartRows): string {
  const path = isWhole ? "" : element("code", "path", title);
  const note = notes.map((words) => element("p", "note", words)).join("");
  const listed = (rows: readonly ValueRow[]): string => `<ul>${rows.map(valueHtml).join("")}</ul>`;
  const inSight = `${path}${note}${listed(values)}`;
  if (between.count === 0) return inSight;
  const rest = between.more === undefined ? "" : element("p", "note", between.more);
  return `${inSight}<details class="more"><summary>${between.count} more values</summary>${listed(between.shown)}${rest}</details>`;
}

function valueHtml({ who, environments, isUsual, value, written }: ValueRow): string {
  const names = environments.join(", ");
  const holders =
    who === names
      ? element("span", "who", who)
      : `<details class="who"><summary>${escapeHtml(who)}</summary>${escapeHtml(names)}</details>`;
  // The most common value remains visible beside the selected environment's.
  const filtered = isUsual ? "" : ` data-environments="${escapeHtml(environments.join(" "))}"`;
  return `<li${filtered}>${holders}${element("code", "value", value)}${element("span", "place", written)}</li>`;
}

function unneededHtml(entry: StackContents["unneeded"]["entries"]["shown"][number]): string {
  const text = element("p", "reason", entry.text);
  return rowHtml("unneeded", entry.environments, nameHtml(entry), "", text);
}

function identicalHtml({ name, kind, value, written }: StackContents["identical"][number]): string {
  const place = written === "" ? "" : element("span", "place", written);
  const all = `<ul><li><span class="who">all</span>${element("code", "value", value)}${place}</li></ul>`;
  return rowHtml("identical", [], nameHtml({ name, kind }), "", all);
}

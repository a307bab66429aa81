import { placeText } from "../../../diagnostics/phrases.ts";
import {
  type Difference,
  type DriftCounts,
  driftClasses,
  type Holding,
  type Identical,
  type Part,
  type StackDrift,
  type Unneeded,
} from "../../../model/drift.ts";
import type { Place } from "../../../model/subject.ts";
import { pathText } from "../../../values/valueText.ts";
import { partNotes, rarestAndUsual, secretsText, whoText } from "../shown.ts";
import {
  classAdvice,
  classMeanings,
  countsText,
  filesText,
  holdersText,
  holdingText,
  identicalText,
  isUsual,
  placesText,
  unneededText,
  waiverText,
} from "../words.ts";
import { fileHtml } from "./diff.ts";
import { element, escapeHtml } from "./syntax.ts";

/** Values of one name that are in sight; the others are folded. */
const mostHoldings = 8;

/** Values of one name that are folded; further ones are only counted. */
const mostFolded = 250;

/** A stack's section: its table, and what differs in the rendered files. */
export function stackHtml(stack: StackDrift): string {
  const { name, environments, counts, differences, unneeded, identical, base, files } = stack;
  const id = `stack-${escapeHtml(name)}`;
  const heading = `<h2 id="${id}">${escapeHtml(name)}</h2>`;
  const held = `data-environments="${escapeHtml(environments.join(" "))}"`;
  const who = whoText(stack, 12);
  if (environments.length < 2) {
    return `<section aria-labelledby="${id}" ${held}>${heading}<p>${escapeHtml(who)}; nothing to compare</p></section>\n`;
  }
  const rows = [
    ...differences.map((difference) => differenceHtml(difference, environments.length)),
    ...unneeded.map(unneededHtml),
    ...identical.map(identicalHtml),
  ];
  return `<section aria-labelledby="${id}" ${held}>
${heading}
<p>${escapeHtml(who)}</p>
<p class="counts">${escapeHtml(countsText(counts) + secretsText(stack))}</p>
${adviceHtml(counts)}<div class="scroll"><table class="names">
<caption>Variables and settings of ${escapeHtml(name)}</caption>
<thead><tr><th scope="col">Name</th><th scope="col">Class</th><th scope="col">Values</th></tr></thead>
<tbody>
${rows.join("")}</tbody>
</table></div>
${base !== undefined && files ? `<h3>Rendered files</h3>\n<p>${escapeHtml(filesText(base, files).replace("Rendered files: ", ""))}</p>\n${files.different.map((file) => fileHtml(file, base)).join("")}` : ""}</section>
`;
}

/** What to do, for the classes that there are. */
function adviceHtml(counts: DriftCounts): string {
  return ([...driftClasses, "unneeded"] as const)
    .flatMap((name) => {
      const advice = classAdvice[name];
      if (counts[name] === 0 || advice === undefined) return [];
      const words = `${name}: ${classMeanings[name]}. ${advice}`;
      return [`${element("p", "note", words)}\n`];
    })
    .join("");
}

function differenceHtml(difference: Difference, environments: number): string {
  const { class: itsClass, name, kind, reason, description, parts, waivers, place } = difference;
  const outliers = new Set(parts.flatMap((part) => outliersOf(part, environments)));
  const why = reason === undefined ? "" : element("p", "reason", reason);
  const waived = waivers.map((waiver) => element("p", "reason", waiverText(waiver))).join("");
  return `<tr data-class="${itsClass}" data-environments="${escapeHtml([...outliers].join(" "))}">
<th scope="row">${nameHtml(name, kind, description, place)}</th>
<td><span class="badge ${itsClass}">${itsClass}</span>${why}${waived}</td>
<td>${parts.map((part) => partHtml(name, part, environments)).join("")}</td>
</tr>
`;
}

function nameHtml(
  name: string,
  kind: Difference["kind"],
  description: string | undefined,
  place: Place | undefined,
): string {
  return [
    element("code", "name", name),
    kind === "setting" ? " (setting)" : "",
    description === undefined ? "" : element("span", "description", description),
    place === undefined ? "" : element("span", "place", placeText(place)),
  ].join("");
}

/** Environments that do not hold what more than half do; all of them where nothing is that common. */
function outliersOf({ holdings }: Part, environments: number): string[] {
  return holdings
    .filter(({ holders }) => holders.length * 2 <= environments)
    .flatMap(({ holders }) => holders.map(({ environment }) => environment));
}

function partHtml(name: string, part: Part, environments: number): string {
  const { path } = part;
  const title = path.length > 0 ? element("code", "path", pathText(name, path)) : "";
  const note = partNotes(part)
    .map((words) => element("p", "note", words))
    .join("");
  const { shown, left, usual } = rarestAndUsual(part, mostHoldings);
  const listed = (some: readonly Holding[]): string =>
    `<ul>${some.map((holding) => holdingHtml(holding, environments)).join("")}</ul>`;
  const inSight = `${title}${note}${listed([...shown, ...usual])}`;
  if (left.length === 0) return inSight;
  const more = left.length - mostFolded;
  const rest =
    more > 0 ? element("p", "note", `and ${more} more values: --format json has them`) : "";
  return `${inSight}<details class="more"><summary>${left.length} more values</summary>${listed(left.slice(0, mostFolded))}${rest}</details>`;
}

function holdingHtml(holding: Holding, environments: number): string {
  const names = holding.holders.map(({ environment }) => environment);
  const short = holdersText(holding, environments, 4);
  const who =
    names.length > 4
      ? `<details class="who"><summary>${escapeHtml(short)}</summary>${escapeHtml(names.join(", "))}</details>`
      : element("span", "who", short);
  // What most hold stays in sight beside what the chosen environment holds instead.
  const filtered = isUsual(holding, environments, 4)
    ? ""
    : ` data-environments="${escapeHtml(names.join(" "))}"`;
  return `<li${filtered}>${who}${element("code", "value", holdingText(holding))}${element("span", "place", placesText(holding))}</li>`;
}

function unneededHtml(entry: Unneeded): string {
  const { name, kind, place, environments } = entry;
  return `<tr data-class="unneeded" data-environments="${escapeHtml(environments.join(" "))}">
<th scope="row">${nameHtml(name, kind, undefined, place)}</th>
<td><span class="badge unneeded">unneeded</span></td>
<td>${element("p", "reason", unneededText(entry))}</td>
</tr>
`;
}

function identicalHtml(entry: Identical): string {
  const { name, kind, place } = entry;
  return `<tr data-class="identical" data-environments="">
<th scope="row">${nameHtml(name, kind, undefined, undefined)}</th>
<td><span class="badge identical">identical</span></td>
<td><ul><li><span class="who">all</span>${element("code", "value", identicalText(entry))}${place ? element("span", "place", placeText(place)) : ""}</li></ul></td>
</tr>
`;
}

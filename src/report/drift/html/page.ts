import { placeText } from "../../../diagnostics/phrases.ts";
import { type DriftReport, driftClasses, type Since } from "../../../model/drift.ts";
import { changeText, summarizeSince } from "../sinceWords.ts";
import { verdictText } from "../words.ts";
import { script } from "./script.ts";
import { stackHtml } from "./stack.ts";
import { style } from "./style.ts";
import { element, escapeHtml } from "./syntax.ts";

/** The report as one page that needs nothing else: no network, no file beside it. */
export function driftHtml(report: DriftReport): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Drift report</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<a class="skip" href="#results">Skip to the results</a>
<header>
<h1>Drift report</h1>
<p class="verdict ${report.verdict}">${escapeHtml(verdictText(report))}</p>
<p class="when">Waivers as of <time datetime="${report.today}">${report.today}</time></p>
</header>
${formHtml(report)}
<main id="results">
${report.since ? sinceHtml(report.since) : ""}${problemsHtml(report)}${report.stacks.map(stackHtml).join("")}</main>
<script>${script}</script>
</body>
</html>
`;
}

/** Hidden until the script that it needs runs. What is identical is not shown at first. */
function formHtml({ stacks }: DriftReport): string {
  const names = [...new Set(stacks.flatMap(({ environments }) => environments))];
  const classes = [...driftClasses, "unneeded", "identical"] as const;
  const boxes = classes.map((name) => {
    const total = stacks
      .filter(({ environments }) => environments.length > 1)
      .reduce((sum, { counts }) => sum + counts[name], 0);
    const checked = name === "identical" ? "" : " checked";
    return `<label><input type="checkbox" value="${name}"${checked}> ${name} ${total}</label>`;
  });
  const options = names.map((name) => `<option>${escapeHtml(name)}</option>`);
  return `<form role="search" aria-label="Filter" hidden>
<label>Search <input type="search" id="search" autocomplete="off" aria-keyshortcuts="/"> <kbd aria-hidden="true">/</kbd></label>
<label>Environment <select id="environment"><option value="">all</option>${options.join("")}</select></label>
<fieldset><legend>Classes</legend>${boxes.join("")}</fieldset>
<button type="reset">Reset</button>
<output id="shown" aria-live="polite"></output>
</form>`;
}

function problemsHtml({ problems, broken }: DriftReport): string {
  if (problems.length === 0) return "";
  const left =
    broken.length > 0
      ? `<p>Not compared: ${escapeHtml(broken.map(({ name }) => name).join(", "))}</p>`
      : "";
  const items = problems.map(({ severity, code, message, advice, place }) => {
    const where = place ? `<code>${escapeHtml(placeText(place))}</code>: ` : "";
    const what = `<span class="${severity}">${severity}</span> ${code}: ${escapeHtml(message)}`;
    return `<li>${where}${what}${advice ? `<p class="reason">${escapeHtml(advice)}</p>` : ""}</li>`;
  });
  return `<section class="problems" aria-labelledby="problems"><h2 id="problems">Problems</h2>${left}<ul>${items.join("")}</ul></section>\n`;
}

function sinceHtml(since: Since): string {
  const { title, groups, remarks } = summarizeSince(since);
  const items = groups.map(({ heading, changes }) => {
    if (changes.length === 0) return `<p>${escapeHtml(heading)}</p>`;
    const rows = changes.map(
      (change) =>
        `<li><code class="name">${escapeHtml(change.name)}</code>: ${escapeHtml(changeText(change))}</li>`,
    );
    return `<h3>${escapeHtml(heading)}</h3><ul>${rows.join("")}</ul>`;
  });
  const notes = remarks.map((remark) => element("p", "note", remark));
  return `<section aria-labelledby="since"><h2 id="since">${escapeHtml(title)}</h2>${[...items, ...notes].join("")}</section>\n`;
}

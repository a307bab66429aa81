import { count, placeText } from "../../../diagnostics/phrases.ts";
import { type DriftReport, driftClasses, type Since } from "../../../model/drift.ts";
import { changesOf, changeText, sinceTitle } from "../sinceWords.ts";
import { namesText, verdictText } from "../words.ts";
import { script } from "./script.ts";
import { stackHtml } from "./stack.ts";
import { style } from "./style.ts";
import { escapeHtml } from "./syntax.ts";

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
  const items = since.stacks.flatMap((stack) => {
    const { name, environmentsAdded, environmentsRemoved } = stack;
    const groups = changesOf(stack).map(({ title, changes }) => {
      const rows = changes.map(
        (change) =>
          `<li><code class="name">${escapeHtml(change.name)}</code>: ${escapeHtml(changeText(change))}</li>`,
      );
      return `<h3>${escapeHtml(`${name}: ${title}`)}</h3><ul>${rows.join("")}</ul>`;
    });
    return [
      ...(environmentsAdded.length > 0
        ? [`<p>${escapeHtml(`${name}: new environments: ${namesText(environmentsAdded, 12)}`)}</p>`]
        : []),
      ...(environmentsRemoved.length > 0
        ? [
            `<p>${escapeHtml(`${name}: environments that are gone: ${namesText(environmentsRemoved, 12)}`)}</p>`,
          ]
        : []),
      ...groups,
    ];
  });
  const nothing = items.length === 0 ? "<p>Nothing that is compared has changed.</p>" : "";
  const left =
    since.problems.length > 0
      ? `<p class="note">The revision itself had ${count(since.problems.length, "problem")}: what that concerns is not compared.</p>`
      : "";
  return `<section aria-labelledby="since"><h2 id="since">${escapeHtml(sinceTitle(since))}</h2>${nothing}${items.join("")}${left}</section>\n`;
}

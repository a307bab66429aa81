import { placeText } from "../../../diagnostics/phrases.ts";
import { driftClasses } from "../../../model/drift.ts";
import type { Contents } from "../decide.ts";
import { type Limits, unlimited } from "../limits.ts";
import { script } from "./script.ts";
import { stackHtml } from "./stack.ts";
import { style } from "./style.ts";
import { element, escapeHtml } from "./syntax.ts";

/** Limits of a page: everything is shown but long lists of values. */
export const htmlLimits: Limits = {
  ...unlimited,
  environments: 12,
  holders: 4,
  values: 8,
  folded: 250,
};

/** The report as one page that needs nothing else: no network, no file beside it. */
export function driftHtml(contents: Contents): string {
  const { today, verdict, conclusion, since, stacks } = contents;
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
<p class="verdict ${verdict}">${escapeHtml(conclusion)}</p>
<p class="when">Waivers as of <time datetime="${today}">${today}</time></p>
</header>
${formHtml(contents)}
<main id="results">
${since ? sinceHtml(since) : ""}${problemsHtml(contents)}${stacks.map(stackHtml).join("")}</main>
<script>${script}</script>
</body>
</html>
`;
}

/** Hidden until the script that it needs runs. What is identical is not shown at first. */
function formHtml({ stacks }: Contents): string {
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

function problemsHtml({ problems, notCompared }: Contents): string {
  if (problems.length === 0) return "";
  const left = notCompared === "" ? "" : `<p>Not compared: ${escapeHtml(notCompared)}</p>`;
  const items = problems.map(({ severity, code, message, advice, place }) => {
    const where = place ? `<code>${escapeHtml(placeText(place))}</code>: ` : "";
    const what = `<span class="${severity}">${severity}</span> ${code}: ${escapeHtml(message)}`;
    return `<li>${where}${what}${advice ? `<p class="reason">${escapeHtml(advice)}</p>` : ""}</li>`;
  });
  return `<section class="problems" aria-labelledby="problems"><h2 id="problems">Problems</h2>${left}<ul>${items.join("")}</ul></section>\n`;
}

function sinceHtml({ title, groups, remarks }: NonNullable<Contents["since"]>): string {
  const items = groups.map(({ heading, changes }) => {
    if (changes.shown.length === 0) return `<p>${escapeHtml(heading)}</p>`;
    const rows = changes.shown.map(
      ({ name, text }) => `<li>${element("code", "name", name)}: ${escapeHtml(text)}</li>`,
    );
    return `<h3>${escapeHtml(heading)}</h3><ul>${rows.join("")}</ul>`;
  });
  const notes = remarks.map((remark) => element("p", "note", remark));
  return `<section aria-labelledby="since"><h2 id="since">${escapeHtml(title)}</h2>${[...items, ...notes].join("")}</section>\n`;
}

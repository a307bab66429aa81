import { count } from "../../diagnostics/phrases.ts";
import type { Change } from "../../model/drift.ts";
import { groupBy } from "../../model/groupBy.ts";
import type {
  PlanGroup,
  RenderedDiff,
  Review,
  ReviewCell,
  ReviewRow,
  StackReview,
} from "../../model/review.ts";
import { labelOf, type Place } from "../../model/subject.ts";
import { codeSpan, details, fenced, limited, plain } from "../drift/markdownSyntax.ts";
import { namesText } from "../drift/words.ts";

/** GitHub takes 65,536 characters, and counts some as two. */
const mostCharacters = 60_000;

/** A table is cut before it leaves no room for the rest. */
const mostOfTable = 25_000;

/** Options of a review's format. */
export interface ReviewFormat {
  /** Makes an address of a line of a file, both relative to the repository; absent: there are no links. */
  readonly link?: (file: string, line: number) => string;
  /** Why there are no plans. */
  readonly withoutPlans?: string | undefined;
  readonly limit?: number;
}

/** The first line of a project's comment, which is not shown: the comment is found by it. */
export function reviewMarker({ folder }: Pick<Review, "folder">): string {
  return `<!-- terraloom review ${folder} -->`;
}

/** A review as the one comment of a pull request, or note of a merge request. */
export function reviewMarkdown(review: Review, format: ReviewFormat = {}): string {
  const { limit = mostCharacters } = format;
  const { folder, stacks, files, plans } = review;
  const placed = (text: string, place: Place | undefined): string =>
    place && format.link ? `[${text}](${format.link(folder + place.file, place.line)})` : text;
  const of = folder === "" ? "" : ` in ${codeSpan(folder)}`;
  const blocks = [
    `### What this changes${of}`,
    affectedText(review),
    ...verdictBlocks(review, placed),
    ...stacks.flatMap((stack) => stackBlocks(stack, placed)),
    ...planBlocks(review, format),
    ...plans.map((group) => planBlock(group, limit / 2)),
    ...files.map(fileBlock),
  ];
  const marker = reviewMarker(review);
  return `${marker}\n${limited(blocks, limit - marker.length - 1, "Run: npx terraloom drift-report --since REV")}`;
}

type Placed = (text: string, place: Place | undefined) => string;

function affectedText({ affected, removed, since }: Review): string {
  const compared = since
    ? ` Compared with where this left ${codeSpan(since.revision)} (${since.commit.slice(0, 12)}).`
    : "";
  const gone =
    removed.length > 0
      ? ` Gone: **${plain(namesText(removed, 6))}**; what they manage is not destroyed by that.`
      : "";
  if (!since) return "Which environments have other code is not known.";
  if (affected.length === 0) return `No environment has other code.${gone}${compared}`;
  const names = affected.map(({ environment }) => environment);
  const what = `${count(affected.length, "environment")} ${affected.length === 1 ? "has" : "have"} other code`;
  return `${what}: **${plain(namesText(names, 12))}**.${gone}${compared}`;
}

function verdictBlocks({ verdicts }: Review, placed: Placed): string[] {
  const shown = verdicts.slice(0, 20).map(({ ok, text, place }) => {
    const where = place ? ` ${placed(codeSpan(`${place.file}:${place.line}`), place)}` : "";
    return `- ${ok ? "✅" : "❌"} ${plain(text)}${where}`;
  });
  const more = verdicts.length > 20 ? [`- and ${verdicts.length - 20} more`] : [];
  return [[...shown, ...more].join("\n")];
}

/** Two to four environments have a column each; of more, those whose value changes are named. */
function stackBlocks({ name, environments, added, rows }: StackReview, placed: Placed): string[] {
  const title = `**${plain(name)}**`;
  const news = added.length > 0 ? [`${title}: new: ${plain(namesText(added, 12))}`] : [];
  if (rows.length === 0) return news;
  const hasColumns = environments.length >= 2 && environments.length <= 4;
  const columns = hasColumns ? environments : ["environments", "before", "after"];
  const head = [name, ...columns, "verdict"].map(plain);
  const lines = rows.flatMap((row) =>
    hasColumns ? [columnsOf(row, placed)] : groupsOf(row, placed),
  );
  let table = [head, head.map(() => "---")].map(lineOf).join("\n");
  let shown = 0;
  while (shown < lines.length && table.length < mostOfTable) {
    table += `\n${lineOf(lines[shown] ?? [])}`;
    shown++;
  }
  const left = lines.length - shown;
  return [...news, left > 0 ? `${table}\n\n... and ${left} more` : table];
}

function lineOf(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function nameOf({ change, place }: ReviewRow, placed: Placed): string {
  const renamed = change.renamedFrom === undefined ? "" : ` (was ${codeSpan(change.renamedFrom)})`;
  return placed(codeSpan(labelOf(change)), place) + renamed;
}

function columnsOf(row: ReviewRow, placed: Placed): string[] {
  const cells = row.cells.map((cell) => placed(cellText(cell), cell.place));
  return [nameOf(row, placed), ...cells, verdictText(row.change)];
}

/** A line for each pair of values: the same one in twelve environments is reported once. */
function groupsOf(row: ReviewRow, placed: Placed): string[][] {
  const changed = row.cells.filter(({ isChanged }) => isChanged);
  const groups = groupBy(changed, ({ before, after }) => JSON.stringify([before, after]));
  if (groups.size === 0) return [[nameOf(row, placed), "", "", "", verdictText(row.change)]];
  return [...groups.values()].map((cells) => {
    const [first] = cells;
    const names = cells.map(({ environment }) => environment);
    const after = placed(valueSpan(first?.after), first?.place);
    return [
      nameOf(row, placed),
      plain(namesText(names, 6)),
      valueSpan(first?.before),
      after,
      verdictText(row.change),
    ];
  });
}

function cellText({ before, after, isChanged }: ReviewCell): string {
  return isChanged ? `${valueSpan(before)} → ${valueSpan(after)}` : valueSpan(after);
}

function valueSpan(text: string | undefined): string {
  if (text === undefined) return "(absent)";
  return codeSpan(text.length > 80 ? `${text.slice(0, 77)}...` : text);
}

function verdictText({ before, after }: Change): string {
  const marks = {
    undeclared: "❌",
    expired: "❌",
    accepted: "⏳",
    declared: "",
    identical: "",
    missing: "",
  };
  if (after === "missing") return "gone";
  const said = after === "identical" ? "the same everywhere" : `${marks[after]} ${after}`.trim();
  return before === "missing" ? `new, ${said}` : said;
}

function planBlocks({ affected, unplanned }: Review, { withoutPlans }: ReviewFormat): string[] {
  if (unplanned.length === 0 || affected.length === 0) return [];
  const which = unplanned.length === affected.length ? "" : ` of ${plain(namesText(unplanned, 6))}`;
  const why = withoutPlans === undefined ? "none was made here" : plain(withoutPlans);
  return [`No plan${which}: ${why}.`];
}

function planBlock({ environments, summary, text }: PlanGroup, most: number): string {
  const same = environments.length > 1 ? `${count(environments.length, "environment")}: ` : "";
  const title = `Plan of ${same}${plain(namesText(environments, 6))}. ${plain(summary)}`;
  const isLong = text.length > most;
  const shown = isLong
    ? `${text.slice(0, most)}\n... cut off here: the run's log has all of it`
    : text;
  return details(title, fenced("", shown));
}

function fileBlock({ paths, diff }: RenderedDiff): string {
  const [first = ""] = paths;
  const more = paths.length > 1 ? ` and ${count(paths.length - 1, "file")} like it` : "";
  const others = paths.slice(1, 20).map((path) => `- ${codeSpan(path)}\n`);
  const list = others.length > 0 ? `${others.join("")}\n` : "";
  return details(`<code>${plain(first)}</code>${more}`, list + fenced("diff", diff));
}

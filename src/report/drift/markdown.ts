import { count, placeText } from "../../diagnostics/phrases.ts";
import {
  type Difference,
  type DriftClass,
  type DriftReport,
  failingClasses,
  type Holding,
  type Part,
  type Since,
  type StackDrift,
} from "../../model/drift.ts";
import { pathText } from "../../values/valueText.ts";
import { truncate } from "./layout.ts";
import { codeSpan, details, fenced, limited, plain } from "./markdownSyntax.ts";
import { byClass, firstOf, partNotes, rarestAndUsual, secretsText, whoText } from "./shown.ts";
import { changeText, summarizeSince } from "./sinceWords.ts";
import {
  classAdvice,
  classMeanings,
  countsText,
  filesText,
  holdersText,
  holdingText,
  identicalText,
  namesText,
  placesText,
  unneededText,
  verdictText,
  waiverText,
} from "./words.ts";

/** How much of a report a comment shows. */
export interface MarkdownOptions {
  /** Lists what is the same too. */
  readonly all: boolean;
  /** The most characters: GitHub refuses a comment of more than 65,536. What does not fit is left out, with a note. */
  readonly limit: number;
}

/** Values of one name that a table shows. */
const mostHoldings = 6;

/** Names of one class that its table shows, and places in one value. */
const mostDifferences = 40;
const mostParts = 10;

/** A longer value is cut. */
const longestValue = 120;

/** The report as a comment for a pull request: the verdict in sight, what may differ and the diffs folded. */
export function driftMarkdown(report: DriftReport, { all, limit }: MarkdownOptions): string {
  const sign = { agreed: "✅", drift: "❌", error: "❌" }[report.verdict];
  const blocks = [
    `${sign} **${plain(verdictText(report))}**`,
    ...(report.since ? sinceBlocks(report.since) : []),
    ...problemBlocks(report),
    ...report.stacks.flatMap((stack) => stackBlocks(stack, all)),
    ...report.stacks.flatMap(diffBlocks),
  ];
  return limited(blocks, limit);
}

function stackBlocks(stack: StackDrift, all: boolean): string[] {
  const { name, environments, counts, unneeded, identical, base, files } = stack;
  const who = whoText(stack, 6);
  if (environments.length < 2) {
    return [`**${plain(name)}**: ${plain(who)}; nothing to compare`];
  }
  const blocks = [
    `### ${plain(name)}: ${plain(who)}\n\n${countsText(counts)}${secretsText(stack)}. ${
      base !== undefined && files ? plain(filesText(base, files)) : ""
    }`.trimEnd(),
  ];
  for (const [itsClass, members] of byClass(stack)) {
    blocks.push(classBlock(itsClass, members, environments.length));
  }
  if (unneeded.length > 0) {
    const rows = unneeded.map((entry) => {
      const place = entry.place ? ` (${codeSpan(placeText(entry.place))})` : "";
      return `- ${codeSpan(entry.name)}: ${plain(unneededText(entry))}${place}`;
    });
    blocks.push(
      `**unneeded**: ${classMeanings.unneeded}. ${classAdvice.unneeded}\n\n${rows.join("\n")}`,
    );
  }
  if (all && identical.length > 0) {
    const rows = identical.map(
      (entry) =>
        `- ${codeSpan(entry.name)}: ${codeSpan(truncate(identicalText(entry), longestValue))}`,
    );
    blocks.push(details(`${identical.length} identical`, rows.join("\n")));
  }
  return blocks;
}

function classBlock(
  itsClass: DriftClass,
  members: readonly Difference[],
  environments: number,
): string {
  const head = `| name | environment | value | written in |\n| --- | --- | --- | --- |\n`;
  const { shown, left } = firstOf(members, mostDifferences);
  const rows = shown.flatMap((difference) => differenceRows(difference, environments));
  const names = left.map(({ name }) => name);
  const more = left.length > 0 ? `\n\nand ${left.length} more: ${plain(namesText(names, 20))}` : "";
  const table = head + rows.join("\n") + more;
  const advice = classAdvice[itsClass];
  if (failingClasses.includes(itsClass)) {
    const what = advice ? ` ${plain(advice)}` : "";
    return `**${itsClass}**: ${classMeanings[itsClass]}.${what}\n\n${table}`;
  }
  return details(`${members.length} ${itsClass}: ${classMeanings[itsClass]}`, table);
}

function differenceRows(difference: Difference, environments: number): string[] {
  const { name, kind, reason, waivers, parts } = difference;
  const why = [...(reason ? [reason] : []), ...waivers.slice(0, mostHoldings).map(waiverText)];
  const { shown, left } = firstOf(parts, mostParts);
  const rows = shown.flatMap((part, index) => {
    const notes = [
      ...(kind === "setting" ? ["setting"] : []),
      ...partNotes(part),
      ...(index === 0 ? why : []),
    ];
    const title = [codeSpan(pathText(name, part.path)), ...notes.map(plain)].join("<br>");
    return partRows(part, title, environments);
  });
  return left.length > 0 ? [...rows, `| and ${left.length} more places in it | | | |`] : rows;
}

function partRows(part: Part, title: string, environments: number): string[] {
  const { shown, left, usual } = rarestAndUsual(part, mostHoldings);
  const row = (holding: Holding, index: number): string => {
    const who = plain(holdersText(holding, environments, 3));
    const cells = [
      index === 0 ? title : "",
      who,
      codeSpan(truncate(holdingText(holding), longestValue)),
      codeSpan(placesText(holding)),
    ];
    return `| ${cells.join(" | ")} |`;
  };
  const rows = [...shown, ...usual].map(row);
  if (left.length === 0) return rows;
  return [...rows.slice(0, -1), `| | and ${left.length} more values | | |`, ...rows.slice(-1)];
}

function diffBlocks({ files }: StackDrift): string[] {
  return (files?.different ?? []).flatMap(({ path, groups, omitted }) => [
    ...groups.map(({ environments, diff }) =>
      details(`<code>${path}</code> of ${namesText(environments, 4)}`, fenced("diff", diff)),
    ),
    ...(omitted > 0
      ? [
          `${count(omitted, "more environment")} with another ${codeSpan(path)}: --format html or json has all values.`,
        ]
      : []),
  ]);
}

function problemBlocks({ problems }: DriftReport): string[] {
  if (problems.length === 0) return [];
  const rows = problems.map(({ severity, code, message, advice, place }) => {
    const where = place ? `${codeSpan(placeText(place))}: ` : "";
    return `- ${where}${severity} ${code}: ${plain(message)}${advice ? ` ${plain(advice)}` : ""}`;
  });
  return [`**problems**\n\n${rows.join("\n")}`];
}

function sinceBlocks(since: Since): string[] {
  const { title, groups, remarks } = summarizeSince(since);
  const lines = groups.flatMap(({ heading, changes }) => [
    `- ${plain(heading)}`,
    ...changes.map((change) => `  - ${codeSpan(change.name)}: ${plain(changeText(change))}`),
  ]);
  const list = lines.length > 0 ? [lines.join("\n")] : [];
  return [`**${plain(title)}**`, ...list, ...remarks];
}

import { problemBlocks } from "../problems/markdown.ts";
import type {
  ClassContents,
  Contents,
  DifferenceRow,
  PartRows,
  StackContents,
  ValueRow,
} from "./decide.ts";
import { truncate } from "./layout.ts";
import { type Limits, unlimited } from "./limits.ts";
import { codeSpan, details, fenced, limited, plain } from "./markdownSyntax.ts";
import { namesText } from "./words.ts";

/** Limits of a comment. */
export function markdownLimits(all: boolean): Limits {
  return {
    ...unlimited,
    environments: 6,
    holders: 3,
    differences: 40,
    parts: 10,
    values: 6,
    folded: 0,
    waivers: 6,
    unneeded: 40,
    identical: all ? unlimited.identical : 0,
    changes: 40,
  };
}

/** A longer value is cut. */
const longestValue = 120;

/**
 * The report as a comment for a pull request: the verdict in sight, what may differ and the diffs folded.
 *
 * @param limit the most characters: GitHub refuses a comment of more than 65,536. What does not fit is left out, with a note
 */
export function driftMarkdown(contents: Contents, limit: number): string {
  const { verdict, conclusion, since, problems, notCompared, stacks } = contents;
  const sign = { agreed: "✅", drift: "❌", error: "❌" }[verdict];
  const blocks = [
    `${sign} **${plain(conclusion)}**`,
    ...(since ? sinceBlocks(since) : []),
    ...problemBlocks(problems, notCompared),
    ...stacks.flatMap(stackBlocks),
    ...stacks.flatMap(diffBlocks),
  ];
  return limited(blocks, limit);
}

function stackBlocks(stack: StackContents): string[] {
  const { name, environments, who, countsText, classes, unneeded, identical, files } = stack;
  if (environments.length < 2) {
    return [`**${plain(name)}**: ${plain(who)}; nothing to compare`];
  }
  const rendered = files ? ` Rendered files: ${plain(files.text)}` : "";
  const blocks = [
    `### ${plain(name)}: ${plain(who)}\n\n${countsText}.${rendered}`,
    ...classes.map(classBlock),
  ];
  const { shown, more } = unneeded.entries;
  if (shown.length > 0) {
    const rows = shown.map(({ name: what, text, written }) => {
      const where = written === "" ? "" : ` (${codeSpan(written)})`;
      return `- ${codeSpan(what)}: ${plain(text)}${where}`;
    });
    const list = [...rows, ...(more === undefined ? [] : [`- ${more}`])].join("\n");
    blocks.push(`**unneeded**: ${unneeded.meaning}. ${unneeded.advice}\n\n${list}`);
  }
  if (identical.length > 0) {
    const rows = identical.map(
      (entry) => `- ${codeSpan(entry.name)}: ${codeSpan(truncate(entry.value, longestValue))}`,
    );
    blocks.push(details(`${identical.length} identical`, rows.join("\n")));
  }
  return blocks;
}

function classBlock(contents: ClassContents): string {
  const { class: itsClass, meaning, advice, fails, count, entries } = contents;
  const head = `| name | environment | value | written in |\n| --- | --- | --- | --- |\n`;
  const rows = entries.shown.flatMap(differenceRows);
  const more = entries.more === undefined ? "" : `\n\n${plain(entries.more)}`;
  const table = head + rows.join("\n") + more;
  if (!fails) return details(`${count} ${itsClass}: ${meaning}`, table);
  const what = advice ? ` ${plain(advice)}` : "";
  return `**${itsClass}**: ${meaning}.${what}\n\n${table}`;
}

function differenceRows({ kind, reason, waivers, parts }: DifferenceRow): string[] {
  const why = [reason, ...waivers.shown, waivers.more].filter((text) => text !== undefined);
  const rows = parts.shown.flatMap((part, index) => {
    const notes = [
      ...(kind === "setting" ? ["setting"] : []),
      ...part.notes,
      ...(index === 0 ? why : []),
    ];
    return partRows(part, [codeSpan(part.title), ...notes.map(plain)].join("<br>"));
  });
  return parts.more === undefined ? rows : [...rows, `| ${parts.more} | | | |`];
}

function partRows({ values, between }: PartRows, title: string): string[] {
  const row = ({ who, value, written }: ValueRow, index: number): string => {
    const cells = [
      index === 0 ? title : "",
      plain(who),
      codeSpan(truncate(value, longestValue)),
      codeSpan(written),
    ];
    return `| ${cells.join(" | ")} |`;
  };
  const rows = values.map(row);
  if (between.more === undefined) return rows;
  return [...rows.slice(0, -1), `| | ${between.more} | | |`, ...rows.slice(-1)];
}

function diffBlocks({ files }: StackContents): string[] {
  if (!files) return [];
  const blocks = files.diffs.map(({ path, environments, diff }) =>
    details(`<code>${path}</code> of ${namesText(environments, 4)}`, fenced("diff", diff)),
  );
  return files.more === undefined ? blocks : [...blocks, plain(files.more)];
}

function sinceBlocks({ title, groups, remarks }: NonNullable<Contents["since"]>): string[] {
  const lines = groups.flatMap(({ heading, changes: { shown, more } }) => [
    `- ${plain(heading)}`,
    ...shown.map(({ name, text }) => `  - ${codeSpan(name)}: ${plain(text)}`),
    ...(more === undefined ? [] : [`  - ${more}`]),
  ]);
  const list = lines.length > 0 ? [lines.join("\n")] : [];
  return [`**${plain(title)}**`, ...list, ...remarks];
}

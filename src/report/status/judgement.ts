import { shortHash } from "../../model/history.ts";
import type { StatusReport } from "../../model/status.ts";
import type { Judgement } from "../../status/mayApply.ts";
import { plain } from "../drift/markdownSyntax.ts";
import { plainStyle, type Style } from "../style.ts";
import type { StatusFormat } from "./format.ts";
import { withSentences } from "./json.ts";
import { problemBlocks } from "./markdown.ts";
import { refusalWords } from "./refusalWords.ts";

/** A judgement in the format that was asked for. All formats tell the same facts. */
export function formatJudgement(
  judgement: Judgement,
  report: StatusReport,
  format: StatusFormat,
  style: Style = plainStyle,
): string {
  switch (format) {
    case "text":
      return judgementText(judgement, report, style);
    case "json":
      return judgementJson(judgement, report);
    case "markdown":
      return judgementMarkdown(judgement, report);
  }
}

/** The judgement in one sentence. */
export function judgementSentence({
  environment,
  may,
  commit,
  before,
  rollback,
}: Judgement): string {
  const what = commit ? shortHash(commit.hash) : "this checkout";
  if (!may) return `${environment} may not be given ${what}`;
  if (rollback !== undefined)
    return `${environment} may be given ${what} as a rollback: ${rollback}`;
  const had = before.map(({ name, isPast }) => `${name} ${isPast ? "is past it" : "has had it"}`);
  return `${environment} may be given ${what}${had.length > 0 ? `: ${had.join(" and ")}` : ""}`;
}

function judgementText(judgement: Judgement, report: StatusReport, style: Style): string {
  const paint = judgement.may ? style.green : style.red;
  const lines = [style.bold(paint(judgementSentence(judgement)))];
  for (const refusal of judgement.refusals) {
    const { message, commits, advice } = refusalWords(refusal, judgement, report);
    lines.push(`  ${refusal.excused ? "although " : ""}${message}`);
    lines.push(...commits.map((line) => `    ${line}`));
    if (!refusal.excused) lines.push(`  ${style.cyan(advice)}`);
  }
  return `${lines.join("\n")}\n`;
}

function judgementJson(judgement: Judgement, report: StatusReport): string {
  const { version, environment, may, commit, before, rollback, refusals } = judgement;
  const document = {
    version,
    environment,
    may,
    sentence: judgementSentence(judgement),
    commit,
    before,
    rollback,
    refusals: refusals.map((refusal) => {
      const { message, advice } = refusalWords(refusal, judgement, report);
      return { kind: refusal.kind, excused: refusal.excused, message, advice };
    }),
    status: withSentences(report),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function judgementMarkdown(judgement: Judgement, report: StatusReport): string {
  const rows = judgement.refusals.map((refusal) => {
    const { message, commits, advice } = refusalWords(refusal, judgement, report);
    const below = commits.map((line) => `\n  - ${plain(line)}`).join("");
    const what = refusal.excused ? "" : ` ${plain(advice)}`;
    return `- ${refusal.excused ? "although " : ""}${plain(message)}.${what}${below}`;
  });
  const blocks = [
    `${judgement.may ? "✅" : "❌"} **${plain(judgementSentence(judgement))}**`,
    ...(rows.length > 0 ? [rows.join("\n")] : []),
    ...problemBlocks(report.problems),
  ];
  return `${blocks.join("\n\n")}\n`;
}

import { shortHash } from "../../model/history.ts";
import type { Before, Judgement } from "../../model/judgement.ts";
import type { StatusReport } from "../../model/status.ts";
import { plain } from "../drift/markdownSyntax.ts";
import { diagnosticBlocks } from "../problems/markdown.ts";
import { plainStyle, type Style } from "../style.ts";
import type { StatusFormat } from "./format.ts";
import { withSentences } from "./json.ts";
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
  if (!may) return `${what} must not be applied to ${environment} yet`;
  const allowed = `${what} may be applied to ${environment}`;
  if (rollback !== undefined) return `${allowed} as a rollback: ${rollback}`;
  const had = before.map((one) => beforeText(one, environment));
  return `${allowed}${had.length > 0 ? `: ${had.join(", ")}` : ""}`;
}

function beforeText({ name, has }: Before, environment: string): string {
  switch (has) {
    case "had":
      return `${name} has had it`;
    case "past":
      return `${name} is past it`;
    case "part":
      return `${name} has had all of it that ${environment} gets`;
    case "none":
      return `nothing that ${environment} gets by it is for ${name}`;
    case "not":
      return `${name} has not had it`;
  }
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
  const { main } = report;
  if (judgement.may && main?.remote !== undefined && main.hasHead) {
    lines.push(style.dim(`  on ${main.ref}, as it was last fetched here`));
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
    ...diagnosticBlocks(report.problems),
  ];
  return `${blocks.join("\n\n")}\n`;
}

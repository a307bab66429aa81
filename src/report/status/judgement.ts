import { shortHash } from "../../model/history.ts";
import type { Before, Judgement } from "../../model/judgement.ts";
import type { StatusReport } from "../../model/status.ts";
import { plain } from "../drift/markdownSyntax.ts";
import { jsonDocument } from "../json.ts";
import { diagnosticBlocks } from "../problems/markdown.ts";
import { plainStyle, type Style } from "../style.ts";
import { type StatusFormat, withSentences } from "./format.ts";
import { refusalWords } from "./refusalWords.ts";

/** A judgement in the requested format. All formats contain the same facts. */
export function formatJudgement(
  judgement: Judgement,
  report: StatusReport,
  format: StatusFormat,
  style: Style = plainStyle,
): string {
  const worded = inWords(judgement, report);
  switch (format) {
    case "text":
      return judgementText(worded, report, style);
    case "json":
      return judgementJson(worded, report);
    case "markdown":
      return judgementMarkdown(worded, report);
  }
}

type Worded = ReturnType<typeof inWords>;

function inWords(judgement: Judgement, report: StatusReport) {
  const sentence = judgementSentence(judgement);
  const refusals = judgement.refusals.map((refusal) => {
    const { kind, excused } = refusal;
    return { kind, excused, ...refusalWords(refusal, judgement, report) };
  });
  return { ...judgement, sentence, refusals };
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

function judgementText({ may, sentence, refusals }: Worded, { main }: StatusReport, style: Style) {
  const lines = [style.bold((may ? style.green : style.red)(sentence))];
  for (const { excused, message, commits, advice } of refusals) {
    lines.push(`  ${excused ? "although " : ""}${message}`);
    lines.push(...commits.map((line) => `    ${line}`));
    if (!excused) lines.push(`  ${style.cyan(advice)}`);
  }
  if (may && main?.remote !== undefined && main.hasHead) {
    lines.push(style.dim(`  on ${main.ref}, as it was last fetched here`));
  }
  return `${lines.join("\n")}\n`;
}

function judgementJson(judgement: Worded, report: StatusReport): string {
  const { version, environment, may, sentence, commit, before, rollback } = judgement;
  const refusals = judgement.refusals.map(({ commits: _, ...refusal }) => refusal);
  const all = { version, environment, may, sentence, commit, before, rollback, refusals };
  return jsonDocument({ ...all, status: withSentences(report) });
}

function judgementMarkdown({ may, sentence, refusals }: Worded, { problems }: StatusReport) {
  const rows = refusals.map(({ excused, message, commits, advice }) => {
    const below = commits.map((line) => `\n  - ${plain(line)}`).join("");
    const what = excused ? "" : ` ${plain(advice)}`;
    return `- ${excused ? "although " : ""}${plain(message)}.${what}${below}`;
  });
  const blocks = [
    `${may ? "✅" : "❌"} **${plain(sentence)}**`,
    ...(rows.length > 0 ? [rows.join("\n")] : []),
    ...diagnosticBlocks(problems),
  ];
  return `${blocks.join("\n\n")}\n`;
}

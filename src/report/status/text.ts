import { shortHash } from "../../model/history.ts";
import type { EnvironmentStatus, RemovedEnvironment, StatusReport } from "../../model/status.ts";
import type { Style } from "../style.ts";
import { notLookedAt } from "./planWords.ts";
import { summaryText } from "./summary.ts";
import { detailsOf, removedText, verdictText } from "./words.ts";

/** A status as a person reads it: an environment a line with what belongs to it, and the summary last. */
export function statusText(report: StatusReport, style: Style): string {
  const { environments, removed } = report;
  const width = Math.max(0, ...[...environments, ...removed].map(({ name }) => name.length));
  const lines = environments.flatMap((environment) => {
    const { name, verdict, planned } = environment;
    const isOther = planned?.kind === "changes" || planned?.kind === "failed";
    const colour = colours[verdict.kind];
    const paint = style[isOther && colour === "green" ? "red" : colour];
    const head = `${style.bold(name.padEnd(width))}  ${paint(verdictText(environment, report))}`;
    const details = detailsOf(environment).flatMap(({ title, lines: below }) => [
      `${" ".repeat(width)}  ${style.dim(title)}`,
      ...below.map((line) => `${" ".repeat(width)}    ${line}`),
    ]);
    return [head, ...details];
  });
  for (const gone of removed) {
    lines.push(`${style.bold(gone.name.padEnd(width))}  ${style.red(removedText(gone))}`);
    lines.push(...removedAdvice(gone).map((line) => `${" ".repeat(width)}  ${style.dim(line)}`));
  }
  const gap = lines.length > 0 ? [""] : [];
  const unknown = notLookedAt(report);
  if (unknown !== undefined) gap.push(style.dim(unknown));
  return `${[...lines, ...gap, style.bold(summaryText(report))].join("\n")}\n`;
}

/** How to destroy it, or to record that it is gone. */
function removedAdvice({ name, last, directory }: RemovedEnvironment): readonly string[] {
  return [
    `its code is in ${shortHash(last)}: git worktree add --detach ../before ${shortHash(last)}, and in ../before/${directory}: terraform init && terraform destroy`,
    `or say what became of it, in schema/index.ts: defineProject({ retired: { ${JSON.stringify(name)}: "why" } })`,
  ];
}

const colours: Readonly<
  Record<EnvironmentStatus["verdict"]["kind"], "green" | "yellow" | "red" | "magenta">
> = {
  converged: "green",
  incomplete: "red",
  unfinished: "red",
  behind: "yellow",
  ahead: "magenta",
  off: "magenta",
  unknown: "red",
  never: "yellow",
  elsewhere: "red",
  unreachable: "red",
};

import { firstFew } from "../../diagnostics/phrases.ts";
import type { AffectedReport, Reason } from "../../model/affected.ts";
import { jsonDocument } from "../json.ts";
import { problemJson } from "../problems/json.ts";
import type { Style } from "../style.ts";
import { wavesOf } from "./batches.ts";

/** The report for people: environments by wave, each with why. */
export function affectedText(
  { environments, removed, since }: AffectedReport,
  style: Style,
): string {
  if (!since) return "";
  const waves = wavesOf(environments);
  const width = Math.max(0, ...environments.map(({ environment }) => environment.length));
  const lines = [...waves].flatMap(([wave, members]) => [
    ...(waves.size > 1 || wave > 1 ? [style.bold(`wave ${wave}`)] : []),
    ...members.map(
      ({ environment, reasons }) =>
        `  ${environment.padEnd(width)}  ${style.dim(reasons.map(reasonText).join("; "))}`,
    ),
  ]);
  const gone = removed.map((name) => `  ${name.padEnd(width)}  ${style.dim("removed")}`);
  const all = [...lines, ...(gone.length > 0 ? [style.bold("gone"), ...gone] : [])];
  return all.length > 0 ? `${all.join("\n")}\n` : "";
}

/** The report as docs/json/affected.schema.json describes it. */
export function affectedJson(report: AffectedReport): string {
  return jsonDocument({ ...report, problems: report.problems.map(problemJson) });
}

/** The result in a sentence. */
export function affectedSummary({ environments, removed, since }: AffectedReport): string {
  if (!since) return "It is not known which environments are affected.";
  const gone = removed.length > 0 ? `, ${removed.length} removed` : "";
  const count =
    environments.length === 1 ? "1 environment is" : `${environments.length} environments are`;
  return `${count} affected${gone} since ${since.revision} (${since.commit.slice(0, 8)})`;
}

function reasonText({ kind, names }: Reason): string {
  if (names.length === 0 || kind === "lock file") return kind;
  const short = names.map((name) => name.slice(name.lastIndexOf("/") + 1));
  return `${kind} ${firstFew(short, 4)}`;
}

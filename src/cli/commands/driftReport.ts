import { type DriftOptions, driftReport } from "../../driftReport/driftReport.ts";
import { renderShard } from "../../driftReport/renderedFiles.ts";
import { folderInRepository } from "../../git/folderInRepository.ts";
import { projectAt } from "../../git/projectAt.ts";
import type { DriftReport } from "../../model/drift.ts";
import { loadProject, readProject } from "../../project/loadProject.ts";
import { driftFormats, formatDriftReport } from "../../report/drift/format.ts";
import { verdictText } from "../../report/drift/words.ts";
import { selectorHelp, selectorNames } from "../../resolve/selectEnvironments.ts";
import { type Arguments, type Command, type ExitCode, type Io, textOption } from "../command.ts";
import { currentDay, formatOf, refuse, rootOf, styleOf, writeOut } from "../options.ts";
import { shardOf, shardOption, tellAnswers } from "../sharding.ts";

export const command: Command = {
  names: selectorNames,
  description: `Compares the environments of each stack and classifies every difference: undeclared (nothing permits
it), expired (a waiver permitted it until a day that has passed), accepted (a waiver permits it
until a day) or declared (the schema permits it and gives the reason). Also shows permissions that
are not needed, where each value is written, and differences in the generated files. Exits 2 if
there are undeclared or expired differences.

${selectorHelp}`,
  examples: {
    "drift-report --since main": "first what a branch changes, then all differences",
    "drift-report --format html --out report.html": "an HTML page",
  },
  options: {
    "--base ENV":
      "compare generated files with those of this environment (default: the last in promotion order)",
    [`--format ${driftFormats.join("|")}`]: "format of the report (default: text)",
    "--out FILE": "write it to a file instead of stdout",
    "--all": "list everything, including identical values",
    "--since REV": "first list the changes since a git revision, such as main",
    ...shardOption,
    "--exit-zero": "exit 0 even if there are differences; errors still exit 1",
  },
  async run(given, io) {
    const root = rootOf(given, io);
    const since = textOption(given, "since");
    const past = since === undefined ? undefined : await projectAt(root, since);
    if (past && !past.ok) return refuse(past.problems, io);
    const shard = shardOf(given);
    // Only shards have to tell of which sources they are.
    const project = await (shard ? loadProject(root) : readProject(root));
    if (shard) {
      const found = renderShard(project, shard);
      return tellAnswers("drift-report", shard, [], project, found, io);
    }
    const report = driftReport(project, {
      ...driftOptions(given),
      environments: given.names,
      ...(past ? { since: { revision: String(since), ...past.value } } : {}),
    });
    return tellDrift(report, given, io);
  },
};

/** The options that a report has whether its files are rendered on this machine or on several. */
export function driftOptions(given: Arguments): DriftOptions {
  const base = textOption(given, "base");
  return {
    today: currentDay(),
    ...(base === undefined ? {} : { base }),
    ...(given.options.all ? { diffLimit: Number.POSITIVE_INFINITY } : {}),
  };
}

/** Prints a drift report, of files rendered on this machine or on several. */
export function tellDrift(report: DriftReport, given: Arguments, io: Io): ExitCode {
  const format = formatOf(given, driftFormats);
  const { out, all } = given.options;
  const toTerminal = out === undefined;
  const text = formatDriftReport(report, format, {
    all: all === true,
    prefix: folderInRepository(rootOf(given, io)),
    ...(toTerminal ? { style: styleOf(io.stdout, io) } : {}),
    ...(toTerminal && io.stdout.columns ? { columns: io.stdout.columns } : {}),
  });
  if (toTerminal) io.stdout.write(text);
  else if (!writeOut(String(out), text, io)) return 1;
  if (!toTerminal || format !== "text") io.stderr.write(`${verdictText(report)}\n`);
  const drift = given.options["exit-zero"] === true ? 0 : 2;
  return ({ error: 1, drift, agreed: 0 } as const)[report.verdict];
}

import { type DriftOptions, driftReport } from "../../driftReport/driftReport.ts";
import { renderShard } from "../../driftReport/renderedFiles.ts";
import { folderInRepository } from "../../git/folderInRepository.ts";
import { projectAt } from "../../git/projectAt.ts";
import type { DriftReport } from "../../model/drift.ts";
import { loadProject, readProject } from "../../project/loadProject.ts";
import { type DriftFormat, driftFormats, formatDriftReport } from "../../report/drift/format.ts";
import { verdictText } from "../../report/drift/words.ts";
import { selectorHelp, selectorNames } from "../../resolve/selectEnvironments.ts";
import type { Arguments, Command, ExitCode, Io } from "../command.ts";
import { choice, currentDay, refuse, rootOf, styleOf } from "../options.ts";
import { shardOf, shardOption, tellAnswers } from "../sharding.ts";
import { writeOut } from "../writeOut.ts";

/** `terraloom drift-report` */
export const command: Command = {
  names: selectorNames,
  description: `Compares the environments of each stack and classifies every difference: undeclared (nothing permits
it), expired (a waiver permitted it until a day that has passed), accepted (a waiver permits it
until a day) or declared (the schema permits it and gives the reason). Also shows permissions that
are not needed, where each value is written, and differences in the generated files. Exits 2 if
there are undeclared or expired differences.

${selectorHelp}`,
  examples: {
    "drift-report --since main": "what a branch changes, then all that differs",
    "drift-report --format html --out report.html": "a page to look at",
  },
  options: {
    "--base ENV":
      "compare generated files with those of this environment (default: the last in promotion order)",
    [`--format ${driftFormats.join("|")}`]: "format of the report (default: text)",
    "--out FILE": "write it to a file instead of stdout",
    "--all": "list everything, also identical values",
    "--since REV": "first list the changes since a git revision, such as main",
    ...shardOption,
    "--exit-zero": "exit 0 even if there are differences; errors still exit 1",
  },
  async run(given, io) {
    const { base, all, since } = given.options;
    const format = choice(given, "format", driftFormats, io);
    if (!format) return 1;
    const root = rootOf(given, io);
    const past = typeof since === "string" ? await projectAt(root, since) : undefined;
    if (past && !past.ok) return refuse(past.problems, io);
    const options: DriftOptions = {
      today: currentDay(),
      environments: given.names,
      ...(typeof base === "string" ? { base } : {}),
      ...(all ? { diffLimit: Number.POSITIVE_INFINITY } : {}),
      ...(past ? { since: { revision: String(since), ...past.value } } : {}),
    };
    const sharded = shardOf(given);
    if (!sharded.ok) return refuse(sharded.problems, io);
    const shard = sharded.value;
    // Only shards have to tell of which sources they are.
    const project = await (shard ? loadProject(root) : readProject(root));
    if (shard) {
      const found = renderShard(project, shard);
      return tellAnswers("drift-report", shard, [], project, found, io);
    }
    return tellDrift(driftReport(project, options), format, given, io);
  },
};

/** Prints a drift report, of files rendered on this machine or on several. */
export function tellDrift(
  report: DriftReport,
  format: DriftFormat,
  given: Arguments,
  io: Io,
): ExitCode {
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

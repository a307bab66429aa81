import { affectedReport } from "../../affected/affected.ts";
import { diagnostic, hasErrors } from "../../diagnostics/diagnostic.ts";
import { writeReports } from "../../files/writeReport.ts";
import { forgeOf } from "../../forge/forge.ts";
import { folderInRepository } from "../../git/folderInRepository.ts";
import type { AffectedReport } from "../../model/affected.ts";
import type { Project } from "../../model/project.ts";
import { failure, type Result, success } from "../../model/result.ts";
import { readProject } from "../../project/loadProject.ts";
import { atlantisText } from "../../render/atlantis.ts";
import { modulesOnDisk } from "../../render/reachedCode.ts";
import { affectedBuildkite } from "../../report/affected/buildkite.ts";
import { affectedGitlab } from "../../report/affected/gitlab.ts";
import { affectedMatrix } from "../../report/affected/matrix.ts";
import { affectedJson, affectedSummary, affectedText } from "../../report/affected/text.ts";
import { workOf } from "../../resolve/environmentWork.ts";
import { selectorHelp, selectorNames } from "../../resolve/selectEnvironments.ts";
import { shellWord } from "../../text/shellWord.ts";
import { type Arguments, type Command, type Io, textOption } from "../command.ts";
import { formatOf, refuse, rootOf, strayOptions, styleOf, tellProblems } from "../options.ts";

const formats = ["text", "json", "matrix", "gitlab", "buildkite", "atlantis"] as const;

const notFor: Readonly<Record<(typeof formats)[number], readonly string[]>> = {
  text: ["shards", "run", "out"],
  json: ["shards", "run", "out"],
  matrix: ["run", "out"],
  gitlab: ["out"],
  buildkite: [],
  atlantis: ["since", "committed", "shards", "run", "out"],
};

/** The default command of a job, run at the repository's root. */
const defaultCommand = "npm ci && npx terraloom verify $TERRALOOM_ENVIRONMENTS";

export const command: Command = {
  names: selectorNames,
  description: `Lists the environments whose code differs from a revision, why, and the wave of each. Compares the
digests that generate keeps, lock files, and handwritten files next to the generated ones, including
uncommitted changes. Renders nothing. The formats for CI systems describe jobs: a matrix for
$GITHUB_OUTPUT, a GitLab child pipeline, Buildkite pipelines, or the atlantis.yaml of all
environments. Exits 0 whether or not environments are affected.

${selectorHelp}`,
  examples: {
    "affected --since origin/main": "what this branch changes",
    'affected --format matrix >> "$GITHUB_OUTPUT"': "the jobs of a GitHub workflow",
    "affected --format gitlab > plan.yml": "a child pipeline",
    "affected --format buildkite --out pipelines": "files to upload one after the other",
  },
  options: {
    "--since REV":
      "compare with the merge base of HEAD and this revision (default: in CI the target branch of the pull or merge request, else the main branch; on the main branch HEAD, or its parent if nothing is uncommitted)",
    "--committed": "ignore uncommitted changes",
    [`--format ${formats.join("|")}`]: "format of the output (default: text)",
    "--shards JOBS": "maximum number of jobs in a wave",
    "--run COMMAND": `command of a GitLab or Buildkite job (default: ${defaultCommand})`,
    "--out FOLDER": "folder for the Buildkite pipelines",
  },
  conflicts(given) {
    const format = formatOf(given, formats);
    const reason = { kind: "no-effect", beside: `--format ${format}` } as const;
    return strayOptions(given, notFor[format], reason);
  },
  async run(given, io) {
    const format = formatOf(given, formats);
    const project = await readProject(rootOf(given, io));
    if (format === "atlantis" && !hasErrors(project.problems)) {
      io.stdout.write(atlantis(project));
      return 0;
    }
    const since = textOption(given, "since") ?? forgeOf(io.env)?.base;
    const report = affectedReport(project, {
      environments: given.names,
      committed: given.options.committed === true,
      ...(since === undefined ? {} : { since }),
    });
    if (format !== "json") tellProblems(report.problems, "text", io);
    if (format === "json") io.stdout.write(affectedJson(report));
    if (report.verdict === "error") return 1;
    io.stderr.write(`${affectedSummary(report)}\n`);
    if (format === "json") return 0;
    if (format === "text") {
      io.stdout.write(affectedText(report, styleOf(io.stdout, io)));
      return 0;
    }
    const jobs = jobsText(format, project, report, given, io);
    if (!jobs.ok) return refuse(jobs.problems, io);
    io.stdout.write(jobs.value);
    return 0;
  },
};

/** The jobs of a CI system; empty where they are written to files. */
function jobsText(
  format: (typeof formats)[number],
  project: Project,
  report: AffectedReport,
  given: Arguments,
  io: Io,
): Result<string> {
  const folder = folderInRepository(project.root);
  const enter = folder === "" ? "" : `cd ${shellWord(folder)} && `;
  const command = textOption(given, "run") ?? enter + defaultCommand;
  const most = textOption(given, "shards");
  const shards = most === undefined ? undefined : Number(most);
  if (format === "matrix") {
    return affectedMatrix(report, workOf(project.environments).at(-1)?.wave ?? 0, shards);
  }
  if (format === "gitlab") return affectedGitlab(report, command, shards);
  const pipelines = affectedBuildkite(report, command, folder, shards);
  const out = textOption(given, "out");
  if (out !== undefined) {
    const named = pipelines.map((text, index) => {
      const name = `pipeline-${String(index + 1).padStart(3, "0")}.yml`;
      return [name, text] as const;
    });
    writeReports(io.cwd, out, new Map(named), /^pipeline-\d{3,}\.yml$/);
    return success("");
  }
  const [only = "steps: []\n", ...others] = pipelines;
  if (others.length === 0) return success(only);
  const wants = `where the ${pipelines.length} pipelines go, since Buildkite takes 500 jobs at once`;
  return failure(diagnostic("answer-missing", { option: "--out", wants }));
}

function atlantis({ root, files, environments, schema }: Project): string {
  const given = schema.atlantis ?? { prefix: folderInRepository(root), file: {}, projects: {} };
  const text = atlantisText(given, environments, modulesOnDisk(files));
  return `# Made by terraloom affected. With atlantis: true in schema/index.ts, generate keeps it.\n${text}`;
}

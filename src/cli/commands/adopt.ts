import type { TakenNames } from "../../adopt/existingProject.ts";
import { existingProject, takenBy } from "../../adopt/existingProject.ts";
import { formattedFirst } from "../../adopt/formatFirst.ts";
import { type Proposal, propose } from "../../adopt/propose.ts";
import { adoptionMarkdown, adoptionReport, adoptionText } from "../../adopt/report.ts";
import { type TakenOver, takeOver } from "../../adopt/takeOver.ts";
import { writeAdopted } from "../../adopt/write.ts";
import { type Diagnostic, diagnostic, hasErrors } from "../../diagnostics/diagnostic.ts";
import { disk } from "../../files/disk.ts";
import { keptText } from "../../init/report.ts";
import type { FileChange } from "../../model/fileChange.ts";
import { nextStep } from "../answers/adoptionStep.ts";
import { askIn } from "../ask.ts";
import { finishKilled } from "../changing.ts";
import {
  type Arguments,
  type Command,
  type ExitCode,
  type Io,
  listOption,
  textOption,
} from "../command.ts";
import { Interview } from "../interview.ts";
import { joinAll } from "../joining.ts";
import { refuseToWrite, rootOf, styleOf, tellProblems, writeOut } from "../options.ts";

export const command: Command = {
  names: "[FOLDER...]",
  description: `Adopts the existing Terraform code in place: finds the folders that are environments of one kind,
and writes a schema, specs and templates that generate the same files, byte for byte, except for a
first line that names terraloom. Text that environments share is written once; literals that differ
become values in the specs; what only some environments have becomes a setting. All of it is
verified before anything is written. Handwritten modules are not changed.`,
  examples: {
    adopt: "shows what it would do, and asks",
    "adopt --yes": "accepts every proposal, and asks nothing",
    "adopt --format": "only formats the files, as a separate change before",
    "adopt 'live/*/network' --stack network": "adds a stack to an existing project",
    "adopt environments/qa": "adds a handwritten environment to a stack",
    "adopt 'infra/environments/*' --except infra/environments/global --dry-run": "writes nothing",
  },
  options: {
    "--yes": "accept every proposal without a question",
    "--dry-run": "print what would be done, and write nothing",
    "--except FOLDER...": "a folder, or a pattern with *, to ignore; repeatable",
    "--stack NAME": "name of the stack, if all environments are of one kind (default: deployment)",
    "--format":
      "only format the environments' files with terraform fmt, so that they share more text",
    "--report FILE": "write the report as Markdown, for the pull request",
  },
  run: runAdopt,
};

async function runAdopt(given: Arguments, io: Io): Promise<ExitCode> {
  const root = rootOf(given, io);
  const wasKilled = await finishKilled(root, io);
  if (wasKilled === undefined) return 1;
  const found = await existingProject(root);
  if (!found.ok) return refuseToWrite(found.problems, io);
  const project = found.value;
  const interview = new Interview(given, askIn(io));
  const stack = textOption(given, "stack");
  const beside = project && takenBy(project);
  for (let folders = given.names; ; ) {
    const proposal = propose(disk(root), {
      folders,
      except: listOption(given, "except"),
      ...(stack === undefined ? {} : { stack }),
      ...(beside ? { existing: beside } : {}),
    });
    if (wasKilled && project && proposal.plan.stacks.length === 0) {
      io.stderr.write("The existing code is adopted.\n");
      return 0;
    }
    if (proposal.newEnvironments.length > 0) return joinAll(root, proposal, interview, io);
    const unfit = [...nameFaults(stack, beside), ...faultsOf(proposal, beside)];
    if (unfit.length > 0) return refuseToWrite(unfit, io);
    const unformatted = formattedFirst(proposal.plan);
    if (given.options.format === true) return formatAlone(root, unformatted, given, io);
    const taken = await takeOver(root, proposal.plan, project);
    if (hasErrors(taken.problems)) return refuseToWrite(taken.problems, io);
    if (!tellProposal(proposal, taken, given, io)) return 1;
    const answer = await nextStep(proposal, unformatted.length, interview);
    if (answer === "nothing") {
      io.stderr.write("Nothing was written.\n");
      return 0;
    }
    if (answer === "format") return formatAlone(root, unformatted, given, io);
    if (answer === "write") return write(taken, io);
    folders = answer;
  }
}

/** @returns whether it could be written */
function tellProposal(proposal: Proposal, taken: TakenOver, given: Arguments, io: Io): boolean {
  const { root, folder, missed } = taken;
  const report = adoptionReport(taken, proposal.alone, disk(root));
  io.stdout.write(adoptionText(report));
  if (folder !== "") io.stderr.write(placeText(folder, missed));
  const file = textOption(given, "report");
  return file === undefined || writeOut(file, adoptionMarkdown(report), io);
}

async function write(taken: TakenOver, io: Io): Promise<ExitCode> {
  const { changes, kept } = taken;
  const problems = await writeAdopted(taken.root, changes);
  if (hasErrors(problems)) return refuseToWrite(problems, io);
  tellProblems(
    taken.problems.filter(({ code }) => code === "file-ignored"),
    "text",
    io,
  );
  io.stderr.write(keptText(kept, styleOf(io.stderr, io)));
  const install = changes.some(({ path }) => path === "package.json") ? " Run: npm install" : "";
  io.stderr.write(`${changes.length} files written.${install}\n`);
  return 0;
}

/** Only formats the files to adopt, as a change that can be reviewed by itself. */
async function formatAlone(
  root: string,
  changes: readonly FileChange[],
  { options }: Arguments,
  io: Io,
): Promise<ExitCode> {
  const isDryRun = options["dry-run"] === true;
  const problems = isDryRun || changes.length === 0 ? [] : await writeAdopted(root, changes);
  if (hasErrors(problems)) return refuseToWrite(problems, io);
  io.stdout.write(changes.map(({ path }) => `formatted ${path}\n`).join(""));
  io.stderr.write(
    changes.length === 0
      ? "All files are formatted already.\n"
      : isDryRun
        ? "Nothing was written: this was a dry run.\n"
        : "Commit that as a separate change. Then: npx terraloom adopt\n",
  );
  return 0;
}

function placeText(folder: string, missed: readonly string[]): string {
  return `The project is ${folder}/, since ${missed.join(", ")} here ${missed.length === 1 ? "is" : "are"} not terraloom's: run the commands there, or with --root ${folder}\n`;
}

function nameFaults(
  stack: string | undefined,
  beside: TakenNames | undefined,
): readonly Diagnostic[] {
  const name = beside?.stacks.find((one) => one.toLowerCase() === stack?.toLowerCase());
  return name === undefined ? [] : [diagnostic("adopt-stack-taken", { name })];
}

function faultsOf(
  { unknown, plan, alone, outside }: Proposal,
  beside: TakenNames | undefined,
): readonly Diagnostic[] {
  if (unknown.length > 0) return unknown.map((folder) => diagnostic("adopt-unknown", { folder }));
  if (plan.stacks.length > 0) return [];
  if (beside && outside.length > 0) {
    return [diagnostic("adopt-outside", { folders: outside, output: beside.output })];
  }
  return [diagnostic("adopt-nothing", { alone })];
}

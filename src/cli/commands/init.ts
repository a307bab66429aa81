import { propose } from "../../adopt/propose.ts";
import { findRoots } from "../../adopt/roots.ts";
import { type Diagnostic, hasErrors } from "../../diagnostics/diagnostic.ts";
import { disk } from "../../files/disk.ts";
import type { Blueprint } from "../../init/blueprint.ts";
import { conflicts } from "../../init/conflicts.ts";
import { existingStates } from "../../init/existingStates.ts";
import { toolingPaths } from "../../init/files/projectFiles.ts";
import { prepareInit, writeInit } from "../../init/init.ts";
import { ignoredBy } from "../../init/kept.ts";
import { stackNameFault } from "../../init/names.ts";
import { ownPackage } from "../../init/ownPackage.ts";
import { filesText, keptText, nextText } from "../../init/report.ts";
import { ciSystems } from "../../init/repositorySetup.ts";
import { starter } from "../../init/starter.ts";
import type { Files } from "../../model/files.ts";
import { schemaEntry } from "../../model/layout.ts";
import { type Result, success } from "../../model/result.ts";
import { adoptArguments, leadToAdopt, leftBeside } from "../answers/leadToAdopt.ts";
import { checkOwners, repositoryOf, repositorySetupOf } from "../answers/repositorySetup.ts";
import { stackAnswers, stackOptions } from "../answers/stack.ts";
import { askIn } from "../ask.ts";
import { finishKilled } from "../changing.ts";
import type { Arguments, Command, ExitCode, Io } from "../command.ts";
import { Interview } from "../interview.ts";
import { refuseToWrite, rootOf, styleOf, tellProblems } from "../options.ts";
import { runUpdate } from "../updating.ts";
import { command as adopt } from "./adopt.ts";

export const command: Command = {
  description: `Creates a project in this folder on which generate, check and verify work at once: schema/, templates/, a
spec for each environment, generated/, a test, a CI workflow and a README. Asks for what is not
given. No file is overwritten: an existing package.json, README.md and the like stay as they are.

In a repository with Terraform environments, use adopt, which keeps them in place. With --module or
--backend, init ignores them.`,
  examples: {
    init: "asks for what it needs to know",
    "init --stack app --environment staging --environment production --backend local":
      "asks nothing",
  },
  options: {
    "--stack NAME": "what every environment is an instance of, such as deployment",
    ...stackOptions,
    [`--ci ${ciSystems.join("|")}`]:
      "the CI system to write a pipeline for (default: the one that the repository uses, else github)",
    "--owner ENV=WHO...":
      "who reviews an environment, such as production=@org/ops: writes CODEOWNERS; repeatable",
    "--update":
      "update README, pipeline and the other files that init wrote; your changes are kept",
    "--dry-run": "list the files, and write nothing",
  },
  run: (given, io) => (given.options.update === true ? runUpdate(given, io) : runInit(given, io)),
};

async function runInit(given: Arguments, io: Io): Promise<ExitCode> {
  const root = rootOf(given, io);
  const { top, repository, found: place } = repositoryOf(root);
  const interview = new Interview(given, askIn(io));
  const refuse = (problems: readonly Diagnostic[]): ExitCode =>
    refuseToWrite(problems, io, interview.typed);
  for (const folder of new Set([root, top])) {
    const wasKilled = await finishKilled(folder, io);
    if (wasKilled === undefined) return 1;
    if (wasKilled && disk(root).kind(schemaEntry) !== undefined) {
      io.stderr.write("The project is created. Check it: npx terraloom check\n");
      return 0;
    }
  }
  const setup = repositorySetupOf(interview, place);
  // Before anybody is asked anything.
  const blocked = conflicts(repository, place.folder, toolingPaths(setup));
  const isProject = blocked?.code === "init-exists" && blocked.args.found === "project";
  const there = isProject ? undefined : propose(disk(root), { folders: [], except: [] });
  const lead = there ? await leadToAdopt(there, interview) : "new";
  if (lead === "adopt") return adopt.run(adoptArguments(given), io);
  if (blocked || lead === undefined) {
    return refuse([...interview.problems, ...(blocked ? [blocked] : [])]);
  }
  const blueprint = await begin(disk(root), interview);
  if (!blueprint.ok) return refuse(blueprint.problems);
  checkOwners(setup, blueprint.value.environments, interview);
  if (interview.problems.length > 0) return refuse(interview.problems);
  const prepared = await prepareInit(repository, setup, blueprint.value, ownPackage());
  if (!prepared.ok) return refuse(prepared.problems);
  const dryRun = given.options["dry-run"] === true;
  const problems = dryRun ? [] : await writeInit(top, prepared.value);
  if (hasErrors(problems)) return refuse(problems);
  const { files, kept, warnings } = prepared.value;
  io.stdout.write(filesText(prepared.value, dryRun, styleOf(io.stdout, io)));
  const ignored = ignoredBy(top, files.keys());
  io.stderr.write(keptText([...kept, ...ignored], styleOf(io.stderr, io)));
  tellProblems([...warnings, ...(there ? leftBeside(there) : [])], "text", io);
  const isRepository = repository.kind(".git") !== undefined;
  const next = { packages: place.packages, isRepository };
  io.stderr.write(
    dryRun
      ? "Nothing was written: this was a dry run.\n"
      : nextText(prepared.value, blueprint.value, next),
  );
  return 0;
}

/** A project that begins with nothing, by what is answered. */
async function begin(files: Files, interview: Interview): Promise<Result<Blueprint>> {
  const name = {
    option: "--stack",
    ask: "Name of the stack: what each environment is an instance of",
    wants: "what every environment is an instance of, such as deployment",
    initial: "deployment",
    refuse: stackNameFault,
  };
  const answers = await stackAnswers(name, [], interview);
  const shared = answers ? existingStates(findRoots(files), answers) : [];
  if (shared.length > 0) {
    interview.wrong("--backend", { kind: "shared-state", folders: shared });
  }
  if (interview.problems.length > 0 || !answers) return interview.failure();
  return success(starter(answers));
}

import { propose } from "../../adopt/propose.ts";
import {
  type Diagnostic,
  diagnostic,
  hasErrors,
  sortDiagnostics,
} from "../../diagnostics/diagnostic.ts";
import { disk } from "../../files/disk.ts";
import { backends } from "../../init/backends.ts";
import type { Blueprint } from "../../init/blueprint.ts";
import { conflicts } from "../../init/conflicts.ts";
import { adopt } from "../../init/existing/adopt.ts";
import { backendFound, sharedStates } from "../../init/existing/backend.ts";
import { type Existing, readExisting } from "../../init/existing/read.ts";
import { surroundingPaths } from "../../init/files/projectFiles.ts";
import { prepareInit, writeInit } from "../../init/init.ts";
import { ignoredBy } from "../../init/kept.ts";
import { ownPackage } from "../../init/ownPackage.ts";
import { filesText, keptText, nextText, takenOverText } from "../../init/report.ts";
import { starter } from "../../init/starter.ts";
import { ciSystems } from "../../init/surroundings.ts";
import type { Files } from "../../model/files.ts";
import { failure, type Result, success } from "../../model/result.ts";
import { finishKilledRun } from "../../transaction/underLock.ts";
import { firstAnswers, otherAnswers } from "../answers/init.ts";
import { repositoryOf, surroundingsOf, unknownOwners } from "../answers/surroundings.ts";
import { askIn, Cancelled } from "../ask.ts";
import type { Arguments, Command, ExitCode, Io } from "../command.ts";
import { listOption } from "../command.ts";
import { Interview, typedText } from "../interview.ts";
import { refuseToWrite, rootOf, styleOf, tellProblems } from "../options.ts";
import { runUpdate } from "../updating.ts";

/** `terraloom init` */
export const initCommand: Command = {
  name: "init",
  description: `Begins a project in this folder: schema/, templates/, a spec for each environment, generated/, a test, a
workflow and a README, that generates, checks and verifies at once. What is not said is asked for.
No file is overwritten: package.json, README.md and the like stay as they are if they are there.

In a repository with environments/ (or live/) and modules/, those are taken over, as long as environments differ
in values alone: the modules are copied to templates/, and what environments hold goes into schema and specs. Nothing
that is there is changed. With --module or --backend they are left alone.`,
  examples: [
    ["init", "asks for what it needs to know"],
    [
      "init --stack app --environment staging --environment production --backend local",
      "asks nothing",
    ],
  ],
  options: {
    stack: {
      type: "string",
      value: "NAME",
      help: "what every environment is an instance of, such as deployment",
    },
    module: {
      type: "string",
      value: "NAME",
      multiple: true,
      help: "a Terraform module that environments share; repeatable (default: one of the stack's name)",
    },
    environment: {
      type: "string",
      value: "NAME",
      multiple: true,
      help: "an environment; repeatable, in the order in which they take a change (default: those there)",
    },
    backend: {
      type: "string",
      value: backends.map(({ type }) => type).join("|"),
      help: "where Terraform keeps states",
    },
    "backend-value": {
      type: "string",
      value: "KEY=VALUE",
      multiple: true,
      help: "an attribute of the backend, such as bucket=my-states; repeatable",
    },
    ci: {
      type: "string",
      value: ciSystems.join("|"),
      help: "whose pipeline is written (default: what the repository has, else github)",
    },
    owner: {
      type: "string",
      value: "ENV=WHO",
      multiple: true,
      help: "who reviews an environment, such as production=@org/ops: writes CODEOWNERS; repeatable",
    },
    update: {
      type: "boolean",
      help: "bring README, pipeline and the others that init wrote up to date; what you changed in them stays",
    },
    "dry-run": { type: "boolean", help: "say which files there would be, and write nothing" },
  },
  run: (given, io) => (given.options.update === true ? runUpdate(given, io) : runInit(given, io)),
};

async function runInit(given: Arguments, io: Io): Promise<ExitCode> {
  const root = rootOf(given, io);
  const files = disk(root);
  const { top, repository, found: place } = repositoryOf(root);
  const interview = new Interview(given, askIn(io));
  const refuse = (problems: readonly Diagnostic[]): ExitCode =>
    refuseToWrite(problems, io, typedText(interview));
  for (const folder of new Set([root, top])) {
    const killed = await finishKilledRun(folder);
    if (!killed.ok) return refuse(killed.problems);
  }
  const surroundings = surroundingsOf(interview, place);
  // Before anybody is asked anything.
  const blocked = conflicts(repository, place.folder, surroundingPaths(surroundings));
  if (blocked) return refuse([blocked]);
  const existing = await readExisting(files);
  const begun = await begin(files, existing, interview).catch((thrown) => {
    if (thrown instanceof Cancelled) return failure<Diagnostic>();
    throw thrown;
  });
  if (!begun.ok) return refuse(begun.problems);
  const { blueprint, isTakenOver, problems: found } = begun.value;
  const unknown = unknownOwners(surroundings, blueprint.environments);
  if (unknown.length > 0) return refuse(unknown);
  const prepared = await prepareInit(repository, surroundings, blueprint, ownPackage());
  if (!prepared.ok) {
    if (isTakenOver) io.stderr.write(takenOverWrongly);
    return refuse([...found, ...prepared.problems]);
  }
  const project = prepared.value;
  const dryRun = given.options["dry-run"] === true;
  if (!dryRun) {
    const problems = await writeInit(top, project);
    if (hasErrors(problems)) return refuse(problems);
  }
  const [out, err] = [styleOf(io.stdout, io), styleOf(io.stderr, io)];
  io.stdout.write(filesText(project, dryRun, out));
  const ignored = ignoredBy(top, project.files.keys());
  io.stderr.write(keptText([...project.kept, ...ignored], err));
  tellProblems([...found, ...project.warnings], "text", io);
  if (existing && isTakenOver) io.stderr.write(takenOverText(existing, blueprint));
  io.stderr.write(
    dryRun
      ? "Nothing was written: this was a dry run.\n"
      : nextText(project, blueprint, {
          packages: place.packages,
          isRepository: repository.kind(".git") !== undefined,
        }),
  );
  return 0;
}

const takenOverWrongly = `The project that init makes of what is here has these problems. With --module NAME it begins with a module of
its own, and leaves alone what is here.

`;

/** A project to write, and what is to be known of it. */
interface Begun {
  readonly blueprint: Blueprint;
  /** Whether it is what was there already. */
  readonly isTakenOver: boolean;
  /** Warnings. */
  readonly problems: readonly Diagnostic[];
}

/** Takes over what is there, if modules are, and if nothing else was asked for; else begins with nothing. */
async function begin(
  files: Files,
  existing: Existing | undefined,
  interview: Interview,
): Promise<Result<Begun>> {
  const { given } = interview;
  const names = existing?.environments.map(({ name }) => name) ?? [];
  const first = await firstAnswers(names, interview);
  const asksForOthers =
    listOption(given, "module").length > 0 || given.options.backend !== undefined;
  const reasons: Diagnostic[] = [];
  if (
    existing &&
    !asksForOthers &&
    existing.modules.length > 0 &&
    !isSameSet(names, first.environments)
  ) {
    const problem = `${existing.folder}/ has ${names.join(", ")}: name all of them, or with --module leave them alone`;
    interview.wrong("--environment", problem);
  }
  if (
    existing &&
    existing.modules.length > 0 &&
    interview.problems.length === 0 &&
    !asksForOthers
  ) {
    const adopted = await adopt(existing, first.stack, first.environments);
    if ("blueprint" in adopted) {
      return success({ blueprint: adopted.blueprint, isTakenOver: true, problems: adopted.notes });
    }
    reasons.push(...sortDiagnostics(adopted.reasons));
  }
  const there = asksForOthers ? [] : environmentsThere(files);
  if (there.length > 0) {
    return interview.failure(...reasons, diagnostic("init-adopt", { folders: there }));
  }
  const found = existing && (await backendFound(existing));
  const answers = await otherAnswers(first, found, interview);
  // Nobody is given another project than the one that is there without having asked for it.
  if (reasons.length > 0 && !interview.asker) {
    const wants =
      "the modules that are there cannot be taken over (see above), so name one to begin with";
    interview.missing("--module", wants);
  }
  const shared = existing && answers ? await sharedStates(existing, answers) : [];
  if (shared.length > 0) {
    const problem = `states would be those of ${shared.join(", ")}, and applying would destroy what they hold`;
    const advice = "Give another place for states, or environments other names.";
    interview.wrong("--backend", problem, advice);
  }
  if (interview.problems.length > 0 || !answers) {
    return failure(...reasons, ...interview.problems);
  }
  return success({ blueprint: starter(answers), isTakenOver: false, problems: reasons });
}

/** Folders that adopt would take over where they stand. */
function environmentsThere(files: Files): readonly string[] {
  const { plan } = propose(files, { folders: [], except: [] });
  return plan.stacks.flatMap(({ members }) => members.map(({ root }) => root.folder));
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.includes(name));
}

import { adopt } from "../../adopt/adopt.ts";
import { type Proposal, propose } from "../../adopt/propose.ts";
import { adoptionMarkdown, adoptionText } from "../../adopt/report.ts";
import { summarize } from "../../adopt/summary.ts";
import { inTheWay, surroundings } from "../../adopt/surroundings.ts";
import { writeAdopted } from "../../adopt/write.ts";
import { type Diagnostic, diagnostic, hasErrors } from "../../diagnostics/diagnostic.ts";
import { disk } from "../../files/disk.ts";
import { ignoredFiles } from "../../git/ignoredFiles.ts";
import { ownPackage } from "../../init/ownPackage.ts";
import { keptText } from "../../init/report.ts";
import { finishKilledRun } from "../../transaction/underLock.ts";
import { askIn, Cancelled } from "../ask.ts";
import type { Arguments, Command, ExitCode, Io } from "../command.ts";
import { listOption, textOption } from "../command.ts";
import { refuseToWrite, rootOf, styleOf, tellProblems } from "../options.ts";
import { writeOut } from "../writeOut.ts";

/** `terraloom adopt` */
export const adoptCommand: Command = {
  name: "adopt",
  names: "[FOLDER...]",
  description: `Takes over the Terraform that is here, where it stands: finds the folders that are environments of one
kind, and writes a schema, specs and templates that make the same files, byte for byte, but for a first line that says
what makes them. What environments have in common comes once; literals that differ become values in the specs; what only
some have becomes a setting. All of it is proved before any of it is written. Modules by hand stay as they are.`,
  examples: [
    ["adopt", "shows what it would do, and asks"],
    ["adopt --yes", "takes every proposal, and asks nothing"],
    ["adopt 'infra/environments/*' --except infra/environments/global --dry-run", "writes nothing"],
  ],
  options: {
    yes: { type: "boolean", help: "take every proposal, and ask nothing" },
    "dry-run": { type: "boolean", help: "say what would be done, and write nothing" },
    except: {
      type: "string",
      value: "FOLDER",
      multiple: true,
      help: "leave a folder alone; a pattern with * too; repeatable",
    },
    stack: {
      type: "string",
      value: "NAME",
      help: "what the environments are instances of, where all are of one kind (default: deployment)",
    },
    report: {
      type: "string",
      value: "FILE",
      help: "keep the report as markdown, for the pull request",
    },
  },
  run: runAdopt,
};

async function runAdopt(given: Arguments, io: Io): Promise<ExitCode> {
  const root = rootOf(given, io);
  const killed = await finishKilledRun(root);
  if (!killed.ok) return refuseToWrite(killed.problems, io);
  const files = disk(root);
  const stack = textOption(given, "stack");
  const proposal = propose(files, {
    folders: given.names,
    except: listOption(given, "except"),
    ...(stack === undefined ? {} : { stack }),
  });
  const unfit = faultsOf(proposal);
  if (unfit.length > 0) return refuseToWrite(unfit, io);
  const { changes, kept } = surroundings(files, ownPackage());
  const adopted = await adopt(root, proposal.plan, ownPackage(), {
    ignored: ignoredIn(root, proposal),
    around: changes,
  });
  const blocked = [...inTheWay(files, adopted.sources.keys()), ...adopted.problems];
  if (hasErrors(blocked)) return refuseToWrite(blocked, io);
  const report = {
    stacks: summarize(adopted, files),
    alone: proposal.alone,
    faults: adopted.faults,
  };
  io.stdout.write(adoptionText(report));
  const file = textOption(given, "report");
  if (file !== undefined && !writeOut(file, adoptionMarkdown(report), io)) return 1;
  if (given.options["dry-run"] === true || !(await isWanted(given, io))) {
    io.stderr.write("Nothing was written.\n");
    return 0;
  }
  const all = [...changes, ...adopted.changes];
  const problems = await writeAdopted(root, all);
  if (hasErrors(problems)) return refuseToWrite(problems, io);
  tellProblems(
    blocked.filter(({ code }) => code === "file-ignored"),
    "text",
    io,
  );
  io.stderr.write(keptText(kept, styleOf(io.stderr, io)));
  const install = changes.some(({ path }) => path === "package.json") ? " Run: npm install" : "";
  io.stderr.write(`${all.length} files written.${install}\n`);
  return 0;
}

function faultsOf({ unknown, plan, alone, values }: Proposal): readonly Diagnostic[] {
  if (unknown.length > 0) return unknown.map((folder) => diagnostic("adopt-unknown", { folder }));
  if (plan.stacks.length > 0) return [];
  return [
    diagnostic("adopt-nothing", {
      alone: alone.map(({ folder, why }) => `${folder}: ${why}`),
      values,
    }),
  ];
}

/** Files that git does not keep: their values may be nobody else's business. */
function ignoredIn(root: string, { plan }: Proposal): (path: string) => boolean {
  const paths = plan.stacks.flatMap(({ members }) =>
    members.flatMap((member) =>
      [...member.root.files.keys()].map((name) => `${member.root.folder}/${name}`),
    ),
  );
  const ignored = new Set(ignoredFiles(root, paths).flatMap((one) => one.paths));
  return (path) => ignored.has(path);
}

/** In a terminal nothing is written before a person has seen what it would be. */
async function isWanted(given: Arguments, io: Io): Promise<boolean> {
  const asker = askIn(io);
  if (given.options.yes === true || !asker) return true;
  try {
    const answer = await asker.one("Write it?", [{ value: "yes" }, { value: "no" }]);
    return answer === "yes";
  } catch (thrown) {
    if (thrown instanceof Cancelled) return false;
    throw thrown;
  }
}

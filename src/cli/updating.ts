import { hasErrors } from "../diagnostics/diagnostic.ts";
import { disk } from "../files/disk.ts";
import { testFiles, toolingFiles } from "../init/files/projectFiles.ts";
import { ownPackage } from "../init/ownPackage.ts";
import { printRecord, readRecord, recordPath } from "../init/record.ts";
import { updatedText } from "../init/report.ts";
import { usualBranch } from "../init/repositorySetup.ts";
import { recordedTexts, updateChanges, updateFiles } from "../init/update.ts";
import type { FileChange } from "../model/fileChange.ts";
import type { Project } from "../model/project.ts";
import { loadProject } from "../project/loadProject.ts";
import { commitUnderLock } from "../transaction/underLock.ts";
import { checkOwners, repositoryOf, repositorySetupOf } from "./answers/repositorySetup.ts";
import { finishKilled } from "./changing.ts";
import type { Arguments, ExitCode, Io } from "./command.ts";
import { Interview } from "./interview.ts";
import { refuseToWrite, rootOf, styleOf } from "./options.ts";

/** Runs `init --update`. Exits 2 where a file stays behind because a person changed the same lines. */
export async function runUpdate(given: Arguments, io: Io): Promise<ExitCode> {
  const root = rootOf(given, io);
  for (const folder of new Set([root, repositoryOf(root).top])) {
    if ((await finishKilled(folder, io)) === undefined) return 1;
  }
  const project = await loadProject(root);
  if (hasErrors(project.problems)) return refuseToWrite(project.problems, io);
  const record = recordPath(project.schema.layout);
  const before = readRecord(disk(root), record);
  const recorded = before?.texts ?? {};
  const known = before && (before.branch ?? usualBranch);
  const { top, repository, found } = repositoryOf(root, known);
  const interview = new Interview(given);
  const owners = new Map(Object.entries(before?.owners ?? {}));
  const setup = repositorySetupOf(interview, found, {
    ...(before ? { ci: before.ci } : {}),
    owners,
  });
  const described = describedBy(project);
  checkOwners(setup, described.environments, interview);
  if (interview.problems.length > 0) return refuseToWrite(interview.problems, io);
  const tests = [...testFiles].map(([path, text]) => [found.folder + path, text] as const);
  const texts = new Map([...toolingFiles(described, ownPackage(), setup), ...tests]);
  const updated = updateFiles(repository, texts, recorded);
  const text = printRecord(setup, recordedTexts(updated, texts, recorded));
  const old = repository.read(found.folder + record);
  const recordChange: FileChange = {
    path: found.folder + record,
    ...(old ? { before: old } : {}),
    after: text,
  };
  const isRecorded = old !== undefined && Buffer.from(old).toString() === text;
  const changes = [...updateChanges(updated), ...(isRecorded ? [] : [recordChange])];
  const dryRun = given.options["dry-run"] === true;
  const problems = dryRun || changes.length === 0 ? [] : await commitUnderLock(top, changes);
  if (problems.length > 0) return refuseToWrite(problems, io);
  io.stdout.write(updatedText(updated, dryRun, styleOf(io.stdout, io)));
  if (dryRun) io.stderr.write("Nothing was written: this was a dry run.\n");
  else if (updated.every(({ outcome }) => outcome === "unchanged" || outcome === "removed")) {
    io.stderr.write("nothing to do: all that init wrote is up to date.\n");
  }
  return updated.some(({ outcome }) => outcome === "conflict") ? 2 : 0;
}

function describedBy({ schema, environments }: Project) {
  const stacks = [...schema.stacks.values()];
  const calls = stacks.flatMap((stack) => [...stack.calls.values()]);
  const modules = new Set(calls.flatMap(({ module }) => module ?? []));
  return {
    stack: stacks[0]?.name ?? "",
    modules: [...modules],
    environments: environments.map(({ name }) => name),
  };
}

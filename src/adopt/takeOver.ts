import { posix } from "node:path";
import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { disk } from "../files/disk.ts";
import { ignoredAmong } from "../git/ignoredFiles.ts";
import type { Kept } from "../init/kept.ts";
import { ownPackage } from "../init/ownPackage.ts";
import type { FileChange } from "../model/fileChange.ts";
import type { Files } from "../model/files.ts";
import type { Project } from "../model/project.ts";
import { finishKilledRun } from "../transaction/underLock.ts";
import { type Adopted, adopt } from "./adopt.ts";
import { pathIn, type Root } from "./roots.ts";
import type { AdoptionPlan } from "./stacks.ts";
import { inTheWay, toolingChanges } from "./toolingFiles.ts";

/** A project as it will be, in the folder that it will be in. */
export interface TakenOver {
  /** Below the repository; "" is the repository itself. */
  readonly folder: string;
  readonly root: string;
  readonly files: Files;
  readonly adopted: Adopted;
  /** All files to write. */
  readonly changes: readonly FileChange[];
  readonly kept: readonly Kept[];
  /** Files that would be in the project's way at the repository's root. */
  readonly missed: readonly string[];
  /** Warnings, or what keeps it from being written. */
  readonly problems: readonly Diagnostic[];
}

/** Makes stacks of environments, in a project that is there. */
export async function takeIn(project: Project, plan: AdoptionPlan): Promise<TakenOver> {
  const { root, files } = project;
  const adopted = await adopt(root, plan, ownPackage(), {
    ignored: ignoredIn(root, plan),
    project,
  });
  const { changes, problems } = adopted;
  return { folder: "", root, files, adopted, changes, kept: [], missed: [], problems };
}

/**
 * Makes a project of environments, in the repository's own folder, or in the one that holds them all where something of
 * the project's is there already, as templates of somebody else's.
 */
export async function takeOver(repository: string, plan: AdoptionPlan): Promise<TakenOver> {
  const whole = await takeOverIn(repository, "", plan);
  const missed = whole.problems.flatMap((one) =>
    one.code === "adopt-in-the-way" ? one.args.paths : [],
  );
  if (missed.length === 0 || plan.output === "") return whole;
  const inside = await takeOverIn(repository, plan.output, planBelow(plan));
  return hasErrors(inside.problems) ? whole : { ...inside, missed };
}

async function takeOverIn(
  repository: string,
  folder: string,
  plan: AdoptionPlan,
): Promise<TakenOver> {
  const root = posix.join(repository, folder);
  const killed = await finishKilledRun(root);
  const files = disk(root);
  const own = ownPackage();
  const around = toolingChanges(files, own);
  const adopted = await adopt(root, plan, own, {
    ignored: ignoredIn(root, plan),
    around: around.changes,
  });
  return {
    folder,
    root,
    files,
    adopted,
    changes: [...around.changes, ...adopted.changes],
    kept: around.kept,
    missed: [],
    problems: [
      ...(killed.ok ? [] : killed.problems),
      ...inTheWay(files, adopted.sources.keys()),
      ...adopted.problems,
    ],
  };
}

/** The same plan as seen from its output folder. */
function planBelow({ output, stacks }: AdoptionPlan): AdoptionPlan {
  const below = (path: string): string => posix.relative(output, path);
  const rootBelow = (root: Root): Root => ({
    ...root,
    folder: below(root.folder),
    calls: root.calls.map(below),
    ...(root.values
      ? { values: { path: below(root.values.path), of: rootBelow(root.values.of) } }
      : {}),
  });
  return {
    output: "",
    stacks: stacks.map((stack) => ({
      ...stack,
      members: stack.members.map(({ name, root }) => ({ name, root: rootBelow(root) })),
    })),
  };
}

/** Files that git ignores: their values may be private. */
function ignoredIn(root: string, { stacks }: AdoptionPlan): (path: string) => boolean {
  const paths = stacks.flatMap(({ members }) =>
    members.flatMap((member) =>
      [...member.root.files.keys()].map((name) => pathIn(member.root, name)),
    ),
  );
  return ignoredAmong(root, paths);
}

import { posix } from "node:path";
import { compareText } from "../diagnostics/diagnostic.ts";
import type { LeftAlone } from "../diagnostics/messages/adopt.ts";
import type { Files } from "../model/files.ts";
import { foldersAbove, isSource, layoutOf, outputFile } from "../model/layout.ts";
import { headerIn } from "../render/fileKind.ts";
import { unfitPart } from "../specs/names.ts";
import { pathPattern } from "../text/pathPattern.ts";
import type { TakenNames } from "./existingProject.ts";
import { areAlike, type Group } from "./groups.ts";
import { groupWithValues } from "./groupWithValues.ts";
import type { NewEnvironment } from "./joinStack.ts";
import { findRoots, type Root } from "./roots.ts";
import { type AdoptionPlan, planStacks } from "./stacks.ts";
import { findValues } from "./valuesFiles.ts";

/** What a person asked for. */
export interface AdoptionRequest {
  /** Folders, or patterns of them with `*`; none: all that are there. */
  readonly folders: readonly string[];
  /** Folders that are left alone. */
  readonly except: readonly string[];
  readonly stack?: string;
  /** What the project has that is there already. */
  readonly existing?: TakenNames;
}

/** What adopting proposes to take over. */
export interface Proposal {
  readonly plan: AdoptionPlan;
  readonly alone: readonly LeftAlone[];
  /** Folders in the place where a stack of the existing project has its environments. */
  readonly newEnvironments: readonly NewEnvironment[];
  /** Requested folders without Terraform code. */
  readonly unknown: readonly string[];
  /** Folders outside of the existing project's output folder. */
  readonly outside: readonly string[];
}

/** Looks for environments in a repository. Paths are relative to it. */
export function propose(files: Files, request: AdoptionRequest): Proposal {
  const { folders, except, stack, existing: beside } = request;
  const roots = findRoots(files).filter(({ folder }) => !beside || !isSource(folder.split("/")));
  const wanted = folders.map(cleanPath);
  const refused = except.map(cleanPath);
  const isChosen = (path: string): boolean =>
    wanted.length === 0 || wanted.some((pattern) => matches(pattern, path));
  const isRefused = (path: string): boolean => refused.some((pattern) => matches(pattern, path));
  const taken = findValues(
    files,
    roots,
    (path, { folder }) => !isRefused(path) && (isChosen(path) || isChosen(folder)),
  );
  const chosen = roots.filter(({ folder }) => isChosen(folder) && !isRefused(folder));
  const made = chosen.filter(isGenerated);
  const byHand = chosen.filter((root) => !made.includes(root));
  const reaches = (folder: string): boolean => !beside || matches(beside.output || ".", folder);
  const outside = byHand.filter(({ folder }) => !reaches(folder));
  const newcomers = byHand.flatMap((root): NewEnvironment[] => {
    const newcomer = beside && stack === undefined ? newEnvironmentOf(root, beside) : undefined;
    if (!beside || !newcomer) return [];
    // Other things may lie there too: unless a person names it, it has to be like an environment of that stack.
    const isLike = (other: Root): boolean =>
      placesOf(other.folder, beside).some(({ stack }) => stack === newcomer.stack) &&
      areAlike(root, other);
    return wanted.length > 0 || made.some(isLike) ? [newcomer] : [];
  });
  const joining = new Set(newcomers.map(({ root }) => root));
  const found = groupWithValues(
    byHand.filter((root) => !outside.includes(root) && !joining.has(root)),
    taken.filter(({ root, group }) => reaches(root.folder) && !group.some(isGenerated)),
    { areChosen: wanted.length > 0, mayBeOnly: beside === undefined },
  );
  const plan = planStacks(found.groups, stack, beside);
  const unfit = plan.stacks.flatMap(({ members }) =>
    members.flatMap(({ name, root }): LeftAlone[] => {
      const part = unfitPart(name);
      return part === undefined ? [] : [{ folder: placeIn(root), why: { kind: "name", part } }];
    }),
  );
  const isUnfit = (root: Root): boolean => unfit.some(({ folder }) => folder === placeIn(root));
  const fit = found.groups
    .map((group): Group => group.filter((root) => !isUnfit(root)))
    .filter((group) => group.length > 0);
  const leave = (some: readonly Root[], why: LeftAlone["why"]): readonly LeftAlone[] =>
    some.map(({ folder }) => ({ folder, why }));
  const alone = [
    ...found.alone,
    ...unfit,
    ...leave(
      roots.filter(({ folder }) => isRefused(folder)),
      { kind: "excepted" },
    ),
    ...leave(wanted.length > 0 ? made : [], { kind: "generated" }),
    ...leave(outside, { kind: "outside", output: beside?.output ?? "" }),
  ];
  return {
    plan: unfit.length > 0 ? planStacks(fit, stack, beside) : plan,
    alone: alone
      .map(({ folder, why }) => ({ folder: folder || ".", why }))
      .sort((a, b) => compareText(a.folder, b.folder)),
    outside: outside.map(({ folder }) => folder),
    newEnvironments: newcomers,
    unknown: wanted.filter(
      (pattern) =>
        !roots.some(({ folder }) => matches(pattern, folder)) &&
        !taken.some(({ group }) => group.some((root) => matches(pattern, placeIn(root)))),
    ),
  };
}

/** Where an environment is: its folder, or its file of values. */
function placeIn({ folder, values }: Root): string {
  return values?.path ?? folder;
}

/** What a folder would be in a stack that has its environments there. */
function newEnvironmentOf(root: Root, beside: TakenNames): NewEnvironment | undefined {
  if (root.values) return undefined;
  const taken = beside.environments.map((name) => name.toLowerCase());
  const place = placesOf(root.folder, beside).find(
    ({ name }) => !taken.includes(name.toLowerCase()) && unfitPart(name) === undefined,
  );
  return place && { root, ...place };
}

/** The stacks whose patterns a folder fits, and what the environment is called in each. */
function placesOf(
  folder: string,
  { output, patterns }: TakenNames,
): readonly Omit<NewEnvironment, "root">[] {
  return [...patterns].flatMap(([stack, pattern]): Omit<NewEnvironment, "root">[] => {
    const [before = "", after] = pattern.split("{environment}");
    if (after === undefined) return [];
    const start = outputFile(layoutOf(output), before);
    const isThere = folder.startsWith(start) && folder.endsWith(after);
    const name = folder.slice(start.length, folder.length - after.length);
    return isThere && name !== "" ? [{ stack, name }] : [];
  });
}

/** Whether a file of it begins with the line that says what made it. */
function isGenerated({ files }: Root): boolean {
  return [...files].some(([name, text = ""]) => headerIn(name, text, false) !== undefined);
}

function cleanPath(path: string): string {
  return posix.normalize(path).replace(/\/$/, "");
}

/** Whether a folder is one that a pattern names, or below one. */
function matches(pattern: string, folder: string): boolean {
  return pattern === "." || [folder, ...foldersAbove(folder)].some(pathPattern(pattern));
}

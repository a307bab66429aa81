import { posix } from "node:path";
import type { Files } from "../model/files.ts";
import { isSource } from "../model/layout.ts";
import { isReadByTerraform } from "../render/codeTree.ts";
import { headerIn } from "../render/fileKind.ts";
import { type Group, groupRoots } from "./groups.ts";
import { findRoots, passedOver, type Root } from "./roots.ts";
import { type AdoptionPlan, nameFault, planStacks, type Taken } from "./stacks.ts";

/** What a person asked for. */
export interface AdoptionRequest {
  /** Folders, or patterns of them with `*`; none: all that are there. */
  readonly folders: readonly string[];
  /** Folders that are left alone. */
  readonly except: readonly string[];
  /** The name of the stack, where there is one. */
  readonly stack?: string;
  /** What the project has that is there already. */
  readonly beside?: Taken;
}

/** A folder that is left as it is. */
export interface LeftAlone {
  readonly folder: string;
  readonly why: string;
}

/** What adopting proposes to take over. */
export interface Proposal {
  readonly plan: AdoptionPlan;
  readonly alone: readonly LeftAlone[];
  /** What was asked for and is no folder of Terraform code. */
  readonly unknown: readonly string[];
  /** Files of values that lie beside each other and are given with `-var-file`, where no environment is a folder. */
  readonly values: readonly string[];
  /** Folders that the output of the project that is there cannot go to. */
  readonly outside: readonly string[];
}

/** Looks for environments in a repository. Paths are relative to it. */
export function propose(
  files: Files,
  { folders, except, stack, beside }: AdoptionRequest,
): Proposal {
  const roots = findRoots(files).filter(({ folder }) => !beside || !isSource(folder.split("/")));
  const wanted = folders.map(cleanPath);
  const refused = except.map(cleanPath);
  const isChosen = (root: Root): boolean =>
    wanted.length === 0 || wanted.some((pattern) => matches(pattern, root.folder));
  const isRefused = (root: Root): boolean =>
    refused.some((pattern) => matches(pattern, root.folder));
  const chosen = roots.filter((root) => isChosen(root) && !isRefused(root));
  const made = chosen.filter(isGenerated);
  const byHand = chosen.filter((root) => !made.includes(root));
  const outside = byHand.filter((root) => beside && !matches(beside.output || ".", root.folder));
  const { groups, alone } = groupRoots(
    byHand.filter((root) => !outside.includes(root)),
    wanted.length > 0,
    beside === undefined,
  );
  const plan = planStacks(groups, stack, beside);
  const unfit = plan.stacks.flatMap(({ members }) =>
    members.flatMap(({ name, root }) => {
      const why = nameFault(name);
      return why === undefined ? [] : [{ root, why }];
    }),
  );
  const fit = groups
    .map((group): Group => group.filter((root) => !unfit.some((one) => one.root === root)))
    .filter((group) => group.length > 0);
  const others = [
    ...[...alone, ...unfit].map(({ root, why }) => ({ folder: root.folder, why })),
    ...roots.filter(isRefused).map(({ folder }) => ({ folder, why: "--except names it" })),
    ...(wanted.length > 0 ? made : []).map(({ folder }) => ({
      folder,
      why: "a project of terraloom makes it already",
    })),
    ...outside.map(({ folder }) => ({
      folder,
      why: `it is outside of ${beside?.output}/, where the project's output goes`,
    })),
  ];
  return {
    plan: unfit.length > 0 ? planStacks(fit, stack, beside) : plan,
    alone: others.sort((a, b) => (a.folder < b.folder ? -1 : 1)),
    values: groups.length > 0 ? [] : valueFiles(files, ""),
    outside: outside.map(({ folder }) => folder),
    unknown: wanted.filter((pattern) => !roots.some((root) => matches(pattern, root.folder))),
  };
}

/** Whether a file of it begins with the line that says what made it. */
function isGenerated({ files }: Root): boolean {
  return [...files].some(([name, text = ""]) => headerIn(name, text, false) !== undefined);
}

function valueFiles(files: Files, folder: string): readonly string[] {
  const entries = files.list(folder);
  const below = entries
    .filter(({ name, kind }) => kind === "directory" && !passedOver.test(name))
    .flatMap(({ name }) => valueFiles(files, posix.join(folder, name)));
  const own = entries.flatMap(({ name, kind }) =>
    kind === "file" && name.endsWith(".tfvars") && !isReadByTerraform(name)
      ? [posix.join(folder, name)]
      : [],
  );
  return own.length > 1 ? [...own, ...below] : below;
}

function cleanPath(path: string): string {
  return posix.normalize(path).replace(/\/$/, "");
}

/** Whether a folder is one that a pattern names, or below one. */
function matches(pattern: string, folder: string): boolean {
  if (pattern === ".") return true;
  const source = pattern
    .split("/")
    .map((step) =>
      step === "**"
        ? ".*"
        : step
            .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
            .replaceAll("*", "[^/]*")
            .replaceAll("?", "[^/]"),
    )
    .join("/");
  return new RegExp(`^${source}(?:/|$)`).test(folder);
}

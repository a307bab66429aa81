import { posix } from "node:path";
import { folderOf } from "../model/layout.ts";
import type { TakenNames } from "./existingProject.ts";
import { environmentStep, type Group } from "./groups.ts";
import type { Root } from "./roots.ts";
import { belowFolder, noShape, shapeOf } from "./shape.ts";
import { commonSteps, stepsOf } from "./steps.ts";

/** A group as a stack of the project: where it is, and what its environments are called. */
export interface StackPlan {
  readonly name: string;
  /** Below the output folder, with `{environment}` or `{name}`. */
  readonly pattern: string;
  /** Where environments are files of values: the root module that they are for, below the output folder. */
  readonly rootModule?: string;
  readonly members: readonly { readonly name: string; readonly root: Root }[];
}

/** What is to be taken over, and where its output goes. */
export interface AdoptionPlan {
  /** The folder that holds environments and modules; "" is the project's root. */
  readonly output: string;
  readonly stacks: readonly StackPlan[];
}

/**
 * Names stacks and environments by their folders: as short as it can be told apart.
 *
 * @param named the name of the stack, where there is one alone and a person says it
 * @param beside what is there already
 */
export function planStacks(
  groups: readonly Group[],
  named?: string,
  beside?: TakenNames,
): AdoptionPlan {
  const places = groups.flatMap((group) =>
    group.flatMap(({ folder, calls, values }) => [
      ...(values
        ? [folder, folderOf(values.path)]
        : [group.length > 1 ? posix.dirname(folder) : aboveEnvironment(folder)]),
      ...calls,
    ]),
  );
  const inside = places.filter((path) => !path.startsWith(".."));
  const output = beside?.output ?? commonSteps(inside.map(stepsOf)).join("/");
  const shapes = groups.map((group) => shapeOf(group, output));
  const short = [...shapes.flatMap(({ middles }) => middles), ...(beside?.environments ?? [])];
  const areDistinct = new Set(short.map((name) => name.toLowerCase())).size === short.length;
  const taken = new Set(beside?.stacks.map((name) => name.toLowerCase()));
  const count = groups.length + taken.size;
  const stacks = groups.map((group, at): StackPlan => {
    const { before, variable, after, middles } = shapes[at] ?? noShape;
    const [first] = group;
    const root = first?.values && belowFolder(first.folder, output);
    const steps = stepsOf(root ?? before);
    const name = uniqueStackName(
      named && groups.length === 1
        ? named
        : stackName(steps, root === undefined ? stepsOf(after) : [], count),
      taken,
    );
    const isFlat = middles.every((middle) => !middle.includes("/"));
    const members = group.map((root, index) => {
      const middle = middles[index] ?? "";
      const own = areDistinct ? middle : isFlat ? `${name}/${middle}` : before + middle + after;
      return { name: root.values && !areDistinct && !isFlat ? before + middle : own, root };
    });
    const pattern =
      areDistinct || isFlat
        ? before + variable.replaceAll("{}", areDistinct ? "{environment}" : "{name}") + after
        : `{environment}${root === undefined ? "" : after}`;
    return {
      name,
      pattern,
      ...(root === undefined ? {} : { rootModule: root }),
      members: members.sort(byPromotion),
    };
  });
  return { output, stacks };
}

/** Where the only environment lies, and others will. */
function aboveEnvironment(folder: string): string {
  return folder.split("/").slice(0, environmentStep(folder)).join("/") || ".";
}

/** Names of folders that do not describe their content. */
const general =
  /^(?:env|envs|environment|environments|live|infra|infrastructure|terraform|tf|stages|stacks|deploy)$/i;

function stackName(before: readonly string[], after: readonly string[], count: number): string {
  const step = [...after]
    .reverse()
    .concat([...before].reverse())
    .find((one) => !general.test(one));
  const name = step?.replaceAll(/[^A-Za-z0-9_-]/g, "-").replace(/^[-_]+/, "") ?? "";
  return name === "" || (count === 1 && after.length === 0) ? "deployment" : name;
}

function uniqueStackName(name: string, taken: Set<string>): string {
  let unique = name;
  for (let number = 2; taken.has(unique.toLowerCase()); number++) unique = `${name}-${number}`;
  taken.add(unique.toLowerCase());
  return unique;
}

/** What comes first in names of environments, to what comes last. */
const stages = [
  /(?:^|[/_-])(?:sandbox|local|dev)/i,
  /(?:^|[/_-])(?:test|qa|int|ci)/i,
  /(?:^|[/_-])(?:stag|stg|uat|pre)/i,
  /^(?!.*(?:^|[/_-])(?:prod|prd|live|main))/i,
];

function byPromotion(a: { readonly name: string }, b: { readonly name: string }): number {
  return stageOf(a.name) - stageOf(b.name) || a.name.localeCompare(b.name, "en", { numeric: true });
}

/** The stage of an environment in the promotion order, guessed from its name. */
export function stageOf(name: string): number {
  const stage = stages.findIndex((pattern) => pattern.test(name));
  return stage < 0 ? stages.length : stage;
}

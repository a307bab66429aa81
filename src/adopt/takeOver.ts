import { posix } from "node:path";
import { hasErrors } from "../diagnostics/diagnostic.ts";
import type { Project } from "../model/project.ts";
import { finishKilledRun } from "../transaction/underLock.ts";
import { type Adopted, adopt } from "./adopt.ts";
import type { Root } from "./roots.ts";
import type { AdoptionPlan } from "./stacks.ts";

/** A project as it will be, in the folder that it will be in. */
export interface TakenOver extends Adopted {
  /** Below the repository; "" is the repository itself. */
  readonly folder: string;
  /** Files that would be in the project's way at the repository's root. */
  readonly missed: readonly string[];
}

/**
 * Makes stacks of environments in a project that is there, or makes a project of them: in the repository's own folder, or
 * in the one that holds them all where something of the project's is there already, as templates of somebody else's.
 */
export async function takeOver(
  repository: string,
  plan: AdoptionPlan,
  project?: Project,
): Promise<TakenOver> {
  const adopted = await adopt(repository, plan, project);
  const whole = { ...adopted, folder: "", missed: [] };
  const missed = whole.problems.flatMap((one) =>
    one.code === "adopt-in-the-way" ? one.args.paths : [],
  );
  if (missed.length === 0 || plan.output === "") return whole;
  const root = posix.join(repository, plan.output);
  if (!(await finishKilledRun(root)).ok) return whole;
  const inside = await adopt(root, planBelow(plan));
  return hasErrors(inside.problems) ? whole : { ...inside, folder: plan.output, missed };
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

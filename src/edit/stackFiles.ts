import type { Project } from "../model/project.ts";
import type { ProjectStack } from "../model/schema.ts";
import type { Spec } from "../model/spec.ts";
import { layersOf } from "../resolve/inherit.ts";

/**
 * The file in which a value for all environments of a stack is written once: one that all of them extend,
 * and no environment of another stack does; of several the most specific. `undefined` where there is none,
 * or where the stack has a single environment.
 */
export function sharedFile(
  { environments, specs }: Pick<Project, "environments" | "specs">,
  { name }: Pick<ProjectStack, "name">,
): string | undefined {
  const members = environments.filter(({ stack }) => stack.name === name);
  const [first, ...others] = members.map((environment) => layersOf(specs, environment));
  if (!first || others.length === 0) return undefined;
  const foreign = filesUsedBy({ environments, specs }, (stack) => stack !== name);
  const shared = first.find(
    (layer) =>
      layer.environment === undefined &&
      !foreign.has(layer.file) &&
      others.every((layers) => layers.some(({ file }) => file === layer.file)),
  );
  return shared?.file;
}

/** The files that environments of some stacks are made of. */
export function filesUsedBy(
  { environments, specs }: Pick<Project, "environments" | "specs">,
  isMeant: (stack: string) => boolean,
): ReadonlySet<string> {
  const members = environments.filter(({ stack }) => isMeant(stack.name));
  const layers = members.flatMap((environment) => layersOf(specs, environment));
  return new Set(layers.map(({ file }) => file));
}

/** All specs of a stack: those of its environments, and shared files that are not extended yet. */
export function specsOf(
  project: Pick<Project, "environments" | "specs">,
  stacks: readonly string[],
): readonly Spec[] {
  const own = filesUsedBy(project, (stack) => stacks.includes(stack));
  const foreign = filesUsedBy(project, (stack) => !stacks.includes(stack));
  return [...project.specs.values()].filter(({ file }) => own.has(file) || !foreign.has(file));
}

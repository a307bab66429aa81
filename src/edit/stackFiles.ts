import type { Project } from "../model/project.ts";
import type { ProjectStack } from "../model/schema.ts";
import { type Spec, type Specs, specOf } from "../model/spec.ts";
import { layersOf } from "../resolve/inherit.ts";

/** The environments of a stack with the files that make them up, each its own spec first. */
export function layersByEnvironment(
  { environments, specs }: Pick<Project, "environments" | "specs">,
  stack: Pick<ProjectStack, "name">,
): ReadonlyMap<string, readonly Spec[]> {
  const layers = new Map<string, readonly Spec[]>();
  for (const environment of environments) {
    const spec = specOf(specs, environment);
    if (environment.stack.name === stack.name && spec) {
      layers.set(environment.name, layersOf(specs, spec));
    }
  }
  return layers;
}

/** What a file says: the spec itself, and every entry of its `each`. */
export function specsIn(specs: Specs, file: string): readonly Spec[] {
  return [...specs.values()].filter((spec) => spec.file === file);
}

/**
 * The file in which a value for all environments of a stack is written once: one that all of them extend,
 * and no environment of another stack does; of several the most particular. `undefined` where there is none,
 * or where the stack has a single environment.
 */
export function sharedFile(
  project: Pick<Project, "environments" | "specs" | "schema">,
  stack: Pick<ProjectStack, "name">,
): string | undefined {
  const [first, ...others] = [...layersByEnvironment(project, stack).values()];
  if (!first || others.length === 0) return undefined;
  const foreign = new Set(filesOfOthers(project, [stack.name]));
  const shared = first.find(
    (layer) =>
      layer.environment === undefined &&
      !foreign.has(layer.file) &&
      others.every((layers) => layers.some(({ file }) => file === layer.file)),
  );
  return shared?.file;
}

/** The files that environments of other stacks are made of. */
export function filesOfOthers(
  project: Pick<Project, "environments" | "specs" | "schema">,
  stacks: readonly string[],
): readonly string[] {
  const others = [...project.schema.stacks.values()].filter(({ name }) => !stacks.includes(name));
  const layers = others.flatMap((stack) => [...layersByEnvironment(project, stack).values()]);
  return [...new Set(layers.flat().map(({ file }) => file))];
}

/** All files that say something of a stack: what its environments are made of, and shared files that nobody extends yet. */
export function filesOf(
  project: Pick<Project, "environments" | "specs" | "schema">,
  stacks: readonly string[],
): readonly string[] {
  const used = (names: readonly string[]): string[] =>
    names.flatMap((name) =>
      [...layersByEnvironment(project, { name }).values()].flat().map(({ file }) => file),
    );
  const own = new Set(used(stacks));
  const all = new Set(used([...project.schema.stacks.keys()]));
  const files = new Set([...project.specs.values()].map(({ file }) => file));
  return [...files].filter((file) => own.has(file) || !all.has(file));
}

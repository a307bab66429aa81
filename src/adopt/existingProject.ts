import { hasErrors } from "../diagnostics/diagnostic.ts";
import { disk } from "../files/disk.ts";
import { prepareGenerate } from "../generate/generate.ts";
import { readText } from "../model/files.ts";
import { schemaEntry } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import { failure, type Result, success } from "../model/result.ts";
import { loadProject } from "../project/loadProject.ts";

/**
 * The existing project of a folder, `undefined` where there is none. One with errors cannot adopt: its problems
 * could not be distinguished from those of the adopted code.
 */
export async function existingProject(root: string): Promise<Result<Project | undefined>> {
  // Others have a schema too, of a database or of an interface.
  if (!readText(disk(root), schemaEntry)?.includes("terraloom")) return success(undefined);
  const project = await loadProject(root);
  if (hasErrors(project.problems)) return failure(...project.problems);
  const { problems } = await prepareGenerate(project);
  return hasErrors(problems) ? failure(...problems) : success(project);
}

/** The names and places that are already used. */
export function takenBy({ schema, environments }: Project): TakenNames {
  return {
    output: schema.layout.output,
    stacks: [...schema.stacks.keys()],
    environments: environments.map(({ name }) => name),
    patterns: new Map([...schema.stacks.values()].map(({ name, output }) => [name, output])),
  };
}

/** The names and places that an existing project uses already. */
export interface TakenNames {
  /** The folder that all output goes into. */
  readonly output: string;
  readonly stacks: readonly string[];
  readonly environments: readonly string[];
  /** Where each stack has its environments, below the output folder. */
  readonly patterns: ReadonlyMap<string, string>;
}

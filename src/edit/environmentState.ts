import { posix } from "node:path";
import type { Environment } from "../model/environment.ts";
import { type Files, readText } from "../model/files.ts";
import type { Project } from "../model/project.ts";
import { renderProject } from "../project/renderProject.ts";
import { type StatePlace, statePlaceOf } from "../render/sharedState.ts";

/** The place of an environment's state, as text, and how to run Terraform there. */
export interface EnvironmentState {
  readonly directory: string;
  /** Of an environment that shares the folder: what is given with `-var-file`. */
  readonly valuesFile?: string;
  /** Absent: a file in the environment's folder. */
  readonly at?: StatePlace;
}

/** The place of the state of an environment's code, rendered in memory. */
export function stateOf(
  project: Project,
  { name, directory, valuesFile }: Environment,
): EnvironmentState {
  if (valuesFile !== undefined) {
    return { ...stateOfFolder(project.files, directory), valuesFile };
  }
  const at = statePlaceOf(renderProject(project).outputs.values(), name);
  return { directory, ...(at ? { at } : {}) };
}

/** The place of the state of a folder's code. */
export function stateOfFolder(files: Files, directory: string): EnvironmentState {
  const outputs = files.list(directory).flatMap(({ name }) => {
    const path = posix.join(directory, name);
    const content = name.endsWith(".tf") ? readText(files, path) : undefined;
    return content === undefined ? [] : [{ environment: "", content, kind: "hcl" as const, path }];
  });
  const at = statePlaceOf(outputs, "");
  return { directory, ...(at ? { at } : {}) };
}

/** The commands that move a state from its old place to its new one; none if it stays. */
export function stateMove(before: EnvironmentState, after: EnvironmentState): readonly string[] {
  const [from, to] = [before.directory, after.directory];
  if (before.valuesFile !== undefined) return [];
  if (!before.at && !after.at) {
    return [
      `Its state is a file in ${from}: it moves with the folder. Where it was applied from:`,
      `  mv ${posix.join(from, "terraform.tfstate")} ${posix.join(to, "terraform.tfstate")}`,
    ];
  }
  if (before.at?.place === after.at?.place) return [];
  return [
    "Its state must move, or the next apply creates everything again:",
    `  from ${placeText(before)}`,
    `  to   ${placeText(after)}`,
    "With the code of before, that is, before this change:",
    `  terraform -chdir=${from} init && terraform -chdir=${from} state pull > moved.tfstate`,
    "With the code of this change, before anybody applies it:",
    `  terraform -chdir=${to} init && terraform -chdir=${to} state push "$PWD/moved.tfstate"`,
    `  terraform -chdir=${to} plan`,
    "Then remove moved.tfstate, and the old state once the plan is what you expect.",
  ];
}

/** A state's place as one line. */
export function placeText({ directory, at }: EnvironmentState): string {
  if (!at) return `a file in ${directory}`;
  return at.place.replaceAll(/\s+/g, " ");
}

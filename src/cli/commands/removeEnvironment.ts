import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import {
  type EnvironmentState,
  placeText,
  stateOf,
  stateOfFolder,
} from "../../edit/environmentState.ts";
import {
  forgetEnvironment,
  type RemovedEnvironment,
  removeEnvironment,
} from "../../edit/removeEnvironment.ts";
import { type VanishedEnvironment, vanishedEnvironments } from "../../generate/vanished.ts";
import { readManifests } from "../../manifest/readManifests.ts";
import { terraformLine } from "../../model/environment.ts";
import type { Project } from "../../model/project.ts";
import { type Result, success } from "../../model/result.ts";
import { knownEnvironment } from "../answers/knownEnvironment.ts";
import { mentionLines, yesOption } from "../answers/lifecycle.ts";
import { changeCommand, type PreparedChange } from "../changing.ts";
import type { Interview } from "../interview.ts";

export const command = changeCommand({
  names: "ENV",
  description: `Removes an environment: its spec, its name in the promotion order and its generated code. Nothing is
destroyed: the resources in its state remain, without code. So it first names the state and the
command that destroys its resources, and then asks for confirmation, or requires --yes. It also
removes an environment whose spec is already deleted.`,
  examples: {
    "remove environment preview/pr-12 --dry-run": "what would be removed, and where its state is",
    "remove environment preview/pr-12 --yes": "without a question",
  },
  options: { ...yesOption },
  work,
  mends: (problem, { names: [said = ""] }) => namesWithoutSpec(problem, said),
});

/** Whether the promotion order still names an environment that has no spec: what its removal mends. */
function namesWithoutSpec({ code, args }: Diagnostic, name: string): boolean {
  return code === "unknown-promotion" && args.name === name;
}

interface Going extends RemovedEnvironment {
  readonly name: string;
  /** Absent: it has no code, so that nothing was ever applied. */
  readonly state?: EnvironmentState;
}

async function work(project: Project, interview: Interview): Promise<Result<PreparedChange>> {
  const going = await goingOf(project, interview);
  if (!going.ok) return going;
  const { name, state, draft, mentions } = going.value;
  const meaning = state ? meaningOf(name, state) : [];
  const beside = project.files
    .list(state?.directory ?? ".terraform")
    .filter((entry) => !state?.valuesFile && entry.name === ".terraform.lock.hcl")
    .map(
      () =>
        `${state?.directory}/.terraform.lock.hcl is not generated, so it was not removed: git rm it.`,
    );
  return success({
    draft,
    gone: [name],
    meaning,
    found: [
      ...meaning,
      ...mentionLines(`These places still contain "${name}", and may refer to it:`, mentions),
    ],
    next: [`\nRemoved ${name}.`, ...beside],
  });
}

function meaningOf(name: string, state: EnvironmentState): readonly string[] {
  return [
    `The state of ${name} is ${placeText(state)}. Its resources keep running, and cost money, until they are destroyed:`,
    `  ${terraformLine(state, "init")} && ${terraformLine(state, "destroy")}`,
    "with the old code: run this before the change, or from the commit before it.",
  ];
}

async function goingOf(project: Project, interview: Interview): Promise<Result<Going>> {
  const [said, extra] = interview.given.names;
  const vanished = said === undefined ? undefined : vanishedPlace(project, said);
  const isNamed = (problem: Diagnostic): boolean => namesWithoutSpec(problem, said ?? "");
  if (said !== undefined && !extra && (vanished || project.problems.some(isNamed))) {
    const forgotten = await forgetEnvironment(project, said);
    if (!forgotten.ok) return forgotten;
    // Whose values a file was, and for which root module, went with the spec.
    const isFolder = vanished !== undefined && vanished.valuesFile === undefined;
    const state = isFolder ? { state: stateOfFolder(project.files, vanished.folder) } : {};
    return success({ ...forgotten.value, name: said, ...state });
  }
  const ask = "Remove which environment?";
  const environment = await knownEnvironment({ option: "ENV", ask }, project, interview);
  if (!environment) return interview.failure();
  const removed = await removeEnvironment(project, environment);
  if (!removed.ok) return removed;
  const state = stateOf(project, environment);
  return success({ ...removed.value, name: environment.name, state });
}

/** Where the code is that an environment without a spec has left. */
function vanishedPlace(
  { files, schema, environments }: Project,
  name: string,
): VanishedEnvironment | undefined {
  const isMade = (other: string): boolean => environments.some((known) => known.name === other);
  const { layout } = schema;
  const vanished = vanishedEnvironments(readManifests(files, layout), isMade, layout, files);
  return vanished.find((one) => one.name === name);
}

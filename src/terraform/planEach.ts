import { copyFileSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { varFileArgument } from "../model/environment.ts";
import type { PlanFailure, Planned } from "../model/planned.ts";
import type { TerraformAnswer } from "./answer.ts";
import type { CopiedFile } from "./copiedFile.ts";
import {
  dataFolder,
  type InWorkspace,
  initialiseEach,
  type Subject,
  subjectOf,
} from "./initialise.ts";
import { type PrivateCopy, privateCopy } from "./privateCopy.ts";
import { inPrivateFolder } from "./privateFolder.ts";
import { dataFolderIn, localStateFile, silence, stateAt } from "./pullState.ts";
import { notPlanned, readPlan } from "./readPlan.ts";
import { unanswered } from "./runProgram.ts";
import { outputOf, type Terraform } from "./terraform.ts";

export interface Planning {
  /** Absolute path of the repository. */
  readonly root: string;
  /** The folder of what is generated, relative to it. */
  readonly output: string;
  /** Folders of environments that are not planned. */
  readonly leaveOut: ReadonlySet<string>;
  /** How many are planned at once. */
  readonly concurrency: number;
  /** How long one may take, in milliseconds. */
  readonly timeout: number;
  /** Stops it, and removes all private files. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each plan. */
  readonly done: () => void;
  /** New contents of files, which the copy gets in place of those on disk. */
  readonly changes?: readonly CopiedFile[];
}

/**
 * Plans environments against their states and the real infrastructure, side by side. It only reads: it takes no lock,
 * saves no plan, and works on a private copy with data folders of its own, so that no file of the project is written.
 *
 * @returns by the environment's name
 */
export function planEach(
  terraform: Terraform,
  environments: readonly InWorkspace[],
  planning: Planning,
): Promise<ReadonlyMap<string, Planned>> {
  return inCopies(terraform, environments, planning, async (subject, means) =>
    readPlan(
      await means.run(subject, [
        "plan",
        "-json",
        "-detailed-exitcode",
        ...planParameters(subject, means),
      ]),
    ),
  );
}

/** Initialises environments in a private copy, and does something with each there. */
export function inCopies<Found>(
  terraform: Terraform,
  environments: readonly InWorkspace[],
  planning: Planning,
  use: (subject: Subject, means: PlanContext) => Promise<Found | PlanFailure>,
): Promise<ReadonlyMap<string, Found | PlanFailure>> {
  const { root, output, leaveOut, concurrency, changes = [] } = planning;
  return inPrivateFolder(async (folder) => {
    const copy = privateCopy(root, folder, { output, leaveOut });
    for (const change of changes) copy.change(change);
    const means = { terraform, copy, root, run: runIn(terraform, copy, planning) };
    const found = await initialiseEach(
      environments.map((environment) => subjectOf(environment, root)),
      { copy, concurrency, init: (subject, ...more) => initialise(subject, more, means) },
      async (subject, failed) => {
        const output = failed && outputOf(failed);
        const planned = output?.ok === false ? notPlanned(output) : await use(subject, means);
        planning.done();
        return [subject.name, withoutFolder(planned, folder)] as const;
      },
    );
    return new Map(found);
  });
}

/** What an environment of a copy is run with. */
export interface PlanContext {
  readonly terraform: Terraform;
  readonly copy: PrivateCopy;
  readonly root: string;
  readonly run: Run;
}

type Run = (
  subject: Subject,
  parameters: readonly string[],
  env?: Readonly<Record<string, string>>,
) => Promise<TerraformAnswer>;

/** Runs Terraform in an environment's folder of the copy, all runs of one within its time. */
function runIn(terraform: Terraform, copy: PrivateCopy, { timeout, signal }: Planning): Run {
  const ends = new Map<string, number>();
  return async (subject, parameters, env = {}) => {
    const end = ends.get(subject.name) ?? performance.now() + timeout;
    ends.set(subject.name, end);
    const slow = unanswered({ kind: "slow", seconds: timeout / 1000 });
    const left = Math.ceil(end - performance.now());
    if (left <= 0) return slow;
    // Asked to end, Terraform ends its providers; killed, it leaves them behind.
    const controller = new AbortController();
    const stop = (): void => controller.abort();
    const timer = setTimeout(stop, left);
    signal?.addEventListener("abort", stop);
    if (signal?.aborted) stop();
    const answer = await terraform.run(join(copy.repository, subject.directory), parameters, {
      env: { TF_DATA_DIR: dataFolder(subject, copy), ...silence, ...workspaceOf(subject), ...env },
      signal: controller.signal,
      timeout: left + patience,
    });
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
    return performance.now() < end ? answer : slow;
  };
}

/** How long Terraform may take to end after it was asked to. */
const patience = 10_000;

function workspaceOf({ workspace }: Subject): Readonly<Record<string, string>> {
  return workspace === undefined ? {} : { TF_WORKSPACE: workspace };
}

/** As it is in place, if it was initialised there: with that backend's settings, and in that workspace. */
async function initialise(
  subject: Subject,
  more: readonly string[],
  { terraform, copy, root, run }: PlanContext,
): Promise<TerraformAnswer> {
  const own = dataFolder(subject, copy);
  const folder = join(root, subject.directory);
  const inPlace = dataFolderIn(terraform, folder);
  mkdirSync(own, { recursive: true });
  const known = ["terraform.tfstate", "environment"].filter((name) =>
    existsSync(join(inPlace, name)),
  );
  for (const name of known) copyFileSync(join(inPlace, name), join(own, name));
  const { type } = stateAt(terraform, folder).backend;
  // A workspace that does not exist yet must not prevent the connection.
  const env: Readonly<Record<string, string>> =
    type === "cloud" || type === "remote" ? {} : { TF_WORKSPACE: "" };
  const parameters = ["init", "-input=false", "-lock=false", "-no-color", ...more];
  const answer = await run(subject, parameters, env);
  if (known.length === 0 || outputOf(answer).ok) return answer;
  // The code has another backend now.
  rmSync(join(own, "terraform.tfstate"), { force: true });
  return run(subject, [...parameters, "-reconfigure"], env);
}

/** What `plan` is told, that it reads the state of the folder in place and changes nothing. */
export function planParameters(
  subject: Subject,
  { terraform, root }: PlanContext,
): readonly string[] {
  const folder = join(root, subject.directory);
  const { backend, workspace } = stateAt(terraform, folder);
  const state = { backend, workspace: subject.workspace ?? workspace };
  const given = backend.type === "local" ? [`-state=${localStateFile(folder, state)}`] : [];
  const values = varFileArgument(subject);
  const all = values === undefined ? given : [...given, values];
  return ["-input=false", "-lock=false", "-refresh=true", ...all];
}

/** The private folder's name is another one each time. */
function withoutFolder<Found>(found: Found | PlanFailure, folder: string): Found | PlanFailure {
  if (!isFailed(found)) return found;
  return { ...found, reason: found.reason.replaceAll(`${folder}/repository/`, "") };
}

function isFailed(found: unknown): found is PlanFailure {
  return (found as { readonly kind?: unknown }).kind === "failed";
}

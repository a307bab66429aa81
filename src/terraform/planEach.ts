import { copyFileSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Environment, varFileArgument } from "../model/environment.ts";
import type { PlanFailure, Planned } from "../model/planned.ts";
import type { Project } from "../model/project.ts";
import type { TerraformAnswer } from "./answer.ts";
import type { CopiedFile } from "./copiedFile.ts";
import { dataFolder, initialiseEach } from "./initialise.ts";
import { copyFor, type PrivateCopy } from "./privateCopy.ts";
import { inPrivateFolder } from "./privateFolder.ts";
import { dataFolderIn, isRemote, localStateFile, silence, stateAt } from "./pullState.ts";
import { notPlanned, readPlan } from "./readPlan.ts";
import type { RunOptions } from "./runOptions.ts";
import { unanswered } from "./runProgram.ts";
import { outputOf, type Terraform } from "./terraform.ts";

export interface Planning extends RunOptions {
  /** One more is planned. */
  readonly done: () => void;
  /** New contents of files, which the copy gets in place of those on disk. */
  readonly changes?: readonly CopiedFile[];
  /** Workspaces of environments that are not planned in the one that is selected in place, by name. */
  readonly workspaces?: ReadonlyMap<string, string>;
}

/**
 * Plans environments against their states and the real infrastructure, side by side. It only reads: it takes no lock,
 * saves no plan, and works on a private copy with data folders of its own, so that no file of the project is written.
 *
 * @returns by the environment's name
 */
export function planEach(
  project: Project,
  terraform: Terraform,
  environments: readonly Environment[],
  planning: Planning,
): Promise<ReadonlyMap<string, Planned>> {
  return inCopies(project, terraform, environments, planning, async ({ run, plan }) =>
    readPlan(await run(plan)),
  );
}

/** An environment that was initialised in a private copy. */
export interface InCopy {
  readonly run: (parameters: readonly string[]) => Promise<TerraformAnswer>;
  /** The parameters of a plan that reads the state of the folder in place and changes nothing. */
  readonly plan: readonly string[];
  /** Absolute path of its data folder. */
  readonly data: string;
}

/** Initialises environments in a private copy, and does something with each there. */
export async function inCopies<Found extends { readonly kind: string }>(
  project: Project,
  terraform: Terraform,
  environments: readonly Environment[],
  planning: Planning,
  use: (environment: InCopy) => Promise<Found | PlanFailure>,
): Promise<ReadonlyMap<string, Found | PlanFailure>> {
  const { root } = project;
  const { concurrency, workspaces, changes, done } = planning;
  if (environments.length === 0) return new Map();
  return inPrivateFolder(async (folder) => {
    const copy = copyFor(project, environments, folder, changes);
    const run = runIn(terraform, copy, planning);
    const found = await initialiseEach(
      environments,
      { root, copy, concurrency, init: initialising(terraform, root, copy, run) },
      async (environment, failed) => {
        const output = failed && outputOf(failed);
        const { name } = environment;
        const planned =
          output?.ok === false
            ? notPlanned(output)
            : await use({
                run: (parameters) => run(environment, parameters),
                plan: planParameters(terraform, root, environment, workspaces?.get(name)),
                data: dataFolder(environment, copy),
              });
        done();
        return [name, isFailed(planned) ? withoutFolder(planned, folder) : planned] as const;
      },
    );
    return new Map(found);
  });
}

type Run = (
  environment: Environment,
  parameters: readonly string[],
  env?: Readonly<Record<string, string>>,
) => Promise<TerraformAnswer>;

/** Runs Terraform in an environment's folder of the copy, all runs of one within its time. */
function runIn(
  terraform: Terraform,
  copy: PrivateCopy,
  { timeout, signal, workspaces }: Planning,
): Run {
  const ends = new Map<string, number>();
  return async (environment, parameters, env = {}) => {
    const { name, directory } = environment;
    const end = ends.get(name) ?? performance.now() + timeout;
    ends.set(name, end);
    const slow = unanswered({ kind: "slow", seconds: timeout / 1000 });
    const left = Math.ceil(end - performance.now());
    if (left <= 0) return slow;
    // Asked to end, Terraform ends its providers; killed, it leaves them behind.
    const controller = new AbortController();
    const stop = (): void => controller.abort();
    const timer = setTimeout(stop, left);
    signal?.addEventListener("abort", stop);
    if (signal?.aborted) stop();
    const workspace = workspaces?.get(name);
    const chosen = workspace === undefined ? {} : { TF_WORKSPACE: workspace };
    const answer = await terraform.run(join(copy.repository, directory), parameters, {
      env: { TF_DATA_DIR: dataFolder(environment, copy), ...silence, ...chosen, ...env },
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

/** As it is in place, if it was initialised there: with that backend's settings, and in that workspace. */
function initialising(terraform: Terraform, root: string, copy: PrivateCopy, run: Run) {
  return async (environment: Environment, ...more: readonly string[]): Promise<TerraformAnswer> => {
    const own = dataFolder(environment, copy);
    const folder = join(root, environment.directory);
    const inPlace = dataFolderIn(terraform, folder);
    mkdirSync(own, { recursive: true });
    const known = ["terraform.tfstate", "environment"].filter((name) =>
      existsSync(join(inPlace, name)),
    );
    for (const name of known) copyFileSync(join(inPlace, name), join(own, name));
    const { backend } = stateAt(terraform, folder);
    // A workspace that is not there yet is no reason not to connect.
    const env: Readonly<Record<string, string>> = isRemote(backend) ? {} : { TF_WORKSPACE: "" };
    const parameters = ["init", "-input=false", "-lock=false", "-no-color", ...more];
    const answer = await run(environment, parameters, env);
    if (known.length === 0 || outputOf(answer).ok) return answer;
    // The code has another backend by now.
    rmSync(join(own, "terraform.tfstate"), { force: true });
    return run(environment, [...parameters, "-reconfigure"], env);
  };
}

function planParameters(
  terraform: Terraform,
  root: string,
  environment: Environment,
  chosen: string | undefined,
): readonly string[] {
  const folder = join(root, environment.directory);
  const { backend, workspace } = stateAt(terraform, folder);
  const state = { backend, workspace: chosen ?? workspace };
  const given = backend.type === "local" ? [`-state=${localStateFile(folder, state)}`] : [];
  const values = varFileArgument(environment);
  const all = values === undefined ? given : [...given, values];
  const ofPlan = ["plan", "-json", "-detailed-exitcode", "-input=false", "-lock=false"];
  return [...ofPlan, "-refresh=true", ...all];
}

/** The private folder's name is another one each time. */
function withoutFolder(failed: PlanFailure, folder: string): PlanFailure {
  return { ...failed, reason: failed.reason.replaceAll(`${folder}/repository/`, "") };
}

function isFailed(found: { readonly kind: string }): found is PlanFailure {
  return found.kind === "failed";
}

import { execFile } from "node:child_process";
import { program as debugProgram } from "../debug/debug.ts";

/** How a run of Terraform ended. */
export type TerraformAnswer =
  | { readonly status: number; readonly stdout: string; readonly stderr: string }
  | { readonly problem: string };

/** How Terraform is run, besides where and with which arguments. */
export interface TerraformRun {
  /** Added to the environment that it is run in. */
  readonly env?: Readonly<Record<string, string>>;
  /** When it is killed, in milliseconds; never if not given. Only for what reads: a lock would stay. */
  readonly timeout?: number;
  /** Stops it. */
  readonly signal?: AbortSignal;
}

/** A real `terraform` or `tofu`. */
export interface Terraform {
  /** What is run: `terraform`, `tofu`, or a path. */
  readonly program: string;
  /** Such as `1.11.4`. */
  readonly version: string;
  /** What it is run with: credentials, TF_ variables. */
  readonly env: ProcessEnvironment;
  /** Runs it in a folder, an absolute path. It is never asked anything, and it tells nobody that it was run. */
  run(
    folder: string,
    parameters: readonly string[],
    options?: TerraformRun,
  ): Promise<TerraformAnswer>;
}

/** What a process is given to know of the world. */
export type ProcessEnvironment = Readonly<Record<string, string | undefined>>;

const stopped = "it was stopped";

/** What is looked for on PATH, the first that is there. */
const programs = ["terraform", "tofu"] as const;

/**
 * Finds the Terraform to run.
 *
 * @param env it is run with it: PATH, credentials, TF_ variables
 * @param program the one that is wanted, a name or a path; absent: `terraform`, else `tofu`
 * @returns `undefined` where there is none that runs
 */
export async function findTerraform(
  env: ProcessEnvironment,
  program?: string,
): Promise<Terraform | undefined> {
  for (const candidate of program === undefined ? programs : [program]) {
    // Arguments for other commands are none for this one.
    const plain = { ...env, TF_CLI_ARGS: undefined, TF_CLI_ARGS_version: undefined };
    const answer = await runProgram(candidate, process.cwd(), ["version", "-json"], plain);
    const version = "status" in answer && answer.status === 0 && versionIn(answer.stdout);
    if (!version) continue;
    const run: Terraform["run"] = (folder, parameters, options) =>
      runProgram(candidate, folder, parameters, env, options);
    return { program: candidate, version, env, run };
  }
  return undefined;
}

/** OpenTofu answers with the same key. */
function versionIn(json: string): string | undefined {
  try {
    const { terraform_version: version } = JSON.parse(json);
    return typeof version === "string" ? version : undefined;
  } catch {
    return undefined;
  }
}

function runProgram(
  program: string,
  folder: string,
  parameters: readonly string[],
  env: ProcessEnvironment,
  { env: more = {}, timeout = 0, signal }: TerraformRun = {},
): Promise<TerraformAnswer> {
  const quiet = { TF_IN_AUTOMATION: "1", TF_INPUT: "0", CHECKPOINT_DISABLE: "1" };
  const options = {
    cwd: folder,
    env: { ...env, ...quiet, ...more },
    timeout,
    // Asked to end, Terraform waits for the network that it is stopped for.
    killSignal: "SIGKILL" as const,
    maxBuffer: 2 ** 28,
  };
  if (signal?.aborted) return Promise.resolve({ problem: stopped });
  const answer = (): Promise<TerraformAnswer> =>
    new Promise((resolve) => {
      // Not Node's own option: that answers before the process is gone.
      const stop = (): boolean => child.kill();
      const child = execFile(program, [...parameters], options, (error, stdout, stderr) => {
        signal?.removeEventListener("abort", stop);
        if (child.exitCode !== null) resolve({ status: child.exitCode, stdout, stderr });
        else if (signal?.aborted) resolve({ problem: stopped });
        else if (error?.killed) resolve({ problem: `no answer within ${timeout / 1000} seconds` });
        else resolve({ problem: `${program} cannot be run: ${error?.message ?? stopped}` });
      });
      signal?.addEventListener("abort", stop);
      child.stdin?.end();
    });
  return debugProgram(program, parameters, answer, (ended) =>
    "status" in ended ? `exit ${ended.status}` : ended.problem,
  );
}

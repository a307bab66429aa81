import { execFile } from "node:child_process";
import { program as debugProgram } from "../debug/debug.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { OtherAnswer } from "../diagnostics/words/terraform.ts";
import { failure, type Result, success } from "../model/result.ts";
import { isJsonObject } from "../model/value.ts";
import { readJson } from "../text/readJson.ts";

/** How a run of Terraform ended, or why it came to no end. */
export type TerraformAnswer = Result<EndedRun, string>;

/** A run that came to its end. */
export interface EndedRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Why a run came to no end. */
interface BrokenRun {
  readonly reason: string;
  /** There is no such program. */
  readonly absent?: boolean;
}

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
  /** Runs it in a folder, an absolute path. It runs without input, and without telling HashiCorp that it was run. */
  run(
    folder: string,
    parameters: readonly string[],
    options?: TerraformRun,
  ): Promise<TerraformAnswer>;
}

/** The environment variables of a process. */
export type ProcessEnvironment = Readonly<Record<string, string | undefined>>;

const stopped = "it was stopped";

/** What is looked for on PATH, the first that is there. */
const programs = ["terraform", "tofu"] as const;

/** How long a program may take to tell its version, in milliseconds. */
const versionTimeout = 60_000;

/**
 * Finds the Terraform to run.
 *
 * @param env it is run with it: PATH, credentials, TF_ variables
 * @param program the one that is wanted, a name or a path; absent: `terraform`, else `tofu`
 * @returns the first that answers as Terraform does; or what those that are there answered
 */
export async function findTerraform(
  env: ProcessEnvironment,
  program?: string,
): Promise<Result<Terraform>> {
  const answered: OtherAnswer[] = [];
  for (const candidate of program === undefined ? programs : [program]) {
    // Arguments for other commands are none for this one.
    const plain = { ...env, TF_CLI_ARGS: undefined, TF_CLI_ARGS_version: undefined };
    const options = { timeout: versionTimeout };
    const answer = await runProgram(candidate, process.cwd(), ["version", "-json"], plain, options);
    if (!answer.ok) {
      for (const { reason, absent } of answer.problems) {
        if (!absent) answered.push({ program: candidate, said: reason });
      }
      continue;
    }
    const { status, stdout, stderr } = answer.value;
    const version = status === 0 && versionIn(stdout);
    if (version) {
      const run: Terraform["run"] = async (folder, parameters, options) => {
        const ended = await runProgram(candidate, folder, parameters, env, options);
        return ended.ok ? ended : failure(...ended.problems.map(({ reason }) => reason));
      };
      return success({ program: candidate, version, env, run });
    }
    answered.push({ program: candidate, status, said: [stderr, stdout].join("\n").trim() });
  }
  return failure(diagnostic("terraform-not-found", { wanted: program, answered }));
}

/** OpenTofu answers with the same key. */
function versionIn(json: string): string | undefined {
  const read = readJson(json);
  const version = isJsonObject(read) ? read.terraform_version : undefined;
  return typeof version === "string" ? version : undefined;
}

/** Lines that a wrapper of Terraform writes for its CI runner: no part of Terraform's output. */
function withoutRunnerLines(stdout: string): string {
  return /^(?:::|\[command\])/m.test(stdout)
    ? stdout.replaceAll(/^(?:::[a-z][a-z-]*(?: [^\n]*)?::|\[command\])[^\n]*\n?/gm, "")
    : stdout;
}

function runProgram(
  program: string,
  folder: string,
  parameters: readonly string[],
  env: ProcessEnvironment,
  { env: more = {}, timeout = 0, signal }: TerraformRun = {},
): Promise<Result<EndedRun, BrokenRun>> {
  const quiet = { TF_IN_AUTOMATION: "1", TF_INPUT: "0", CHECKPOINT_DISABLE: "1" };
  const options = {
    cwd: folder,
    env: { ...env, ...quiet, ...more },
    timeout,
    // Asked to end, Terraform waits for the network that it is stopped for.
    killSignal: "SIGKILL" as const,
    maxBuffer: 2 ** 28,
  };
  if (signal?.aborted) return Promise.resolve(failure({ reason: stopped }));
  const answer = (): Promise<Result<EndedRun, BrokenRun>> =>
    new Promise((resolve) => {
      // Not Node's own option: that answers before the process is gone.
      const stop = (): boolean => child.kill();
      const child = execFile(program, [...parameters], options, (error, stdout, stderr) => {
        signal?.removeEventListener("abort", stop);
        // One that never began has a negative one.
        if (child.exitCode !== null && child.exitCode >= 0)
          resolve(success({ status: child.exitCode, stdout: withoutRunnerLines(stdout), stderr }));
        else if (signal?.aborted) resolve(failure({ reason: stopped }));
        else if (error?.killed) {
          resolve(failure({ reason: `no answer within ${timeout / 1000} seconds` }));
        } else {
          const absent = (error as NodeJS.ErrnoException | null)?.code === "ENOENT";
          const reason = `${program} cannot be run: ${error?.message ?? stopped}`;
          resolve(failure({ reason, absent }));
        }
      });
      signal?.addEventListener("abort", stop);
      child.stdin?.end();
    });
  return debugProgram(program, parameters, answer, (ended) =>
    ended.ok ? `exit ${ended.value.status}` : ended.problems.map(({ reason }) => reason).join("; "),
  );
}

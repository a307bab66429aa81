import { type ChildProcess, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { program as debugProgram } from "../debug/debug.ts";
import { diagnostic, reasonOf } from "../diagnostics/diagnostic.ts";
import type { NoAnswer } from "../diagnostics/messages/terraform.ts";
import { type Failure, failure, success } from "../model/result.ts";
import type { TerraformAnswer } from "./answer.ts";
import { onSignal } from "./onSignal.ts";
import { unwrapAnswer } from "./wrapper.ts";

export type ProcessEnvironment = Readonly<Record<string, string | undefined>>;

/** How Terraform is run, besides where and with which arguments. */
export interface TerraformRun {
  /** Added to the environment that it is run in. */
  readonly env?: Readonly<Record<string, string>>;
  /** When it is killed, in milliseconds; never if not given. Only for what reads: a lock would stay. */
  readonly timeout?: number;
  /** Stops it: it is asked to end, and killed where it does not. */
  readonly signal?: AbortSignal | undefined;
}

/** How long a program may take to end once it was asked to, in milliseconds. */
const patience = 10_000;

/**
 * A wrapper writes all that Terraform says, a state too, into the file in which a GitHub runner collects a step's
 * outputs. Without one, it says how Terraform ended where {@link unwrapAnswer} reads it.
 */
const noStepOutput = { GITHUB_OUTPUT: undefined };

/** The longest that a timer waits, in milliseconds; beyond it does not wait at all. */
const longest = 2 ** 31 - 1;

/** Programs have a process group of their own where there are such, so that what they start is ended with them. */
const hasGroups = process.platform !== "win32";

/**
 * Runs a program without input. When its time is over it is killed, with all that it has started: a provider, or the
 * program behind a wrapper, would live on and keep the output open.
 */
export function runProgram(
  program: string,
  folder: string,
  parameters: readonly string[],
  env: ProcessEnvironment,
  { env: more = {}, timeout = 0, signal }: TerraformRun = {},
): Promise<TerraformAnswer> {
  const quiet = { TF_IN_AUTOMATION: "1", TF_INPUT: "0", CHECKPOINT_DISABLE: "1" };
  const options = {
    cwd: folder,
    env: { ...env, ...quiet, ...noStepOutput, ...more },
    detached: hasGroups,
  };
  if (signal?.aborted) return Promise.resolve(unanswered({ kind: "stopped" }));
  const answer = (): Promise<TerraformAnswer> =>
    new Promise((resolve) => {
      const child = spawn(program, parameters, options);
      let broken: NoAnswer | undefined;
      const tooMuch = (): void => {
        broken = { kind: "too-much" };
        killAll(child);
      };
      const stdout = collected(child.stdout, tooMuch);
      const stderr = collected(child.stderr, tooMuch);
      const timers: NodeJS.Timeout[] = [];
      const after = (milliseconds: number, work: () => void): void => {
        timers.push(setTimeout(work, Math.min(milliseconds, longest)));
      };
      if (timeout > 0) {
        after(timeout, () => {
          broken = { kind: "slow", seconds: timeout / 1000 };
          killAll(child);
        });
      }
      const stop = (): void => {
        broken = { kind: "stopped" };
        // What it started may outlive it, and keep the output open.
        child.once("exit", () => killAll(child));
        child.kill();
        after(patience, () => killAll(child));
      };
      signal?.addEventListener("abort", stop);
      const release = onSignal(() => {
        if (!signal?.aborted) killAll(child);
      });
      child.on("error", ({ message: said, code }: NodeJS.ErrnoException) => {
        broken = { kind: code === "ENOENT" ? "absent" : "not-run", program, said };
      });
      child.on("close", (status, endedBy) => {
        for (const timer of timers) clearTimeout(timer);
        signal?.removeEventListener("abort", stop);
        release();
        if (broken) resolve(unanswered(broken));
        else if (status === null) resolve(unanswered({ kind: "killed", program, signal: endedBy }));
        else resolve(success(unwrapAnswer({ status, stdout: stdout(), stderr: stderr() })));
      });
      // One that has ended reads nothing.
      child.stdin.on("error", () => undefined);
      child.stdin.end();
    });
  return debugProgram(program, parameters, answer, (ended) =>
    ended.ok ? `exit ${ended.value.status}` : reasonOf(ended.problems),
  );
}

/** Of a run that gave nothing. */
export function unanswered(why: NoAnswer): Failure {
  return failure(diagnostic("terraform-unanswered", why));
}

/** Ends a program and what it has started; asked to end, Terraform would wait for the network that it is stopped for. */
function killAll(child: ChildProcess): void {
  try {
    if (hasGroups && child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    else child.kill("SIGKILL");
  } catch {
    // All of them have ended.
  }
  // One that left the group may hold them open.
  for (const output of [child.stdout, child.stderr]) output?.destroy();
}

/** What a program writes, as text; beyond 256 MiB it is too much. */
function collected(output: Readable, tooMuch: () => void): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  output.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > 2 ** 28) tooMuch();
    else chunks.push(chunk);
  });
  return () => Buffer.concat(chunks).toString();
}

import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What one run of a command took. */
export interface Measurement {
  /** By the clock. */
  readonly seconds: number;
  /** Of processors, all processes together: other work on the machine hardly shows in it. Absent without GNU time. */
  readonly processor?: number;
  /** The largest process's peak. Absent without GNU time. */
  readonly megabytes?: number;
}

const gnuTime = "/usr/bin/time";

/** Runs a command to its end; any exit status but 0 ends the bench: what failed, or found a difference, did other work. */
export function run([program = "", ...parameters]: readonly string[], cwd?: string): Measurement {
  const options = { encoding: "utf8", maxBuffer: 2 ** 30, ...(cwd ? { cwd } : {}) } as const;
  const timed = existsSync(gnuTime);
  const started = process.hrtime.bigint();
  const { status, stderr } = timed
    ? spawnSync(gnuTime, ["-f", "%U %S %M", program, ...parameters], options)
    : spawnSync(program, parameters, options);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (status !== 0) {
    throw new Error(`${program} ${parameters.join(" ")} ended with ${status}: ${stderr}`);
  }
  const [, user, system, kilobytes] = /([\d.]+) ([\d.]+) (\d+)\s*$/.exec(stderr) ?? [];
  return timed
    ? { seconds, processor: Number(user) + Number(system), megabytes: Number(kilobytes) / 1024 }
    : { seconds };
}

/** The median of each figure. */
export function median(measurements: readonly Measurement[]): Measurement {
  const middle = (values: readonly number[]): number =>
    [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
  const of = (choose: (measurement: Measurement) => number | undefined): number =>
    middle(measurements.flatMap((measurement) => choose(measurement) ?? []));
  return {
    seconds: of(({ seconds }) => seconds),
    processor: of(({ processor }) => processor),
    megabytes: of(({ megabytes }) => megabytes),
  };
}

const memoryFolder = "/dev/shm";

/**
 * A new folder, in memory where the system has such a place: on a disk where creating a file takes a millisecond, that
 * is all that would be measured.
 */
export function benchFolder(): { readonly folder: string; readonly inMemory: boolean } {
  const inMemory = isWritable(memoryFolder);
  const folder = mkdtempSync(join(inMemory ? memoryFolder : tmpdir(), "terraloom-bench-"));
  return { folder, inMemory };
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

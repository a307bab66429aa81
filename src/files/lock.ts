import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout } from "node:timers/promises";

/** How long a run waits for another one that is writing, in milliseconds. */
const patience = 10_000;

/** Holding the lock, or who does. */
export type Lock =
  | { readonly release: () => void; readonly leftBehind: boolean }
  | { readonly holder: string };

/**
 * Takes a lock file, so that two runs do not write at once. The lock of a process that is gone was
 * left by a run that was killed: it is taken over, and `leftBehind` tells so.
 *
 * @param path absolute
 */
export async function takeLock(path: string, waitAtMost = patience): Promise<Lock> {
  mkdirSync(dirname(path), { recursive: true });
  let leftBehind = false;
  for (const deadline = Date.now() + waitAtMost; ; await setTimeout(20)) {
    try {
      const descriptor = openSync(path, "wx");
      writeSync(descriptor, `${process.pid} ${hostname()}\n`);
      closeSync(descriptor);
      return { release: () => rmSync(path, { force: true }), leftBehind };
    } catch (problem) {
      if ((problem as NodeJS.ErrnoException).code !== "EEXIST") throw problem;
    }
    const holder = readHolder(path);
    if (holder && !isAlive(holder)) {
      rmSync(path, { force: true });
      leftBehind = true;
    } else if (Date.now() > deadline) {
      return { holder: holder ? `process ${holder.process} on ${holder.host}` : "unknown" };
    }
  }
}

interface Holder {
  readonly process: number;
  readonly host: string;
}

/** Nothing where the file is gone again, or where its owner has not written its name yet. */
function readHolder(path: string): Holder | undefined {
  try {
    const [process = "", host = ""] = readFileSync(path, "utf8").trim().split(" ");
    return /^\d+$/.test(process) ? { process: Number(process), host } : undefined;
  } catch {
    return undefined;
  }
}

function isAlive({ process: id, host }: Holder): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(id, 0);
    return true;
  } catch (problem) {
    return (problem as NodeJS.ErrnoException).code === "EPERM";
  }
}

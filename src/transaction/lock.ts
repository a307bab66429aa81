import { closeSync, openSync, statSync } from "node:fs";
import { connect, createServer } from "node:net";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { failure, type Result, success } from "../model/result.ts";

/** How long a run waits for another one that is writing, in milliseconds. */
const patience = 10_000;

/** Gives a lock back. */
export type Release = () => void;

/**
 * Takes the lock of a folder, so that two runs do not write into it at once. It is not a file that a killed run leaves
 * behind, that git sees, or that names a process which may be another one by now: the operating system releases it.
 *
 * - Linux: a socket in the abstract namespace, which no folder shows.
 * - Windows: a named pipe.
 * - macOS and the BSDs: an empty file in the folder for temporary files, opened exclusively.
 *
 * Runs on two machines, or in two containers, that share a folder do not see each other's lock.
 *
 * @param root absolute; it must be there
 * @returns releases it; `undefined` after that time
 */
export async function takeLock(root: string, waitAtMost = patience): Promise<Result<Release>> {
  const socket = socketOf(root);
  const deadline = Date.now() + waitAtMost;
  for (;;) {
    const release = socket
      ? await listen(socket)
      : openExclusively(join(tmpdir(), `${nameOf(root)}.lock`));
    if (release) return success(release);
    if (Date.now() > deadline) {
      const holder = socket ? await holderOf(socket) : "another process";
      return failure(diagnostic("run-locked", { holder }));
    }
    await setTimeout(20);
  }
}

/** The same for every path that leads to the folder. */
function nameOf(root: string): string {
  const { dev, ino } = statSync(root, { bigint: true });
  return `terraloom-${dev.toString(36)}-${ino.toString(36)}`;
}

/** Where the system forgets a socket together with its process. */
function socketOf(root: string): string | undefined {
  if (process.platform === "linux") return `\0${nameOf(root)}`;
  return process.platform === "win32" ? `\\\\.\\pipe\\${nameOf(root)}` : undefined;
}

/** Listens there, and answers with the holder's name; `undefined` if another process already listens. */
function listen(socket: string): Promise<Release | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((asking) => {
      asking.on("error", () => undefined);
      asking.end(`process ${process.pid} on ${hostname()}`);
    });
    server.on("error", (problem: NodeJS.ErrnoException) => {
      // Windows refuses a second listener for want of access.
      if (problem.code === "EADDRINUSE" || problem.code === "EACCES") resolve(undefined);
      else reject(problem);
    });
    server.listen({ path: socket, exclusive: true }, () => {
      server.unref();
      resolve(() => server.close());
    });
  });
}

function holderOf(socket: string): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    connect(socket)
      .setTimeout(1_000, () => resolve("another process"))
      .on("data", (data) => {
        text += data;
      })
      .on("error", () => resolve("another process"))
      .on("end", () => resolve(text));
  });
}

/** `O_EXLOCK | O_NONBLOCK | O_CREAT | O_RDWR`, which Node has no names for where they are. */
const openAndLock = 0x0020 | 0x0004 | 0x0200 | 0x0002;

function openExclusively(file: string): Release | undefined {
  try {
    const descriptor = openSync(file, openAndLock, 0o600);
    return () => closeSync(descriptor);
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === "EAGAIN") return undefined;
    throw problem;
  }
}

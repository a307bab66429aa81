import { type DebugEvent, listen } from "../debug/debug.ts";
import { ownVersion } from "../files/ownVersion.ts";
import type { ExitCode, Io } from "./command.ts";

/** Runs a command, and tells on stderr each of its stages, caches and programs as it ends. */
export async function debugged(io: Io, work: () => Promise<ExitCode>): Promise<ExitCode> {
  const say = (text: string): void => {
    io.stderr.write(`debug: ${text}\n`);
  };
  say(`terraloom ${ownVersion()}`);
  const start = performance.now();
  const stop = listen((event) => say(line(event)));
  try {
    return await work();
  } finally {
    stop();
    say(`${time(performance.now() - start)}  in all`);
  }
}

function line({ kind, name, milliseconds, detail }: DebugEvent): string {
  const words = kind === "stage" ? name : `${kind}: ${name}`;
  return `${time(milliseconds)}  ${words}${detail === undefined ? "" : ` (${detail})`}`;
}

function time(milliseconds: number | undefined): string {
  return (milliseconds === undefined ? "" : `${milliseconds.toFixed(1)} ms`).padStart(10);
}

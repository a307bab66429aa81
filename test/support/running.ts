import { spawn } from "node:child_process";
import { programFile, repository } from "./temporaryProject.ts";

/** Text that comes bit by bit. */
export interface Printing {
  readonly write: (text: string) => void;
  /** Nothing more will come. */
  readonly end: () => void;
  /** Waits until the text is in what came since the last call, and returns that up to its end. */
  readonly printed: (text: string) => Promise<string>;
}

/** After which nobody believes any more that the text will come, in milliseconds. */
const patience = 30_000;

/** Collects what a program prints for whoever waits for it. */
export function printing(): Printing {
  let text = "";
  let ended = false;
  let look: () => void = () => undefined;
  return {
    write(more) {
      text += more;
      look();
    },
    end() {
      ended = true;
      look();
    },
    printed: (wanted) =>
      new Promise((resolve, reject) => {
        const give = (why: string) => () =>
          reject(new Error(`${why} without ${JSON.stringify(wanted)}; it printed ${text}`));
        const timer = setTimeout(give("it went on"), patience);
        look = () => {
          const at = text.indexOf(wanted);
          if (at < 0 && !ended) return;
          clearTimeout(timer);
          look = () => undefined;
          if (at < 0) return give("it ended")();
          const seen = text.slice(0, at + wanted.length);
          text = text.slice(seen.length);
          resolve(seen);
        };
        look();
      }),
  };
}

/** A command line that runs in a process of its own. */
export interface Running extends Pick<Printing, "printed"> {
  readonly stdin: NodeJS.WritableStream;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** How it ended. */
  readonly ended: Promise<{
    readonly status: number | null;
    readonly signal: NodeJS.Signals | null;
  }>;
}

/** Starts the real command line; what it prints on stdout and stderr is one text. */
export function startTerraloom(
  root: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
  program: string = programFile,
): Running {
  const child = spawn(process.execPath, [program, ...argv, "--root", root], {
    cwd: repository,
    env: { ...process.env, ...env, NO_COLOR: "1" },
  });
  const { write, end, printed } = printing();
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => write(`${data}`));
  return {
    printed,
    stdin: child.stdin,
    kill: (signal) => child.kill(signal),
    ended: new Promise((resolve) =>
      child.on("close", (status, signal) => {
        end();
        resolve({ status, signal });
      }),
    ),
  };
}

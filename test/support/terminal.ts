import { spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";
import { programFile, repository } from "./temporaryProject.ts";

/** What a person waits for on the screen, and then types. */
export type Turn = readonly [waitFor: string, type: string];

/** Keys as a terminal sends them. */
export const keys = { enter: "\r", space: " ", down: "\u001b[B", interrupt: "\u0003" } as const;

/**
 * Runs a command line in a real pseudo-terminal, made by `script` of util-linux, and answers what it asks.
 *
 * @param program absent: that of this checkout
 * @returns all that was on the screen, without colours and cursor movements, and the exit status
 */
export async function inTerminal(
  root: string,
  argv: readonly string[],
  turns: readonly Turn[],
  program: string = programFile,
): Promise<{ readonly screen: string; readonly status: number | null }> {
  const words = [program, ...argv, "--root", root];
  const command = [process.execPath, ...words].map(quoteForShell).join(" ");
  // Without a terminal of its own behind it, `script` makes one that is no columns wide.
  const sized = `stty rows 50 cols 200 && exec ${command}`;
  const child = spawn("script", ["-qefc", sized, "/dev/null"], {
    cwd: repository,
    env: { ...process.env, TERM: "xterm", NO_COLOR: "1" },
  });
  const patience = setTimeout(() => child.kill(), 30_000);
  let screen = "";
  let seen = 0;
  const waiting = [...turns];
  child.stdout.on("data", (data) => {
    screen += stripVTControlCharacters(String(data));
    const [turn] = waiting;
    const at = turn ? screen.indexOf(turn[0], seen) : -1;
    if (!turn || at < 0) return;
    waiting.shift();
    seen = at + turn[0].length;
    // The prompt listens a moment after it is drawn.
    setTimeout(() => child.stdin.write(turn[1]), 150);
  });
  const status = await new Promise<number | null>((resolve) => child.on("close", resolve));
  clearTimeout(patience);
  return { screen, status };
}

function quoteForShell(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

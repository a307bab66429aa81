import { run } from "./run.ts";

/** The program: the one place that touches the process. */
export async function main(): Promise<void> {
  process.stdout.on("error", (problem: NodeJS.ErrnoException) => {
    // A reader such as `head` is free to go before all is told.
    if (problem.code !== "EPIPE") throw problem;
  });
  try {
    process.exitCode = await run(process.argv.slice(2), {
      cwd: process.cwd(),
      env: process.env,
      // Opened when a question is asked.
      get stdin() {
        return process.stdin;
      },
      stdout: process.stdout,
      stderr: process.stderr,
    });
  } catch (thrown) {
    const trace = thrown instanceof Error ? thrown.stack : String(thrown);
    process.stderr.write(
      `terraloom: this is a mistake of terraloom's own; please report it with this text.\n${trace}\n`,
    );
    process.exitCode = 1;
  }
}

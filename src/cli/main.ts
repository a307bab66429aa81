import { appendFile } from "../files/appendFile.ts";
import type { Stream } from "./command.ts";
import { run } from "./run.ts";

/** The summary of a job on GitHub is a file that the runner names. */
function jobSummary(file: string | undefined): Stream | undefined {
  return file ? { write: (text) => appendFile(file, text) } : undefined;
}

/** The program: the one place that touches the process. */
export async function main(): Promise<void> {
  process.stdout.on("error", (problem: NodeJS.ErrnoException) => {
    // A reader such as `head` may end before all is written.
    if (problem.code !== "EPIPE") throw problem;
  });
  // A schema is code, and code may end the process: that is no success.
  let isOver = false;
  process.on("exit", () => {
    if (isOver) return;
    process.stderr.write(
      "terraloom: ended before its work was done. Does the schema end the process?\n",
    );
    process.exitCode = 1;
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
      summary: jobSummary(process.env.GITHUB_STEP_SUMMARY),
    });
  } catch (thrown) {
    process.exitCode = 1;
    const { failureText } = await import("./failure.ts");
    process.stderr.write(failureText(thrown, `Node ${process.version}, ${process.platform}`));
  } finally {
    isOver = true;
  }
  // A schema may have left a timer or a connection open, which would keep the process alive.
  await Promise.all([process.stdout, process.stderr].map(written));
  process.exit();
}

/** Waits until a reader has, or will never have, all that was written. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write("", () => resolve()));
}

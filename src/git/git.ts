import { spawnSync } from "node:child_process";
import { program } from "../debug/debug.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { failure, type Result, success } from "../model/result.ts";

/**
 * Runs git in the repository of a folder. Only for commands that read: none of them
 * may take a lock, ask for a password or start a pager.
 *
 * @param root absolute; git runs there
 * @param input its standard input
 * @returns its standard output
 */
export function askGit(
  root: string,
  parameters: readonly string[],
  input?: string,
): Result<Buffer> {
  const { status, stdout, stderr, error } = program(
    "git",
    parameters,
    () =>
      spawnSync("git", ["--no-pager", "-c", "log.showSignature=false", ...parameters], {
        cwd: root,
        input: input ?? "",
        maxBuffer: 2 ** 30,
        env: { ...process.env, GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" },
      }),
    (ended) => `exit ${ended.status}, ${ended.stdout?.length ?? 0} bytes`,
  );
  if (error) return failure(diagnostic("git-failed", { said: error.message, isRun: false }));
  if (status === 0) return success(stdout);
  const [line = ""] = stderr.toString().trim().split("\n");
  const said = line.replace(/^(?:fatal|error): /, "");
  return failure(diagnostic("git-failed", { said, isRun: true }));
}

/** Asks git for one line of text. */
export function askGitLine(root: string, parameters: readonly string[]): Result<string> {
  const answer = askGit(root, parameters);
  return answer.ok ? success(answer.value.toString().trim()) : answer;
}

/** Asks git for a list, such as one of paths, in which a character ends or parts what is listed. */
export function askGitList(
  root: string,
  parameters: readonly string[],
  end = "\0",
): Result<readonly string[]> {
  const answer = askGit(root, parameters);
  return answer.ok ? success(answer.value.toString().split(end).filter(Boolean)) : answer;
}

import { spawnSync } from "node:child_process";

/** Who commits in tests, whatever is configured on the machine. */
export const identity = {
  GIT_AUTHOR_NAME: "Ada",
  GIT_AUTHOR_EMAIL: "ada@example.org",
  GIT_COMMITTER_NAME: "Ada",
  GIT_COMMITTER_EMAIL: "ada@example.org",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
} as const;

/** Runs git in a folder; throws what it says is wrong. */
export function gitIn(root: string, date?: string): (...parameters: readonly string[]) => string {
  const dates = date ? { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date } : {};
  const env = { ...process.env, ...identity, ...dates };
  return (...parameters) => {
    const { status, stdout, stderr } = spawnSync("git", parameters, { cwd: root, env });
    if (status !== 0) throw new Error(`git ${parameters.join(" ")}: ${stderr}`);
    return stdout.toString().trim();
  };
}

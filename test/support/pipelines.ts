import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { available } from "./programs.ts";
import { repository } from "./temporaryProject.ts";

/** gitlab-ci-local copies what it runs with it. */
export const rsyncAvailable: boolean = available("rsync", "--version");

/** What a pipeline printed, and how it ended: 0 where all jobs passed. */
export interface PipelineRun {
  readonly status: number | null;
  readonly log: string;
}

type Variables = Readonly<Record<string, string>>;

/**
 * Runs `.gitlab-ci.yml` of a git repository as GitLab would, child pipelines too, without containers.
 *
 * @param folder absolute path of the repository, which has a remote `origin`
 * @param variables of the pipeline
 */
export function runGitlab(folder: string, variables: Variables = {}): PipelineRun {
  const given = Object.entries(variables).flatMap(([name, value]) => [
    "--variable",
    `${name}=${value}`,
  ]);
  const names = Object.keys(variables).join(",");
  return run(folder, process.execPath, [
    ...["--import", pathToFileURL(join(repository, "test/support/setMethods.mjs")).href],
    createRequire(import.meta.url).resolve("gitlab-ci-local"),
    ...["--force-shell-executor", ...given, "--ignore-predefined-vars", names],
  ]);
}

/**
 * Runs the command of a Buildkite step; what its agent is given to upload is in `uploaded/`, by its number.
 *
 * @param command as a pipeline has it: `$$` stands for a dollar of the shell
 */
export function runBuildkiteStep(
  folder: string,
  command: string,
  variables: Variables,
): PipelineRun {
  const script = command
    .replaceAll(/(?<!\$)\$(\w+)/g, (_, name: string) => variables[name] ?? "")
    .replaceAll("$$", "$");
  return run(folder, "bash", ["-e", "-c", script]);
}

/** Runs a program that finds this checkout behind `npx terraloom`, and an `npm` that installs nothing. */
function run(folder: string, program: string, parameters: readonly string[]): PipelineRun {
  const programs = join(folder, "node_modules/.programs");
  mkdirSync(programs, { recursive: true });
  for (const [name, text] of Object.entries(standIns)) {
    writeFileSync(join(programs, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(programs, name), 0o755);
  }
  const { status, stdout, stderr } = spawnSync(program, parameters, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, PATH: `${programs}${delimiter}${process.env.PATH}` },
  });
  return { status, log: stdout + stderr };
}

const standIns = {
  npm: ":",
  // What a container would be given: Terraform is there.
  curl: ":",
  "apt-get": ":",
  unzip: ":",
  sha256sum: ":",
  grep: 'case "$*" in *linux_amd64*) ;; *) exec /usr/bin/env -S PATH=/usr/bin:/bin grep "$@" ;; esac',
  npx: `shift; exec node "${join(repository, "bin/terraloom.js")}" "$@"`,
  "buildkite-agent": 'mkdir -p uploaded; cp "$3" "uploaded/$(ls uploaded | wc -l)"',
};

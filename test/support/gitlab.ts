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

/**
 * Runs `.gitlab-ci.yml` of a git repository as GitLab would, child pipelines too, without containers: jobs find the
 * programs of this machine, this checkout behind `npx terraloom`, and an `npm` that installs nothing.
 *
 * @param folder absolute path of the repository, which has a remote `origin`
 * @param variables of the pipeline
 */
export function runPipeline(
  folder: string,
  variables: Readonly<Record<string, string>> = {},
): PipelineRun {
  const given = Object.entries(variables).flatMap(([name, value]) => [
    "--variable",
    `${name}=${value}`,
  ]);
  const names = Object.keys(variables).join(",");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...["--import", pathToFileURL(join(repository, "test/support/setMethods.mjs")).href],
      createRequire(import.meta.url).resolve("gitlab-ci-local"),
      ...["--force-shell-executor", ...given, "--ignore-predefined-vars", names],
    ],
    {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, PATH: `${programsIn(folder)}${delimiter}${process.env.PATH}` },
    },
  );
  return { status, log: stdout + stderr };
}

function programsIn(folder: string): string {
  const programs = join(folder, "node_modules/.programs");
  mkdirSync(programs, { recursive: true });
  const program = (name: string, text: string): void => {
    writeFileSync(join(programs, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(programs, name), 0o755);
  };
  const modules = join(folder, "node_modules");
  program("npm", `[ -e node_modules ] || ln -s "${modules}" node_modules`);
  program("npx", `shift; exec node "${join(repository, "bin/terraloom.js")}" "$@"`);
  return programs;
}

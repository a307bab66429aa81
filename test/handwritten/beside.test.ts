import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describe as words } from "../../src/diagnostics/diagnostic.ts";
import { check, generate, loadProject } from "../../src/index.ts";
import { gitIn } from "../support/git.ts";
import { terraloom } from "../support/screen.ts";
import {
  repository,
  type TemporaryProject,
  temporaryProject,
} from "../support/temporaryProject.ts";

const staging = "generated/environments/staging";
const production = "generated/environments/production";
const lock = (version: string): string =>
  `provider "registry.terraform.io/hashicorp/aws" {\n  version = "${version}"\n}\n`;

let project: TemporaryProject;

beforeEach(async () => {
  project = temporaryProject(join(repository, "test/golden/base"));
  gitIn(project.root)("init", "--quiet");
  await generate(await loadProject(project.root));
});

afterEach(() => project.remove());

function write(path: string, text: string): void {
  mkdirSync(dirname(join(project.root, path)), { recursive: true });
  writeFileSync(join(project.root, path), text);
}

/** What check tells, as `severity code file:line message | advice`. */
async function told(): Promise<readonly string[]> {
  const { problems } = await check(await loadProject(project.root));
  return problems.map((problem) => {
    const { message, advice } = words(problem);
    const { severity, code, location } = problem;
    return `${severity} ${code} ${location?.file}:${location?.line} ${message} | ${advice}`;
  });
}

describe("code beside generated code", () => {
  it.each([
    [`${staging}/x_override.tf`, "code-overridden"],
    [`${staging}/override.tf.json`, "code-overridden"],
    ["generated/modules/service/override.tf", "code-overridden"],
    [`${staging}/mine.auto.tfvars`, "values-beside"],
    [`${staging}/terraform.tfvars.json`, "values-beside"],
  ])("%s is refused: %s", async (path, code) => {
    write(path, "{}\n");
    expect(await told()).toEqual([expect.stringContaining(`error ${code} ${path}:1 `)]);
    // Also where git does not see it.
    write(".gitignore", `${path}\n`);
    expect(await told()).toEqual([expect.stringContaining(`error ${code} ${path}:1 `)]);
  });

  it("that adds something is part of the digest, and no other file is read", async () => {
    const digest = () => readFileSync(join(project.root, staging, "terraloom.tf"), "utf8");
    const before = digest();
    for (const name of ["notes.md", ".hidden.tf", "main.tf~", "other.tfvars", "main.tf.bak"]) {
      write(`${staging}/${name}`, "?");
    }
    expect(await told()).toEqual([]);
    expect((await check(await loadProject(project.root))).current).toBe(true);
    write(`${staging}/hotfix.tf`, 'resource "terraform_data" "hotfix" {}\n');
    const report = await check(await loadProject(project.root));
    expect([report.current, report.problems]).toEqual([false, []]);
    await generate(await loadProject(project.root));
    expect(digest()).not.toBe(before);
    expect(digest()).toContain("    terraform_data.hotfix,\n");
    expect((await check(await loadProject(project.root))).current).toBe(true);
  });
});

it("an unchanged run does not vouch for handwritten code added since", async () => {
  const run = async () => (await terraloom(project.root, "generate")).stderr;
  expect(await run()).toContain("all current");
  write(`${staging}/hotfix.tf`, 'resource "terraform_data" "hotfix" {}\n');
  expect(await run()).toContain("1 updated");
  write(`${staging}/hotfix.tf`, 'resource "terraform_data" "cold" {}\n');
  expect(await run()).toContain("1 updated");
});

describe("what git ignores", () => {
  it("is reported with the ignoring line and the negation that undoes it", async () => {
    write(".gitignore", "node_modules\n*.tfvars\n");
    const negation = "!/generated/environments/**/terraform.tfvars";
    expect(await told()).toEqual([
      `error file-ignored .gitignore:2 "*.tfvars" keeps ${production}/terraform.tfvars and 1 more out of git: a clone would lack code that is applied here | Add below it: ${negation}`,
    ]);
    write(".gitignore", `node_modules\n*.tfvars\n${negation}\n`);
    expect(await told()).toEqual([]);
  });

  it("is reported for folders, where no negation helps, and for specs", async () => {
    write(".gitignore", "staging/\nenvs/production.yaml\n");
    expect(await told()).toEqual([
      expect.stringMatching(
        /^error file-ignored .gitignore:1 .*remove it, or make it more specific/,
      ),
      expect.stringContaining("Add below it: !/envs/production.yaml"),
    ]);
  });

  it("is not reported for files that git tracks", async () => {
    gitIn(project.root)("add", "--all");
    write(".gitignore", "*.tfvars\n");
    expect(await told()).toEqual([]);
  });

  it("is reported for lock files", async () => {
    write(".gitignore", ".terraform*\n");
    expect(await told()).toEqual([]);
    for (const folder of [staging, production])
      write(`${folder}/.terraform.lock.hcl`, lock("6.1.0"));
    expect(await told()).toEqual([
      expect.stringContaining(
        'warning lock-file-ignored .gitignore:1 ".terraform*" keeps generated/environments/',
      ),
    ]);
  });
});

describe("lock files of one stack", () => {
  it("that differ are reported with provider and versions", async () => {
    write(`${staging}/.terraform.lock.hcl`, lock("6.2.0"));
    expect(await told()).toEqual([
      expect.stringMatching(
        /^warning lock-file-absent .*staging has a lock file of providers and production has none/,
      ),
    ]);
    write(`${production}/.terraform.lock.hcl`, `# made by init\n${lock("6.1.0")}`);
    expect(await told()).toEqual([
      `warning lock-files-differ ${production}/.terraform.lock.hcl:2 environments of one stack lock registry.terraform.io/hashicorp/aws at different versions: staging 6.2.0, production 6.1.0 | Run terraform init -upgrade in the one that is behind, and commit its .terraform.lock.hcl.`,
    ]);
    write(`${production}/.terraform.lock.hcl`, lock("6.2.0"));
    expect(await told()).toEqual([]);
  });
});

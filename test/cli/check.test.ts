import { appendFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Log } from "sarif";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { checkSchema } from "../schemas/check.ts";
import { problemsSchema } from "../schemas/problem.ts";
import { edit } from "../support/edit.ts";
import { terraloom } from "../support/screen.ts";
import {
  repository,
  type TemporaryProject,
  temporaryProject,
} from "../support/temporaryProject.ts";

const tfvars = "generated/environments/staging/terraform.tfvars";
const module = "generated/modules/service/main.tf";

/** One file of each kind: stale, edited by hand, missing, orphaned, new. */
async function everyKind(root: string): Promise<void> {
  const removed = join(root, "templates/modules/service/removed.tf");
  writeFileSync(removed, "locals {}\n");
  await terraloom(root, "generate");
  edit(root, "envs/staging.yaml", "core_memory: 512", "core_memory: 1024");
  appendFileSync(join(root, module), "# mine\n");
  rmSync(join(root, "generated/environments/production/main.tf"));
  rmSync(removed);
  writeFileSync(join(root, "templates/modules/service/outputs.tf"), "locals {}\n");
}

describe("check, for CI", () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = temporaryProject(join(repository, "test/golden/base"));
  });
  afterEach(() => project.remove());

  it("lists every file in JSON, with its diff", async () => {
    await everyKind(project.root);
    const { stdout, exitCode } = await terraloom(project.root, "check", "--format", "json");
    expect(exitCode).toBe(2);
    const report = checkSchema.parse(JSON.parse(stdout));
    expect(report.verdict).toBe("difference");
    const found = report.files.map(({ path, kind, code }) => [path, kind, code]);
    expect(found).toEqual(
      expect.arrayContaining([
        [tfvars, "stale", "file-stale"],
        [module, "edited", "hand-edited"],
        ["generated/environments/production/main.tf", "missing", "file-missing"],
        ["generated/modules/service/removed.tf", "orphaned", "file-orphaned"],
        ["generated/modules/service/outputs.tf", "new", "file-new"],
      ]),
    );
    const stale = report.files.find(({ path }) => path === tfvars);
    expect(stale?.diff).toContain("-core_memory = 512\n+core_memory = 1024\n");
    expect(stale?.location.line).toBe(4);
    expect(stale?.source).toBe("templates/environments/app/terraform.tfvars.hbs");
  });

  it("reports a manifest where nothing else differs", async () => {
    await terraloom(project.root, "generate");
    edit(project.root, "generated/manifest/staging.json", "sha256:", "sha256:0");
    const { stdout, exitCode } = await terraloom(project.root, "check", "--format", "json");
    expect(exitCode).toBe(2);
    const { files } = checkSchema.parse(JSON.parse(stdout));
    expect(files.map(({ path, code }) => [path, code])).toEqual([
      ["generated/manifest/staging.json", "manifest-stale"],
    ]);
  });

  it("reports in JSON that all is current, or the problems", async () => {
    await terraloom(project.root, "generate");
    const current = await terraloom(project.root, "check", "--format", "json");
    expect(checkSchema.parse(JSON.parse(current.stdout))).toMatchObject({
      verdict: "current",
      files: [],
    });
    edit(project.root, "envs/staging.yaml", "core_memory: 512", "core_memory: many");
    const wrong = await terraloom(project.root, "check", "--format", "json");
    expect(wrong.exitCode).toBe(1);
    const report = checkSchema.parse(JSON.parse(wrong.stdout));
    expect(report.verdict).toBe("error");
    expect(report.problems.map(({ code }) => code)).toEqual(["wrong-value"]);
  });

  it("annotates each file on GitHub at the line that differs, and shows the diff in the log", async () => {
    await everyKind(project.root);
    const { stdout, stderr } = await terraloom(project.root, "check", "--format", "github");
    expect(stdout).toContain(
      `::error file=${tfvars},line=4,col=1,title=terraloom file-stale::${tfvars} is stale`,
    );
    expect(stdout).toMatch(
      /^::error file=generated\/modules\/service\/main\.tf,.*The change belongs in templates\/modules\/service\/main\.tf\.hbs/m,
    );
    expect(stdout.split("\n").filter((line) => line !== "").length).toBeGreaterThan(5);
    expect(stderr).toContain("+core_memory = 1024\n");
  });

  it("gives code scanning a SARIF log with a rule for each code", async () => {
    await everyKind(project.root);
    const { stdout } = await terraloom(project.root, "check", "--format", "sarif");
    const { runs, version } = JSON.parse(stdout) as Log;
    expect(version).toBe("2.1.0");
    const [found] = runs;
    const rules = found?.tool.driver.rules?.map(({ id }) => id) ?? [];
    for (const { ruleId, ruleIndex } of found?.results ?? [])
      expect(rules[ruleIndex ?? -1]).toBe(ruleId);
    const places = found?.results?.map(
      ({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri,
    );
    expect(places).toContain(tfvars);
  });

  it("gives GitLab a report with a fingerprint for each problem, and shows the diff in the log", async () => {
    await everyKind(project.root);
    const { stdout, stderr } = await terraloom(project.root, "check", "--format", "gitlab");
    const issues = JSON.parse(stdout) as readonly Record<string, unknown>[];
    expect(issues).toContainEqual({
      description: expect.stringContaining(`${tfvars} is stale`),
      check_name: "terraloom file-stale",
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      severity: "major",
      location: { path: tfvars, lines: { begin: 4 } },
    });
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
    expect(stderr).toContain("+core_memory = 1024\n");
  });

  it("names paths from the repository's top where the project is in a folder of it", async () => {
    const outer = temporaryProject(join(repository, "test/golden"), ["base"]);
    try {
      mkdirSync(join(outer.root, ".git"));
      const root = join(outer.root, "base");
      for (const format of ["github", "gitlab", "sarif"]) {
        const { stdout } = await terraloom(root, "check", "--format", format);
        expect(stdout).toContain(`base/${tfvars}`);
      }
    } finally {
      outer.remove();
    }
  });

  it("writes the summary of the job, diffs folded", async () => {
    await everyKind(project.root);
    let summary = "";
    const silent = { write: () => undefined };
    await run(["check", "--format", "github"], {
      cwd: project.root,
      env: {},
      stdout: silent,
      stderr: silent,
      summary: { write: (text) => (summary += text) },
    });
    expect(summary).toContain(`| \`${tfvars}\` | stale | Run: npx terraloom generate |\n`);
    expect(summary).toMatch(/<details><summary><code>[^<]+<\/code><\/summary>\n\n```diff\n/);
  });
});

describe("a problem that repeats", () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = temporaryProject(join(repository, "test/golden/base"));
    for (let index = 0; index < 30; index++) {
      const backend = `settings: { backend: { bucket: b, key: k${index} } }`;
      const values =
        "{ region: r, core_memory: 512, API_URL: 'https://a.example.org', origins: [] }";
      const spec = `stack: app\n${backend}\nvariables: ${values}\n`;
      writeFileSync(join(project.root, `envs/env${index}.yaml`), spec);
    }
  });
  afterEach(() => project.remove());

  it("is shown ten times in text, then counted, and every time in JSON", async () => {
    const some = await terraloom(project.root, "generate");
    expect(some.stderr.match(/warning modeline-missing/g)).toHaveLength(10);
    expect(some.stderr).toContain("... and 20 more modeline-missing\n  --all shows all of them.\n");
    expect(some.stderr).toContain("30 warnings\n");
    const all = await terraloom(project.root, "check", "--all");
    expect(all.stderr.match(/warning modeline-missing/g)).toHaveLength(30);
    const json = await terraloom(project.root, "generate", "--format", "json");
    expect(problemsSchema.parse(JSON.parse(json.stdout)).problems).toHaveLength(30);
  });

  it("is annotated ten times on GitHub, then counted", async () => {
    await terraloom(project.root, "generate");
    const { stdout } = await terraloom(project.root, "check", "--format", "github");
    expect(stdout.match(/^::warning .*modeline-missing/gm)).toHaveLength(10);
    expect(
      stdout.match(/^envs\/\S+:1:1: warning terraloom modeline-missing: the spec has no comment/gm),
    ).toHaveLength(20);
    expect(stdout).toContain(
      "::notice title=terraloom modeline-missing::20 more of this kind: the log of this step has them all.\n",
    );
  });
});

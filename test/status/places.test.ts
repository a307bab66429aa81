import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { terraformAvailable } from "../support/programs.ts";
import { daysAgo, linesOf, makeWorld, type World } from "./world.ts";

describe.skipIf(!terraformAvailable)("which state was read, and what lies beside the code", () => {
  let world: World;
  let first: string;

  beforeEach(async () => {
    world = await makeWorld();
    first = await world.commit("Begin", daysAgo(4));
  });

  afterEach(() => world.stop());

  const folder = "generated/environments/staging";
  const write = (path: string, text: string) => writeFileSync(join(world.root, path), text);

  test("a fresh clone works with lock files of providers that are not installed", async () => {
    await world.apply("staging");
    for (const version of ["6.0.0", "3.14.159"]) {
      const provider = `provider "registry.terraform.io/hashicorp/aws" {\n  version = "${version}"\n  hashes  = ["h1:x"]\n}\n`;
      write(`${folder}/.terraform.lock.hcl`, provider);
      const { stdout } = await world.status("staging");
      expect(linesOf("staging", stdout)).toEqual([`converged at ${first}`]);
    }
    // Code that no provider and no module is there for.
    write(
      `${folder}/more.tf`,
      'module "registry" {\n  source  = "terraform-aws-modules/vpc/aws"\n  version = "5.0.0"\n}\n',
    );
    const { stdout } = await world.status("staging");
    expect(stdout).toContain("behind by what is not committed");
  });

  test("another workspace is named, and the one that has the environment", async () => {
    await world.apply("staging");
    const { stdout } = await world.statusWith({ TF_WORKSPACE: "blue" }, "staging");
    expect(stdout).toContain(
      "applied elsewhere: its state is at s3 states/staging.tfstate, not where the code says now\n",
    );
    expect(stdout).toContain(" asked: workspace blue of s3 states/staging.tfstate\n");
    const may = await world.statusWith({ TF_WORKSPACE: "blue" }, "--for-apply", "staging");
    expect([may.exitCode, may.stdout]).toEqual([
      2,
      expect.stringContaining("all of it would be made a second time"),
    ]);
    // The selected one counts as Terraform has it.
    mkdirSync(join(world.root, folder, ".terraform"));
    write(`${folder}/.terraform/environment`, "blue");
    const selected = await world.status("staging");
    expect(selected.stdout).toContain("asked: workspace blue of");
  });

  test("an earlier state key is looked at before an environment counts as never applied", async () => {
    await world.apply("staging");
    world.edit("staging", "staging.tfstate", "staging-moved.tfstate");
    await world.commit("Move the state", daysAgo(1));
    const { exitCode, stdout } = await world.status(
      "--for-apply",
      "staging",
      "--rollback",
      "it is urgent",
    );
    expect(exitCode).toBe(2);
    expect(stdout).toContain(
      "staging was applied to s3 states/staging.tfstate, and its code says another place now",
    );
    world.edit("production", "production.tfstate", "production-moved.tfstate");
    await world.commit("Move what was never applied");
    expect(linesOf("production", (await world.status("production")).stdout)).toEqual([
      "never applied",
    ]);
  });

  test("a file changed by hand is not the applied one", async () => {
    await world.apply("staging");
    const path = "generated/modules/service/main.tf";
    const text = readFileSync(join(world.root, path), "utf8");
    write(path, text.replace("var.core_memory", "var.core_memory + 1"));
    const edited = await world.status("staging");
    expect(edited.stdout).not.toContain("converged");
    // Applied like this, and then put back: the plan would take it out again.
    await world.apply("staging");
    write(path, text);
    const { stdout } = await world.status("staging");
    expect(linesOf("staging", stdout)).toEqual([
      `incomplete at ${first}`,
      "files were changed by hand when it was applied, or others lay beside them",
    ]);
    const { stdout: may } = await world.status("--for-apply", "staging");
    expect(may).toMatch(/staging may run more than \w{7} has, and that would be undone/);
  });

  test("a file that code reads, changed since generate, is not the applied one", async () => {
    const notes = "generated/modules/service/notes.txt";
    write(
      "templates/modules/service/notes.tf",
      'locals {\n  notes = file("${path.module}/notes.txt")\n}\n',
    );
    write(notes, "one\n");
    const whole = await world.commit("Read notes");
    await world.apply("staging", "production");
    expect(linesOf("staging", (await world.status("staging")).stdout)).toEqual([
      `converged at ${whole}`,
    ]);
    write(notes, "two\n");
    const { stdout } = await world.status("staging");
    expect(linesOf("staging", stdout)[0]).toBe("behind by what is not generated");
    world.git("commit", "--quiet", "--all", "--message=Other notes");
    const here = await world.status("--for-apply", "production");
    expect([here.exitCode, here.stdout]).toEqual([
      2,
      expect.stringMatching(/yet\n {2}the generated files are not what the sources say now\n.*\n$/),
    ]);
    const judge = (...more: readonly string[]) =>
      world.status("--for-apply", "production", "--commit", "HEAD", ...more);
    const refused = await judge();
    expect([refused.exitCode, refused.stdout]).toEqual([
      2,
      expect.stringContaining("reads have changed since it was generated"),
    ]);
    expect((await judge("--rollback", "of an older terraloom")).exitCode).toBe(0);
  });

  test("files beside the code are reported, ignored by git or not", async () => {
    await world.apply("staging");
    write(".gitignore", "node_modules\n.terraform*\n*_override.tf\nhotfix.tf\n");
    write(`${folder}/x_override.tf`, 'module "service" {\n  core_memory = 1\n}\n');
    const overridden = await world.status("staging");
    expect(overridden.exitCode).toBe(1);
    expect(overridden.stderr).toContain("error code-overridden");
    expect(overridden.stdout).toContain(`staging  incomplete at ${first}\n`);
    expect(overridden.stdout).toContain(
      ` changed here from beside generated code: ${folder}/x_override.tf\n`,
    );
    rmSync(join(world.root, folder, "x_override.tf"));
    write(`${folder}/hotfix.tf`, 'resource "terraform_data" "hotfix" {}\n');
    // Not generated anew, it is applied: Terraform found more than the digest names.
    await world.apply("staging");
    const beside = await world.status("staging");
    expect(beside.stdout).not.toContain("converged");
    expect(beside.stdout).toContain(` code by hand beside it: ${folder}/hotfix.tf
`);
    rmSync(join(world.root, folder, "hotfix.tf"));
    const gone = await world.status("staging");
    expect(linesOf("staging", gone.stdout)[0]).toBe(`incomplete at ${first}`);
  });
});

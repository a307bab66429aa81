import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { generateUnparsed } from "./support/generateUnparsed.ts";
import { terraloom } from "./support/screen.ts";
import { repository, temporaryProject } from "./support/temporaryProject.ts";

const project = temporaryProject(join(repository, "test/golden/base"));
afterEach(() => project.remove());

it("generates and checks only chosen environments", async () => {
  const { root } = project;
  await generateUnparsed(root);
  for (const name of ["staging", "production"]) {
    const spec = join(root, `envs/${name}.yaml`);
    writeFileSync(spec, readFileSync(spec, "utf8").replace("us-east-1", "eu-west-1"));
  }
  const stale = await terraloom(root, "check", "stag*");
  expect(stale.exitCode).toBe(2);
  expect(stale.stdout).toContain("generated/environments/staging/terraform.tfvars");
  expect(stale.stdout).not.toContain("production");

  const generated = await terraloom(root, "generate", "staging");
  expect(generated).toMatchObject({
    exitCode: 0,
    stdout:
      "updated generated/environments/staging/terraform.tfvars\nupdated generated/environments/staging/terraloom.tf\n",
  });
  expect(generated.stderr).toContain("1 environment: 2 updated");
  expect((await terraloom(root, "check", "staging")).exitCode).toBe(0);
  expect((await terraloom(root, "check")).exitCode).toBe(2);

  // What an environment that is gone has left is nobody's who was chosen.
  rmSync(join(root, "envs/production.yaml"));
  const schema = join(root, "schema/index.ts");
  writeFileSync(schema, readFileSync(schema, "utf8").replace(', "production"]', "]"));
  expect((await terraloom(root, "generate", "staging")).stderr).toContain("all current");
  expect(readFileSync(join(root, "generated/environments/production/main.tf"), "utf8")).not.toBe(
    "",
  );

  const unknown = await terraloom(root, "generate", "stagin");
  expect(unknown.exitCode).toBe(1);
  expect(unknown.stderr).toContain('Did you mean "staging"?');
});

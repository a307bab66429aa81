import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { terraloom } from "../support/screen.ts";
import { repository, temporaryProject } from "../support/temporaryProject.ts";

const project = temporaryProject(join(repository, "examples/google-cloud"));
afterAll(() => project.remove());

const reader = "templates/environments/app/main.tf.hbs";
const edit = (file: string, from: string, to: string): void => {
  const path = join(project.root, file);
  const text = readFileSync(path, "utf8");
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
};

it("tells an output that the other stack's state does not have, at the template's line", async () => {
  edit(reader, "outputs.subnet_id", "outputs.subnet_ids");
  const { exitCode, stderr } = await terraloom(project.root, "check");
  expect(exitCode).toBe(1);
  expect(stderr).toContain(
    `${reader}:15:59: error remote-output-missing: the state of network/staging has no output "subnet_ids"`,
  );
  expect(stderr).toContain('Did you mean "subnet_id"?');
  edit(reader, "outputs.subnet_ids", "outputs.subnet_id");
});

it("tells one of another type than the argument that gets it", async () => {
  const writer = "templates/environments/network/main.tf.hbs";
  edit(writer, "= module.network.subnet_id", "= [module.network.subnet_id]");
  const { stderr } = await terraloom(project.root, "check");
  expect(stderr).toContain(
    `${reader}:15:3: error argument-type: argument "subnet_id" does not fit its type in module "api": a tuple is given, and a string is declared`,
  );
});

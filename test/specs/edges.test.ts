import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { terraloom } from "../support/screen.ts";
import {
  repository,
  type TemporaryProject,
  temporaryProject,
} from "../support/temporaryProject.ts";

let project: TemporaryProject;
const at = (file: string): string => join(project.root, file);
beforeEach(() => {
  project = temporaryProject(join(repository, "test/golden/base"));
});
afterEach(() => project.remove());

test("a shared spec may be empty, or comments alone; an environment's may not", async () => {
  for (const text of ["", "# what is shared comes here\n"]) {
    writeFileSync(at("envs/_shared.yaml"), text);
    const spec = readFileSync(at("envs/staging.yaml"), "utf8").replace(/^extends: .*\n/m, "");
    writeFileSync(
      at("envs/staging.yaml"),
      spec.replace("stack: app\n", "stack: app\nextends: _shared.yaml\n"),
    );
    const screen = await terraloom(project.root, "generate");
    expect(screen).toMatchObject({ exitCode: 0 });
  }
  writeFileSync(at("envs/empty.yaml"), "# nothing\n");
  expect((await terraloom(project.root, "generate")).stderr).toContain("error spec-empty");
});

test("a setting's key that would be lost is an error", async () => {
  const schema = readFileSync(at("schema/index.ts"), "utf8");
  writeFileSync(
    at("schema/index.ts"),
    schema.replace(
      "settings: {",
      'settings: {\n    notes: setting(z.record(z.string(), z.string()).default({}), { description: "n" }),',
    ),
  );
  const spec = readFileSync(at("envs/staging.yaml"), "utf8");
  writeFileSync(
    at("envs/staging.yaml"),
    spec
      .replace("settings:\n", 'settings:\n  notes: { "__proto__": x, y: z }\n')
      .replace("variables:\n", "variables:\n  tags: { __proto__: x, y: z }\n"),
  );
  const screen = await terraloom(project.root, "check");
  expect(screen.exitCode).toBe(1);
  expect(screen.stderr).toContain('notes: the key "__proto__" would be lost');
  expect(screen.stderr).toContain('tags: the key "__proto__" would be lost');
});

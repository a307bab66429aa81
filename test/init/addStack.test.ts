import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { terraloom } from "../support/screen.ts";
import {
  repository,
  type TemporaryProject,
  temporaryProject,
} from "../support/temporaryProject.ts";

let project: TemporaryProject;
beforeEach(() => {
  project = temporaryProject(join(repository, "test/golden/base"));
});
afterEach(() => project.remove());
const read = (path: string): string => readFileSync(join(project.root, path), "utf8");
const run = (command: string) => terraloom(project.root, ...command.split(" "));

it("adds a stack that generates at once, at its place in the order", async () => {
  await run("generate");
  const made = await run(
    "add stack class --after app --environment class/staging --environment class/demo --backend gcs --backend-value bucket=states",
  );
  expect(made).toMatchObject({
    exitCode: 0,
    stderr: expect.stringContaining("Added stack class with class/staging, class/demo."),
  });
  expect(read("schema/class.ts")).toContain(
    'export const classStack = defineStack({\n  after: ["app"],\n',
  );
  expect(read("schema/index.ts")).toContain('import { classStack } from "./class.ts";\n');
  expect(read("schema/index.ts")).toContain("stacks: { app, class: classStack }");
  expect(read("schema/index.ts")).toContain(
    'promotion: ["staging", "class/staging", "class/demo", "production"]',
  );
  expect(read("envs/class/staging.yaml")).toMatch(
    /schema\/class.schema.json\nstack: class\nextends: \.\.\/_class.yaml\n/,
  );
  expect(read("generated/environments/class/demo/backend.tf")).toContain('"class/demo"');
  expect(await run("check")).toMatchObject({ exitCode: 0 });
  expect(await run("drift-report")).toMatchObject({ exitCode: 0 });
  const { stacks } = JSON.parse((await run("list --format json")).stdout);
  expect(stacks).toMatchObject([{ name: "app" }, { name: "class", after: ["app"] }]);
  expect(read("schema/index.ts")).toContain("const app = defineStack({");
});

it("reports everything that is missing, wrong or in the way, and writes nothing", async () => {
  const before = read("schema/index.ts");
  const wrong = await run("add stack app --environment staging --after ap --backend gcs");
  expect(wrong.exitCode).toBe(1);
  for (const said of [
    'NAME: there is a stack "app" already',
    '--environment: there is an environment "staging" already',
    '--after: there is no stack "ap" here',
    "--backend-value bucket=VALUE is missing",
  ]) {
    expect(wrong.stderr).toContain(said);
  }
  const there = await run("add stack dns --module service --environment dns --backend local");
  expect(there).toMatchObject({
    exitCode: 1,
    stderr: expect.stringMatching(
      /error stack-in-the-way: templates\/modules\/service\/.* exists already/,
    ),
  });
  mkdirSync(join(project.root, "schema/other"));
  writeFileSync(
    join(project.root, "schema/index.ts"),
    before.replace("stacks: { app }", "stacks: Object.fromEntries([['app', app]])"),
  );
  expect(await run("add stack dns --environment dns --backend local")).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("import the stack from ./dns.ts and add it to stacks"),
  });
  rmSync(join(project.root, "schema/other"), { recursive: true });
});

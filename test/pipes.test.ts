import { execFileSync, spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { edit } from "./support/edit.ts";
import { terraloom } from "./support/screen.ts";
import {
  programFile,
  repository,
  type TemporaryProject,
  temporaryProject,
} from "./support/temporaryProject.ts";

/** To read a pipe is to wait for whoever writes into it: wherever one stands, it is told in place of waiting. */
let project: TemporaryProject;

beforeAll(async () => {
  project = temporaryProject(join(repository, "test/golden/base"));
  edit(project.root, "schema/index.ts", "import * as z", 'import "./more.ts";\nimport * as z');
  execFileSync("touch", [join(project.root, "schema/more.ts")]);
  expect(await terraloom(project.root, "generate")).toMatchObject({ exitCode: 0 });
});
afterAll(() => project.remove());

test.each([
  ["envs/pipe.yaml", "envs/pipe.yaml:1:1: error source-link: this is neither a file nor a folder"],
  [
    "templates/modules/service/pipe.tf.hbs",
    "error source-link: this is neither a file nor a folder",
  ],
  ["schema/more.ts", "error schema-syntax: schema/more.ts is neither a file nor a folder"],
  ["generated/manifest.json", "there is something that is no file at generated/manifest.json"],
  ["generated/environments/staging/main.tf", "there is something that is no file at generated/"],
])("%s", { timeout: 60_000 }, (path, words) => {
  const file = join(project.root, path);
  const kept = join(project.root, "kept");
  spawnSync("mv", [file, kept]);
  execFileSync("mkfifo", [file]);
  const options = { cwd: project.root, encoding: "utf8", timeout: 30_000 } as const;
  const { status, stderr } = spawnSync(process.execPath, [programFile, "generate"], options);
  rmSync(file);
  spawnSync("mv", [kept, file]);
  expect([status, stderr]).toEqual([1, expect.stringContaining(words)]);
});

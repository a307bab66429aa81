import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { cachePath } from "../src/load/cache.ts";
import { edit } from "./support/edit.ts";
import { terraloom } from "./support/screen.ts";
import { repository, type TemporaryProject, temporaryProject } from "./support/temporaryProject.ts";

const loads = vi.hoisted(() => ({ count: 0 }));
vi.mock("../src/project/loadProject.ts", async (original) => {
  const real = await original<typeof import("../src/project/loadProject.ts")>();
  const loadProject: typeof real.loadProject = (...given) => {
    loads.count++;
    return real.loadProject(...given);
  };
  return { ...real, loadProject };
});

let project: TemporaryProject;
let outside: string;
const at = (path: string): string => join(project.root, path);
const write = (path: string, text: string, mode = 0o644): void => {
  mkdirSync(join(at(path), ".."), { recursive: true });
  writeFileSync(at(path), text, { mode });
};
/** Has a link stand where something was, to a copy of it outside of the project. */
const moveOut = (path: string): void => {
  const target = join(outside, "moved");
  rmSync(target, { recursive: true, force: true });
  const copy = temporaryProject(project.root, [path]);
  symlinkSync(join(copy.root, path), target);
  rmSync(at(path), { recursive: true });
  symlinkSync(join(copy.root, path), at(path));
};

beforeEach(() => {
  project = temporaryProject(join(repository, "test/golden/base"));
  outside = temporaryProject(join(repository, "test/golden/base"), []).root;
  loads.count = 0;
});
afterEach(() => {
  project.remove();
  rmSync(outside, { recursive: true, force: true });
});

const recordOf = (root: string): string => cachePath(root, "run-record");

/** Generates, and once more. */
async function settle(): Promise<void> {
  expect(await terraloom(project.root, "generate")).toMatchObject({ exitCode: 0 });
  expect(await terraloom(project.root, "generate")).toMatchObject({ exitCode: 0 });
}

/** What generate says without looking closer is what check says. */
async function expectAgreement(): Promise<void> {
  const check = await terraloom(project.root, "check");
  const generate = await terraloom(project.root, "generate");
  expect(check.exitCode, check.stderr).not.toBe(0);
  expect(generate.stderr).not.toContain("all current");
}

const serviceFile = "templates/modules/service/main.tf.hbs";

test("a second run on the same files loads nothing, code by hand or not", async () => {
  write("scripts/start.sh", "echo 1\n", 0o755);
  write("generated/modules/service/by-hand.tf", "locals {}\n");
  write("generated/modules/mine/main.tf", "locals {}\n");
  await settle();
  loads.count = 0;
  expect((await terraloom(project.root, "generate")).stderr).toContain("all current");
  expect(loads.count).toBe(0);
});

/** What may change behind its back, each with what has to be there before. */
const changes: Readonly<Record<string, readonly [() => void, () => void]>> = {
  "a spec is a link out of the project": [() => {}, () => moveOut("envs/staging.yaml")],
  "a template is a link out of the project": [() => {}, () => moveOut(serviceFile)],
  "a folder of templates is one": [() => {}, () => moveOut("templates/modules")],
  "all specs are": [() => {}, () => moveOut("envs")],
  "a generated file is a link": [() => {}, () => moveOut("generated/modules/service/main.tf")],
  "a generated folder is one": [() => {}, () => moveOut("generated/modules/service")],
  "a copied program is none any more": [
    () => write("templates/modules/service/run.sh", "echo 1\n", 0o755),
    () => chmodSync(at("generated/modules/service/run.sh"), 0o644),
  ],
  "code reads a file outside of the output": [
    () => {
      write("scripts/start.sh", "echo 1\n");
      edit(
        project.root,
        serviceFile,
        "locals {",
        'locals {\n start = file("${path.module}/../../../scripts/start.sh")',
      );
    },
    () => write("scripts/start.sh", "echo 2\n"),
  ],
  "a file comes into a folder that code reads": [
    () => {
      write("scripts/start.sh", "echo 1\n");
      edit(
        project.root,
        serviceFile,
        "locals {",
        'locals {\n all = fileset("${path.module}/../../../scripts", "*")',
      );
    },
    () => write("scripts/stop.sh", "echo 2\n"),
  ],
  "a module by hand that is called is another": [
    () => {
      write("shared/main.tf", 'variable "x" {}\n');
      edit(
        project.root,
        serviceFile,
        "locals {",
        'module "shared" {\n source = "../../../shared"\n x = 1\n}\nlocals {',
      );
    },
    () => write("shared/main.tf", 'variable "y" {}\n'),
  ],
  "a package is another under the same version": [
    () => {
      write(
        "node_modules/names/package.json",
        '{"version": "1.0.0", "type": "module", "main": "./index.js"}',
      );
      write("node_modules/names/index.js", 'export { text } from "./lib/text.js";');
      write("node_modules/names/lib/text.js", 'export const text = "AWS region";');
      edit(
        project.root,
        "schema/index.ts",
        "import * as z",
        'import { text } from "names";\nimport * as z',
      );
      edit(project.root, "schema/index.ts", '"AWS region"', "text");
    },
    () => write("node_modules/names/lib/text.js", 'export const text = "Region of AWS";'),
  ],
  "a file comes to stand before one that is imported": [
    () => {
      write("schema/text.js", 'export const text = "AWS region";');
      edit(
        project.root,
        "schema/index.ts",
        "import * as z",
        'import { text } from "./text";\nimport * as z',
      );
      edit(project.root, "schema/index.ts", '"AWS region"', "text");
    },
    () => write("schema/text.ts", 'export const text = "Region of AWS";'),
  ],
};

test.each(Object.entries(changes))(
  "does not skip the work where %s",
  async (_, [prepare, change]) => {
    prepare();
    await settle();
    change();
    await expectAgreement();
  },
);

test("a copied program that is none any more is seen after a run of one environment", async () => {
  write("templates/run.sh", "echo 1\n", 0o755);
  await settle();
  edit(project.root, "envs/production.yaml", "core_memory: 2048", "core_memory: 4096");
  await settle();
  chmodSync(at("generated/run.sh"), 0o644);
  await expectAgreement();
});

test("a state file written by apply does not count as a change", async () => {
  const file = "templates/environments/app/main.tf.hbs";
  edit(project.root, file, 'backend "s3"', 'backend "local"');
  edit(project.root, file, "    bucket = {{settings.backend.bucket}}\n", "");
  edit(project.root, file, "key = {{", 'path = "../../../{{{');
  edit(project.root, file, "backend.key}}", 'backend.key}}}"');
  await settle();
  write("staging.tfstate", "{}");
  expect(await terraloom(project.root, "check")).toMatchObject({ exitCode: 0 });
});

/** The schema's default region by an expression; what comes before the import of zod. */
function computeRegion(expression: string, imports = ""): void {
  edit(project.root, "schema/index.ts", "import * as z", `${imports}\nimport * as z`);
  edit(
    project.root,
    "schema/index.ts",
    '{ description: "AWS region"',
    `{ description: "AWS region" + (${expression})`,
  );
}

/** Another process: what was imported in this one stays as it was. */
function run(command: string, ...variables: readonly string[]): string {
  const env = { ...process.env, ...Object.fromEntries(variables.map((one) => one.split("="))) };
  const argv = [join(repository, "bin/terraloom.js"), command];
  const options = { cwd: project.root, env, encoding: "utf8" } as const;
  const { status, stderr } = spawnSync(process.execPath, argv, options);
  return `${status} ${stderr}`;
}

test("a schema that reads environment variables has a run record with their values", () => {
  computeRegion("process.env.TERRALOOM_TEST_REGION ?? 1");
  expect(run("generate")).toMatch(/^0 .*created/s);
  expect(run("generate")).toMatch(/^0 .*all current/s);
  expect(existsSync(recordOf(project.root))).toBe(true);
  expect(run("check", "TERRALOOM_TEST_REGION=2")).toMatch(/^2 /);
  expect(run("generate", "TERRALOOM_TEST_REGION=2")).toMatch(/^0 .*updated/s);
});

const files = 'import { readFileSync } from "fs"; import { createRequire } from "node:module"';
test("a schema that reads files has no run record, and resolves paths from its own folder", () => {
  const read = [
    "readFileSync(new URL('../region.txt', import.meta.url), 'utf8')",
    "readFileSync(import.meta.dirname + '/../region.txt', 'utf8')",
    "readFileSync(import.meta.filename.replace('schema/index.ts', 'region.txt'), 'utf8')",
    "readFileSync(__dirname + '/../region.txt', 'utf8')",
    "createRequire(import.meta.url)('../region.json')",
    "(await import(new URL('../region.mjs', import.meta.url).href)).default",
  ];
  const say = (value: string): void => {
    write("region.txt", value);
    write("region.json", value);
    write("region.mjs", `export default ${value};`);
  };
  computeRegion(`[${read.join(", ")}].join(" ")`, files);
  say("1");
  expect(run("generate")).toMatch(/^0 .*created/s);
  expect(run("generate")).toMatch(/^0 .*all current/s);
  const variables = at("generated/modules/service/variables.tf");
  expect(readFileSync(variables, "utf8")).toContain("AWS region1 1 1 1 1 1");
  say("22");
  expect(run("check")).toMatch(/^2 /);
  expect(run("generate")).toMatch(/^0 .*updated/s);
});

test.each([
  ["JSON.stringify({ ...process.env }).length", ""],
  ["Date.now()", ""],
  ["env.HOME", 'import { env } from "node:process";'],
  ["require('node:' + 'os').hostname()", ""],
])("a schema that says %s %s has no run record", (expression, imports) => {
  computeRegion(expression, imports);
  expect(run("generate")).toMatch(/^0 /);
  expect(existsSync(recordOf(project.root))).toBe(false);
});

test.each([
  ["while (true) {}", "schema-endless"],
  ["await new Promise(() => { setInterval(() => {}, 1000); });", "schema-endless"],
  // What it leaves open keeps no command, and what it prints is no data.
  ['setInterval(() => {}, 1000); process.stdout.write("a word");', "a word"],
])("a schema that says %s ends, and says so in its place", (statement, told) => {
  edit(project.root, "schema/index.ts", "export default", `${statement}\nexport default`);
  const argv = [join(repository, "bin/terraloom.js"), "drift-report", "--format", "json"];
  const env = { ...process.env, TERRALOOM_SCHEMA_SECONDS: "1" };
  const options = { cwd: project.root, env, encoding: "utf8", timeout: 20_000 } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, options);
  expect(stdout + stderr).toContain(told);
  expect(status).toBe(told === "schema-endless" ? 1 : 0);
  if (status === 0) expect(() => JSON.parse(stdout)).not.toThrow();
});

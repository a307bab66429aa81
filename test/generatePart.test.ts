import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ownVersion } from "../src/files/ownVersion.ts";
import { generateSources, type SourcesReport } from "../src/generate/generateSources.ts";
import type { ApartParser } from "../src/hcl/apartParser.ts";
import { check, loadProject } from "../src/index.ts";
import { cachePath } from "../src/load/cache.ts";
import { repository } from "./support/temporaryProject.ts";

const schema = `import { defineProject, defineStack, setting, variable } from "terraloom";
import * as z from "zod";
const app = defineStack({
  settings: {
    key: setting(z.string(), { drift: "each has a state" }),
    stage: setting(z.string().optional(), { drift: "each its own" }),
    cdn: setting(z.boolean().optional(), { drift: "some" }),
  },
  variables: {
    region: variable(z.string(), { description: "Region", drift: "each its own" }),
    cidr: variable(z.string(), { description: "Network", drift: "each its own", unique: true }),
    size: variable(z.number().optional(), { description: "Size", drift: "each its own" }),
  },
});
export default defineProject({ stacks: { app }, promotion: ["a", "b", "c", "d"] });
`;

const folder = "templates/environments/app";

const templates = {
  [`${folder}/main.tf.hbs`]: `terraform {
  backend "s3" {
    bucket = "states"
    key = {{settings.key}}
  }
}

resource "terraform_data" "x" {
  input = [var.region, var.cidr, var.size]
}
`,
  [`${folder}/variables.tf.hbs`]: "{{variableDeclarations}}\n",
  [`${folder}/terraform.tfvars.hbs`]: "{{variableDefinitions}}\n",
  [`${folder}/@cdn/cdn.tf`]: "locals {\n  cdn = true\n}\n",
  "templates/stages.md.hbs": "{{#each environments}}\n{{name}} {{settings.stage}}\n{{/each}}\n",
};

const modeline = "# yaml-language-server: $schema=../generated/schema/app.schema.json\n";

function spec(name: string, index: number): string {
  return `${modeline}stack: app
extends: _shared.yaml
settings: { key: ${name}.tfstate, stage: stage-${name} }
variables:
  region: eu-${index}
  cidr: 10.${index}.0.0/16
`;
}

/** Takes everything: what parses is not what these tests are about. */
const parser: ApartParser = {
  parse: async (files) => files.map(() => null),
  stop: () => undefined,
};

let root: string;
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const write = (path: string, text: string): void => {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
};
const edit = (path: string, from: string, to: string): void => {
  expect(read(path)).toContain(from);
  write(path, read(path).replace(from, to));
};

/** Generates, then holds all that there is against what a run that remembers nothing would make. */
async function run(): Promise<SourcesReport> {
  const result = await generateSources(root, undefined, { parser });
  const { current, problems } = await check(await loadProject(root));
  const told = result.report.problems.map(({ code }) => code);
  expect(told).toEqual(
    problems.filter(({ severity }) => severity === "error").map(({ code }) => code),
  );
  if (told.length === 0) expect(current).toBe(true);
  return result;
}

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "terraloom-test-"));
  mkdirSync(join(root, "node_modules"));
  symlinkSync(join(repository, "node_modules/zod"), join(root, "node_modules/zod"));
  write("schema/index.ts", schema);
  for (const [path, text] of Object.entries(templates)) write(path, text);
  for (const [index, name] of ["a", "b", "c", "d", "e"].entries()) {
    write(`envs/${name}.yaml`, spec(name, index));
  }
  write("envs/_shared.yaml", `${modeline}variables:\n  size: 1\n`);
  await generateSources(root, undefined, { parser });
});
afterEach(() => rmSync(root, { recursive: true }));

/** Whether only some environments were made. */
const isPart = ({ untouched }: SourcesReport): boolean => untouched > 0;

describe("a changed spec renders only its environment", () => {
  it.each<readonly [string, () => void]>([
    ["a value", () => edit("envs/b.yaml", "eu-1", "eu-9")],
    ["a value that is unique, and stays so", () => edit("envs/b.yaml", "10.1.", "10.77.")],
    [
      "a value of its own for what is shared",
      () => write("envs/b.yaml", `${spec("b", 1)}  size: 5\n`),
    ],
    [
      "a file that comes with a setting",
      () => edit("envs/b.yaml", "settings: { ", "settings: { cdn: true, "),
    ],
    [
      "a hold",
      () => write("envs/b.yaml", `${spec("b", 1)}hold: { reason: r, until: 2099-01-01 }\n`),
    ],
    ["its state's place", () => edit("envs/b.yaml", "b.tfstate", "new.tfstate")],
  ])("%s", async (_, change) => {
    change();
    const result = await run();
    expect(isPart(result)).toBe(true);
    expect(result.report.written).toBe(true);
    expect(result.environments).toBe(5);
    // And from there on: it comes back, and nothing is to be done.
    write("envs/b.yaml", spec("b", 1));
    expect(isPart(await run())).toBe(true);
    expect((await run()).report.written).toBe(false);
  });
});

describe("a change that more depends on renders all environments", () => {
  const across = "compute: ({ environments }) => String(environments[0]?.variables.region)";
  it.each<readonly [string, () => void]>([
    ["the shared spec", () => edit("envs/_shared.yaml", "1", "2")],
    ["a template", () => edit(`${folder}/main.tf.hbs`, "states", "others")],
    ["the schema", () => edit("schema/index.ts", '"Region"', '"The region"')],
    ["a setting that a file of all shows", () => edit("envs/b.yaml", "stage-b", "other")],
    ["a spec that came", () => write("envs/f.yaml", spec("f", 7))],
    [
      "a spec that nobody extends yet",
      () => write("envs/_new.yaml", `${modeline}variables:\n  size: 3\n`),
    ],
    [
      "another spec that it extends",
      () => {
        write("envs/_new.yaml", `${modeline}variables:\n  size: 3\n`);
        edit("envs/b.yaml", "_shared.yaml", "[_shared.yaml, _new.yaml]");
      },
    ],
    ["code by hand beside it", () => write("generated/environments/c/own.tf", "locals {}\n")],
    [
      "the schema looks across",
      () => {
        edit(
          "schema/index.ts",
          "cidr: variable",
          `first: variable(z.string(), { description: "First", drift: "no", ${across} }),\n    cidr: variable`,
        );
        edit(`${folder}/main.tf.hbs`, "var.size", "var.size, var.first");
      },
    ],
    [
      "another version of terraloom, whose files may be others",
      () => {
        const file = relative(root, cachePath(root, "run-record"));
        edit(file, `"version":"${ownVersion()}"`, '"version":"0.0.0"');
        edit("envs/b.yaml", "eu-1", "eu-9");
      },
    ],
  ])("%s", async (_, change) => {
    change();
    expect(isPart(await run())).toBe(false);
  });

  it("also in later runs, where the schema, a template or code reads other environments", async () => {
    const looks: readonly (() => void)[] = [
      () => {
        edit(
          "schema/index.ts",
          "cidr: variable",
          `first: variable(z.string(), { description: "First", drift: "no", ${across} }),\n    cidr: variable`,
        );
        edit(`${folder}/main.tf.hbs`, "var.size", "var.size, var.first");
      },
      () => {
        write("schema/index.ts", schema);
        write(`${folder}/main.tf.hbs`, templates[`${folder}/main.tf.hbs`] ?? "");
        write(`${folder}/a.txt.hbs`, '{{#with (environment "a")}}{{values.region}}{{/with}}\n');
      },
      () => {
        write(`${folder}/a.txt.hbs`, "none\n");
        write(`${folder}/file.tf`, 'locals {\n  a = file("${path.module}/../a/a.txt")\n}\n');
      },
    ];
    for (const [index, look] of looks.entries()) {
      look();
      expect(isPart(await run())).toBe(false);
      edit("envs/a.yaml", /region: .*/.exec(read("envs/a.yaml"))?.[0] ?? "", `region: us-${index}`);
      expect([index, isPart(await run())]).toEqual([index, false]);
    }
  });
});

describe("where code reads the state of another environment", () => {
  const states = {
    [`${folder}/@cdn/cdn.tf`]: 'output "cdn" {\n  value = "on"\n}\n',
    [`${folder}/@reads/reader.tf.hbs`]: `data "terraform_remote_state" "other" {
  backend = "s3"
  config = { bucket = "states", key = {{settings.reads}} }
}

locals {
  cdn = data.terraform_remote_state.other.outputs.cdn
}
`,
  };
  const settings = (name: string, more: string): void =>
    edit(`envs/${name}.yaml`, "settings: { ", `settings: { ${more}, `);
  beforeEach(async () => {
    edit(
      "schema/index.ts",
      "cdn: ",
      'reads: setting(z.string().optional(), { drift: "some" }),\n    cdn: ',
    );
    for (const [path, text] of Object.entries(states)) write(path, text);
    settings("b", "cdn: true");
    settings("d", "cdn: true");
    settings("c", "reads: b.tfstate");
    await run();
  });

  it("a changed value still renders only its environment", async () => {
    edit("envs/b.yaml", "eu-1", "eu-9");
    expect(isPart(await run())).toBe(true);
  });

  it.each<readonly [string, () => void]>([
    ["an output that is read goes", () => edit("envs/b.yaml", "cdn: true, ", "")],
    ["another state is read", () => edit("envs/c.yaml", "b.tfstate", "a.tfstate")],
    ["one more reads", () => settings("e", "reads: a.tfstate")],
    [
      "a state without it comes to where one is looked for",
      () => {
        edit("envs/b.yaml", "key: b.tfstate", "key: old.tfstate");
        edit("envs/a.yaml", "key: a.tfstate", "key: b.tfstate");
      },
    ],
  ])("%s: that is told, and nothing is written", async (_, change) => {
    change();
    const { report } = await run();
    expect(report.problems.map(({ code }) => code)).toEqual(["remote-output-missing"]);
    expect(report.written).toBe(false);
  });

  it("the first reference renders all environments", async () => {
    edit("envs/c.yaml", "reads: b.tfstate, ", "");
    await run();
    settings("c", "reads: a.tfstate");
    const { report } = await run();
    expect(report.problems.map(({ code }) => code)).toEqual(["remote-output-missing"]);
  });

  it("each environment that reads a state is checked", async () => {
    settings("e", "reads: d.tfstate");
    expect((await run()).report.written).toBe(true);
    edit("envs/d.yaml", "cdn: true, ", "");
    const { report } = await run();
    expect(report.problems.map(({ args }) => args)).toMatchObject([{ environment: "d" }]);
  });
});

describe("errors are reported as by a whole run, and nothing is written", () => {
  it.each<readonly [string, string, () => void]>([
    ["a value of the wrong type", "wrong-value", () => edit("envs/b.yaml", "eu-1", "[1]")],
    ["YAML that does not parse", "spec-syntax", () => edit("envs/b.yaml", "eu-1", '"eu')],
    ["a value that another has", "not-unique", () => edit("envs/b.yaml", "10.1.", "10.2.")],
    ["the state of another", "state-shared", () => edit("envs/b.yaml", "b.tfstate", "c.tfstate")],
    [
      "another's file changed by hand",
      "hand-edited",
      () => {
        edit("envs/b.yaml", "eu-1", "eu-9");
        edit("generated/environments/c/terraform.tfvars", "eu-2", "eu-8");
      },
    ],
    [
      "its own file changed by hand",
      "hand-edited",
      () => {
        edit("envs/b.yaml", "eu-1", "eu-9");
        edit("generated/environments/b/terraform.tfvars", "eu-1", "eu-8");
      },
    ],
    ["a spec that went", "environment-vanished", () => rmSync(join(root, "envs/e.yaml"))],
  ])("%s", async (_, code, change) => {
    const before = read("generated/manifest/b.json");
    change();
    const { report } = await generateSources(root, undefined, { parser });
    expect(report.problems.map((problem) => problem.code)).toContain(code);
    expect(report.written).toBe(false);
    expect(read("generated/manifest/b.json")).toBe(before);
  });
});

it("renders the specs that extend the changed one too", async () => {
  for (const name of ["f", "g", "h"]) write(`envs/${name}.yaml`, spec(name, name.charCodeAt(0)));
  write("envs/d.yaml", spec("d", 3).replace("_shared.yaml", "e.yaml"));
  await run();
  edit("envs/e.yaml", "variables:\n", "variables:\n  size: 40\n");
  const result = await run();
  expect(isPart(result)).toBe(true);
  expect(read("generated/environments/d/terraform.tfvars")).toMatch(/size += 40/);
});

import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { disk } from "../../src/files/disk.ts";
import {
  check,
  formatDiagnostics,
  generate,
  hasErrors,
  loadProject,
  renderProject,
  describe as words,
} from "../../src/index.ts";
import { walk } from "../../src/model/files.ts";
import { changedProject } from "../../src/project/loadProject.ts";
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

describe("terraloom as a library", () => {
  it("loads, checks and generates without output, chdir or exit", async () => {
    const writes = [vi.spyOn(process.stdout, "write"), vi.spyOn(process.stderr, "write")];
    const calls = (["log", "info", "warn", "error", "debug"] as const).map((name) =>
      vi.spyOn(console, name),
    );
    const exits = [vi.spyOn(process, "chdir"), vi.spyOn(process, "exit")];
    const before = {
      cwd: process.cwd(),
      exitCode: process.exitCode,
      env: { ...process.env },
      listeners: process.eventNames().length,
    };
    try {
      const loaded = await loadProject(project.root);
      expect(loaded.environments.map(({ name }) => name)).toEqual(["staging", "production"]);
      expect(await check(loaded)).toMatchObject({ current: false, problems: [] });
      expect(await generate(loaded)).toMatchObject({ written: true, problems: [] });
      expect(await check(loaded)).toMatchObject({ current: true, manifests: [] });
      expect(await generate(loaded)).toMatchObject({ written: false, problems: [] });
      const spied = [...writes, ...calls, ...exits];
      expect(spied.map((spy) => spy.mock.calls)).toEqual(spied.map(() => []));
    } finally {
      vi.restoreAllMocks();
    }
    expect({
      cwd: process.cwd(),
      exitCode: process.exitCode,
      env: { ...process.env },
      listeners: process.eventNames().length,
    }).toEqual(before);
  });

  it("returns errors as data, and writes nothing", async () => {
    writeFileSync(
      join(project.root, "envs/staging.yaml"),
      "stack: app\nvariables: { regoin: x }\n",
    );
    const { written, steps, problems } = await generate(await loadProject(project.root));
    expect([written, steps, hasErrors(problems)]).toEqual([false, [], true]);
    expect(problems.map(({ code }) => code)).toContain("unknown-name");
    const [unknown] = problems.filter(({ code }) => code === "unknown-name");
    expect(unknown).toMatchObject({
      severity: "error",
      location: { file: "envs/staging.yaml", line: 2, column: 14 },
    });
    expect(unknown && words(unknown)).toEqual({
      message: '"regoin" is not a variable of stack "app"',
      advice: 'Did you mean "region"?',
    });
    expect(formatDiagnostics(problems, "text")).toContain("regoin");
    expect(walk(disk(project.root), "generated")).toEqual([]);
  });

  it("renders in memory, with changes that are not on disk", async () => {
    const spec =
      "stack: app\nsettings: { backend: { bucket: b, key: k } }\nvariables: { region: mars, core_memory: 256, API_URL: https://a.example, origins: [] }\n";
    const changes = new Map([
      ["envs/staging.yaml", spec],
      ["templates/modules/service/more.tf", "locals {}\n"],
    ]);
    const loaded = await loadProject(project.root, changes);
    expect(loaded.problems).toEqual([]);
    const { outputs, problems } = renderProject(loaded);
    expect(problems).toEqual([]);
    expect(outputs.get("generated/environments/staging/terraform.tfvars")?.content).toContain(
      'region      = "mars"',
    );
    expect(outputs.has("generated/modules/service/more.tf")).toBe(true);
    const again = await changedProject(loaded, changes);
    expect(again.specs.get("envs/staging.yaml")).toBe(loaded.specs.get("envs/staging.yaml"));
    const back = await changedProject(loaded, new Map());
    expect(back.environments.map(({ given }) => given.region)).toContain("us-east-1");
    const fromDisk = renderProject(await loadProject(project.root));
    expect(
      fromDisk.outputs.get("generated/environments/staging/terraform.tfvars")?.content,
    ).toContain("us-east-1");
  });

  it("handles several projects at once, each with its own schema", async () => {
    const other = temporaryProject(join(repository, "test/golden/base"));
    try {
      const schema = join(other.root, "schema");
      rmSync(schema, { recursive: true });
      mkdirSync(schema);
      writeFileSync(
        join(schema, "index.ts"),
        'import { defineProject, defineStack } from "terraloom";\nexport default defineProject({ stacks: { other: defineStack({}) } });\n',
      );
      rmSync(join(other.root, "templates"), { recursive: true });
      rmSync(join(other.root, "envs"), { recursive: true });
      mkdirSync(join(other.root, "envs"));
      writeFileSync(
        join(other.root, "envs/a.yaml"),
        "# yaml-language-server: $schema=../generated/schema/other.schema.json\nstack: other\n",
      );
      const [one, two] = await Promise.all([loadProject(project.root), loadProject(other.root)]);
      const reports = await Promise.all([generate(one), generate(two)]);
      expect(reports).toMatchObject([
        { written: true, problems: [] },
        { written: true, problems: [{ code: "stack-without-templates" }] },
      ]);
      expect(walk(disk(other.root), "generated")).toEqual([
        "generated/environments/a/terraloom.tf",
        "generated/manifest/a.json",
        "generated/manifest.json",
        "generated/schema/other.schema.json",
      ]);
    } finally {
      other.remove();
    }
  });

  it("works in a folder whose name has blanks, quotes and letters of all kinds", async () => {
    const root = join(project.root, "a b 'c' \"d\" é#%41?");
    for (const folder of ["schema", "envs", "templates"])
      cpSync(join(project.root, folder), join(root, folder), { recursive: true });
    expect(await generate(await loadProject(root))).toMatchObject({ written: true, problems: [] });
    expect(await check(await loadProject(root))).toMatchObject({ current: true });
  });
});

import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Screen, terraloom } from "../support/screen.ts";
import { type TemporaryProject, temporaryProject } from "../support/temporaryProject.ts";
import { goldenFolder } from "./golden.ts";

const projects = new Map<string, TemporaryProject>();

beforeAll(() => {
  for (const name of ["no-drift", "undeclared", "broken", "outlier"]) {
    projects.set(name, temporaryProject(join(goldenFolder, name), ["schema", "envs", "templates"]));
  }
});

afterAll(() => {
  for (const { remove } of projects.values()) remove();
});

function rootOf(name: string): string {
  return projects.get(name)?.root ?? "";
}

function report(name: string, ...options: string[]): Promise<Screen> {
  return terraloom(rootOf(name), "drift-report", ...options);
}

describe("exit status", () => {
  test.each([
    ["no-drift", [], 0],
    ["undeclared", [], 2],
    ["undeclared", ["--exit-zero"], 0],
    ["broken", [], 1],
    ["broken", ["--exit-zero"], 1],
    ["outlier", ["--base", "dev"], 2],
    ["outlier", ["--base", "staging", "--exit-zero"], 0],
    ["outlier", ["--base", "stagin"], 1],
    ["outlier", ["--format", "pdf"], 1],
    ["outlier", ["--frmat", "json"], 1],
  ] as const)("%s %j: %i", async (name, options, exitCode) => {
    expect((await report(name, ...options)).exitCode).toBe(exitCode);
  });
});

test("text goes to stdout alone", async () => {
  const { stdout, stderr } = await report("undeclared");
  expect(stdout).toBe(
    readFileSync(join(goldenFolder, "undeclared", "expected", "report.txt"), "utf8"),
  );
  expect(stderr).toBe("");
});

test("other formats go to stdout, and the verdict to stderr", async () => {
  const { stdout, stderr } = await report("undeclared", "--format", "json");
  expect(JSON.parse(stdout)).toMatchObject({ version: 1, verdict: "drift" });
  expect(stderr).toBe("Undeclared or expired differences in core_memory (undeclared).\n");
});

test("--out writes a file, without colour whatever the terminal is", async () => {
  const { stdout, stderr } = await report("undeclared", "--out", "out/drift.txt");
  expect(stdout).toBe("");
  expect(stderr).toBe("Undeclared or expired differences in core_memory (undeclared).\n");
  expect(readFileSync(join(rootOf("undeclared"), "out", "drift.txt"), "utf8")).toContain("4096");
});

test("--out that cannot be written is an error", async () => {
  writeFileSync(join(rootOf("no-drift"), "file"), "");
  const { exitCode, stderr } = await report("no-drift", "--out", "file/drift.txt");
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^error system-refuses: the report cannot be written: E/);
});

test("--out makes folders only below the current one and never through a link, and writes to a link's target", async () => {
  const root = rootOf("no-drift");
  const elsewhere = mkdtempSync(join(tmpdir(), "terraloom-out-"));
  symlinkSync(elsewhere, join(root, "elsewhere"));
  symlinkSync(join(elsewhere, "named"), join(root, "named"));
  for (const out of [join(elsewhere, "new/drift.txt"), "elsewhere/new/drift.txt"]) {
    const { exitCode, stderr } = await report("no-drift", "--out", out);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("there is no folder")]);
  }
  // What could not be written leaves no folder.
  const long = `made/here/${"x".repeat(300)}.txt`;
  expect(await report("no-drift", "--out", long)).toMatchObject({ exitCode: 1 });
  expect(readdirSync(elsewhere)).toEqual([]);
  expect(existsSync(join(root, "made"))).toBe(false);
  expect(await report("no-drift", "--out", "named")).toMatchObject({ exitCode: 0 });
  expect(readFileSync(join(elsewhere, "named"), "utf8")).toContain("app");
  expect(lstatSync(join(root, "named")).isSymbolicLink()).toBe(true);
  rmSync(elsewhere, { recursive: true });
});

test("--base names what files are compared with, and an unknown one suggests a near name", async () => {
  const { stdout } = await report("outlier", "--base", "dev");
  expect(stdout).toContain("Rendered files: 1 differs from dev's");
  expect(stdout).toContain("--- generated/environments/dev/terraform.tfvars");
  const unknown = await report("outlier", "--base", "stagin");
  expect(unknown.stdout).toContain('there is no environment "stagin" to compare with');
  expect(unknown.stdout).toContain('Did you mean "staging"?');
  const broken = await report("broken", "--base", "dev");
  expect(broken.stdout).toContain('the base "dev" has errors');
});

test("nothing but --out is written", async () => {
  await report("outlier", "--all");
  expect(existsSync(join(rootOf("outlier"), "generated"))).toBe(false);
});

test("templates with errors leave the values compared", async () => {
  const copy = temporaryProject(join(goldenFolder, "undeclared"), ["schema", "envs", "templates"]);
  const template = join(copy.root, "templates/environments/app/main.tf.hbs");
  writeFileSync(template, "x = {{values.nothing}}\n");
  const { exitCode, stdout } = await terraloom(copy.root, "drift-report");
  expect(exitCode).toBe(1);
  expect(stdout).toContain("production  4096  envs/production.yaml:4:16");
  expect(stdout).toContain("Rendered files: not compared, since the templates have errors.");
  rmSync(template);
  copy.remove();
});

test("a schema that cannot be read leaves nothing to compare, and says why", async () => {
  const copy = temporaryProject(join(goldenFolder, "undeclared"), ["envs", "templates"]);
  const { exitCode, stdout } = await terraloom(copy.root, "drift-report");
  expect(exitCode).toBe(1);
  expect(stdout).toContain("problems: not compared: production, staging");
  expect(stdout).toContain("error schema-missing: there is no schema/index.ts");
  copy.remove();
});

describe("the hold of an environment", () => {
  const held = (until: string): TemporaryProject => {
    const project = temporaryProject(join(goldenFolder, "no-drift"), [
      "schema",
      "envs",
      "templates",
    ]);
    const file = join(project.root, "envs/production.yaml");
    const hold = `hold: { reason: out of memory, until: ${until}, by: Ada }`;
    writeFileSync(file, `${readFileSync(file, "utf8").trimEnd()}\n${hold}\n`);
    return project;
  };

  test.each(["text", "markdown", "github", "json", "html"])(
    "that has ended fails, and %s says so",
    async (format) => {
      const { root, remove } = held("2020-01-31");
      const { exitCode, stdout } = await terraloom(root, "drift-report", "--format", format);
      remove();
      expect(exitCode).toBe(2);
      expect(stdout).toContain("hold-ended");
      expect(stdout.replace(/\s+/g, " ")).toContain(
        "the hold of production ended on 2020-01-31 (by Ada): out of memory",
      );
    },
  );

  test("that has not ended is no failure", async () => {
    const { root, remove } = held("2999-01-31");
    const { exitCode, stdout } = await terraloom(root, "drift-report");
    remove();
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain("hold-ended");
  });
});

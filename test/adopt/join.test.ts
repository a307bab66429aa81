import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { joinStack } from "../../src/adopt/joinStack.ts";
import { disk } from "../../src/files/disk.ts";
import { walk } from "../../src/model/files.ts";
import { loadProject } from "../../src/project/loadProject.ts";
import { screenText, terraloom } from "../support/screen.ts";
import { repository } from "../support/temporaryProject.ts";

const main = (environment: string, size: number): string => `# The application
module "app" {
  source = "../../modules/app"
  size   = ${size}
  zone   = "eu"
}

resource "terraform_data" "bucket" {
  input = "acme-${environment}-logs"
}
`;
const values = (url: string): string => `url = "${url}"\n`;
const state = (path: string): string =>
  `terraform {\n  backend "local" {\n    path = "${path}"\n  }\n}\n`;
const declared = 'variable "url" {\n  type = string\n}\n';

let root: string;
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const own = (path: string): string => read(path).replace(/^# Generated[^\n]*\n/, "");
const write = (files: Readonly<Record<string, string>>): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
};
const environment = (name: string, size: number, path: string): Record<string, string> => ({
  [`live/${name}/main.tf`]: main(name, size),
  [`live/${name}/backend.tf`]: state(path),
  [`live/${name}/variables.tf`]: declared,
  [`live/${name}/terraform.tfvars`]: values(`https://${name}.example.org`),
});

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "terraloom-join-"));
  // A fault that is there before: nobody gives the module its name.
  write({ "modules/app/main.tf": 'variable "size" {}\nvariable "zone" {}\nvariable "name" {}\n' });
  write({
    ...environment("dev", 1, "../dev.tfstate"),
    ...environment("prod", 3, "../prod/x.tfstate"),
  });
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"));
  expect((await terraloom(root, "adopt", "--yes")).exitCode).toBe(0);
});
afterAll(() => rmSync(root, { recursive: true }));

it("adds a handwritten environment to the stack whose folder it is in", async () => {
  const qa = environment("qa", 2, "../quality.tfstate");
  write(qa);
  const dry = await terraloom(root, "adopt", "--dry-run");
  expect(dry.stderr).toContain("Nothing was written.");
  const screen = screenText(await terraloom(root, "adopt", "live/qa"));
  expect(screen).toContain("Environment qa of stack deployment, most like dev\n");
  expect(screen).toContain("--- exit 0");
  for (const [path, text] of Object.entries(qa)) expect(own(path)).toBe(text);
  expect(read("schema/index.ts")).toContain('promotion: ["dev", "qa", "prod"]');
  expect(read("envs/qa.yaml")).toMatch(/url: https:\/\/qa.example.org/);
  expect(walk(disk(root), "templates").filter((path) => path.includes("@"))).toEqual([]);
  expect((await terraloom(root, "check")).exitCode).toBe(0);
});

it("keeps a file of its own where no value reproduces it, and shares it when asked", async () => {
  const uat = {
    ...environment("uat", 2, "../uat.tfstate"),
    "live/uat/main.tf": `${main("uat", 2)}\nresource "terraform_data" "only" {}\n`,
    "live/uat/extra.tf": "locals {\n  a = 1\n}\n",
  };
  write(uat);
  const others = ["live/dev/main.tf", "live/prod/main.tf", "live/qa/main.tf"] as const;
  const before = others.map(own);
  const screen = screenText(await terraloom(root, "adopt", "live/uat"));
  expect(screen).toContain("  as it is, in templates for uat alone: extra.tf, main.tf\n");
  for (const [path, text] of Object.entries(uat)) expect(own(path)).toBe(text);
  expect(others.map(own)).toEqual(before);
  expect(screenText(await terraloom(root, "check"))).toContain("warning missing-argument");
  const shared = screenText(await terraloom(root, "make", "shared", "main.tf"));
  expect(shared).toContain(
    "main.tf is now generated from templates/environments/deployment/main.tf.hbs.",
  );
  expect([...others.map(own), own("live/uat/main.tf")]).toEqual([
    ...before,
    uat["live/uat/main.tf"],
  ]);
  expect((await terraloom(root, "check")).exitCode).toBe(0);
});

it("says that a stack without environments has no spec to copy", async () => {
  const late = { folder: "live/late", files: new Map(), links: [], addresses: new Set<string>() };
  const joined = await joinStack(await loadProject(root), {
    root: { ...late, calls: [] },
    name: "late",
    stack: "empty",
  });
  expect(joined).toMatchObject({ problems: [{ code: "stack-empty", args: { stack: "empty" } }] });
});

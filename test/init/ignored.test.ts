import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { gitIn } from "../support/git.ts";
import { terraloom } from "../support/screen.ts";
import { repository } from "../support/temporaryProject.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "terraloom-init-ignored-"));
  gitIn(root)("init", "--quiet", "--initial-branch=trunk");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const init = ["init", "--stack=app", "--environment=staging", "--environment=production"];

/** The lines of GitHub's template for Terraform that matter here. */
const template = "**/.terraform/*\n*.tfstate\n*.tfstate.*\n*.tfvars\n*.tfvars.json\noverride.tf\n";

it("names the line of .gitignore that ignores generated files, and the line that undoes it", async () => {
  writeFileSync(join(root, ".gitignore"), template);
  const { exitCode, stderr } = await terraloom(root, ...init, "--backend=local");
  const negation = "!/generated/environments/**/terraform.tfvars";
  expect(exitCode).toBe(0);
  // It is a repository already, and its branch has a name.
  expect(readFileSync(join(root, ".github/workflows/terraform.yml"), "utf8")).toContain(
    "\n  push:\n    branches: [trunk]\n",
  );
  expect(stderr).toContain("\n    git add --all && git commit");
  expect(stderr).toContain(
    `kept .gitignore:4: "*.tfvars" keeps generated/environments/production/terraform.tfvars and 1 more out of git, and a clone would not have it; add below it:\n    ${negation}\n`,
  );
  writeFileSync(join(root, ".gitignore"), `${template}${negation}\n`);
  cpSync(join(repository, "node_modules/zod"), join(root, "node_modules/zod"), { recursive: true });
  expect((await terraloom(root, "check")).exitCode).toBe(0);
});

it("reports an ignored folder, also in a dry run", async () => {
  writeFileSync(join(root, ".gitignore"), "generated/\n");
  const { stderr } = await terraloom(root, ...init, "--backend=local", "--dry-run");
  expect(stderr).toMatch(/kept \.gitignore:1: "generated\/" keeps .* take it out\.\n/);
});

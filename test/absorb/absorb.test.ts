import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { golden, withoutGenerated } from "../support/goldenCommand.ts";
import { screenText, terraloom } from "../support/screen.ts";
import { temporaryProject } from "../support/temporaryProject.ts";

/** What a hand does to a file, of the base project's generated ones unless it is a source. */
type Edit = readonly [file: string, what: string | RegExp, by: string];

interface Case {
  readonly name: string;
  /** What sources say otherwise, generated before anything is edited. */
  readonly sources?: readonly Edit[];
  readonly edits: readonly Edit[];
  /** A generated file that is deleted. */
  readonly deleted?: string;
  readonly args?: readonly string[];
  /** Whether every edited file is current afterwards. */
  readonly whole: boolean;
}

const staging = "generated/environments/staging/terraform.tfvars";
const production = "generated/environments/production/terraform.tfvars";
const main = "generated/environments/staging/main.tf";
const module = "generated/modules/service/main.tf";
const variables = "generated/modules/service/variables.tf";

const hidden = "top-secret";

const cases: readonly Case[] = [
  {
    name: "values",
    edits: [
      // Unformatted, a new definition of a variable with a default, a list.
      [staging, /core_memory\s*= 512/, 'LOG_LEVEL = "debug"\ncore_memory=1024'],
      [staging, '"https://example.org"', '"https://example.org", "https://example.com"'],
      [main, '"staging.tfstate"', '"apps/staging.tfstate"'],
    ],
    whole: true,
  },
  {
    // What is said beside an element that nobody changed stays where it is.
    name: "list-element",
    sources: [
      [
        "envs/staging.yaml",
        "[https://example.org]",
        '\n    - https://example.org # first\n    # The other.\n    - "https://example.net" # second',
      ],
    ],
    edits: [[staging, '"https://example.org"', '"https://example.com"']],
    whole: true,
  },
  {
    name: "shared-spec",
    edits: [
      ["envs/staging.yaml", "  region: us-east-1\n", ""],
      ["envs/staging.yaml", "stack: app", "extends: _shared.yaml\nstack: app"],
      ["envs/production.yaml", "  region: us-east-1\n", ""],
      ["envs/production.yaml", "stack: app", "extends: _shared.yaml\nstack: app"],
      [staging, '"us-east-1"', '"eu-west-1"'],
      [production, '"us-east-1"', '"eu-west-1"'],
    ],
    whole: true,
  },
  {
    name: "text",
    edits: [
      // Behind the last block, as most is written.
      [module, /$/, '\noutput "more" {\n  value = 1\n}\n'],
      [module, "What the service was given", "What it was given {{by us}}"],
      [module, 'output "settings" {', '# Read by the dashboard.\noutput "settings" {'],
      [module, 'name        = "API_PASSWORD"', 'name        = "API_PASSWORD" # by hand'],
    ],
    whole: true,
  },
  {
    name: "everywhere",
    edits: [[main, 'module "service" {', 'module "service" {\n  # Only here.']],
    args: ["--everywhere"],
    whole: true,
  },
  {
    name: "uncertain",
    edits: [
      [staging, /API_URL.*\n/, 'API_URL = "no url"\n'],
      [staging, /region.*\n/, ""],
      [production, /core_memory\s*= 2048/, "core_memory = 4096"],
      [main, "var.region", "local.region"],
      [main, 'module "service" {', 'module "service" {\n  # Only here.'],
      [variables, "AWS region", "Region"],
      ["generated/environments/staging/terraloom.tf", "terraloom", "terra loom"],
    ],
    whole: false,
  },
  {
    // Of what has a default in the spec itself; not what another file says, nor what has none.
    name: "removed",
    sources: [
      ["envs/staging.yaml", "  core_memory", "  LOG_LEVEL: warn\n  core_memory"],
      ["envs/_shared.yaml", "variables:", "variables:\n  tags: { team: web }"],
      ["envs/staging.yaml", "stack: app", "extends: _shared.yaml\nstack: app"],
      ["envs/production.yaml", "stack: app", "extends: _shared.yaml\nstack: app"],
    ],
    edits: [
      [staging, /LOG_LEVEL.*\n/, ""],
      [production, /tags[^}]*}\n/, ""],
      [production, /core_memory.*\n/, ""],
    ],
    whole: false,
  },
  {
    name: "one-file",
    edits: [
      [staging, /core_memory\s*= 512/, "core_memory = 1024"],
      [production, /core_memory\s*= 2048/, "core_memory = 4096"],
    ],
    args: [production, "--dry-run"],
    whole: false,
  },
  {
    name: "sensitive",
    edits: [
      ["schema/index.ts", '"AWS region"', '"AWS region", sensitive: true'],
      [staging, '"us-east-1"', `"${hidden}"`],
      [production, '"us-east-1"', `["${hidden}"]`],
    ],
    whole: false,
  },
  { name: "nothing", edits: [], whole: true },
  { name: "deleted", edits: [], deleted: main, args: [main], whole: false },
  { name: "no-such-file", edits: [], args: ["generated/README.md"], whole: true },
];

describe("absorb", () => {
  it.each(cases)("$name", async ({ name, sources = [], edits, deleted, args = [], whole }) => {
    const project = temporaryProject(join(golden, "base"));
    try {
      cpSync(join(golden, "base-expected"), project.root, { recursive: true });
      writeFileSync(join(project.root, "envs/_shared.yaml"), "variables:\n  region: us-east-1\n");
      const edit = ([file, what, by]: Edit): void => {
        const path = join(project.root, file);
        const before = readFileSync(path, "utf8");
        const after = before.replace(what, by);
        expect(after, `${file}: ${what}`).not.toBe(before);
        writeFileSync(path, after);
      };
      sources.forEach(edit);
      if (sources.length > 0) await terraloom(project.root, "generate");
      edits.forEach(edit);
      if (deleted) rmSync(join(project.root, deleted));
      const { stdout, ...screen } = await terraloom(project.root, "absorb", ...args);
      const text = screenText({ ...screen, stdout: withoutGenerated(stdout) });
      await expect(text).toMatchFileSnapshot(join(golden, "absorb", `${name}.txt`));
      expect(text).not.toContain(hidden);
      const { exitCode } = await terraloom(project.root, "check");
      expect(exitCode).toBe(whole ? 0 : 2);
    } finally {
      project.remove();
    }
  });
});

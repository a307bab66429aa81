import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { loadProject, renderProject } from "../../src/index.ts";
import { terraloom } from "../support/screen.ts";
import { type TemporaryProject, temporaryProject } from "../support/temporaryProject.ts";

const modeline = "# yaml-language-server: $schema=../generated/schema/app.schema.json";

/** Two environments and a module that need no provider but Terraform's own. */
const base: Readonly<Record<string, string>> = {
  "schema/index.ts": `import { defineProject, defineStack, variable } from "terraloom";
import * as z from "zod";

const app = defineStack({
  variables: {
    size: variable(z.int().min(1), { description: "How many", modules: ["store"], drift: "production is larger" }),
    names: variable(z.array(z.string()), { description: "Their names", modules: ["store"] }),
  },
});

export default defineProject({ stacks: { app }, promotion: ["staging", "production"] });
`,
  "envs/staging.yaml": `${modeline}\nstack: app\nvariables:\n  size: 1\n  names: [a, b]\n`,
  "envs/production.yaml": `${modeline}\nstack: app\nvariables:\n  size: 5\n  names: [a, b]\n`,
  "templates/environments/app/main.tf.hbs": `module "store" {
  source = {{moduleSource "store"}}

  {{moduleArguments module="store"}}
}

output "label" {
  value = module.store.label
}
`,
  "templates/environments/app/variables.tf.hbs": "{{variableDeclarations}}\n",
  "templates/environments/app/terraform.tfvars.hbs": "{{variableDefinitions}}\n",
  "templates/modules/store/variables.tf.hbs": '{{variableDeclarations module="store"}}\n',
  "templates/modules/store/main.tf": `resource "terraform_data" "label" {
  input = "\${var.size} of \${join(", ", var.names)}"
}

output "label" {
  value = terraform_data.label.output
}
`,
};

/** A generated project; `texts` replace or add files before it is generated. */
export async function makeProject(
  texts: Readonly<Record<string, string>> = {},
): Promise<TemporaryProject> {
  const source = mkdtempSync(join(tmpdir(), "terraloom-test-"));
  writeFiles(source, { ...base, ...texts });
  const project = temporaryProject(source);
  rmSync(source, { recursive: true });
  const { exitCode } = await terraloom(project.root, "generate");
  if (exitCode !== 0) await writeRendered(project.root);
  return project;
}

/** Writes what is rendered although generate refuses it: code that somebody committed before there was a check. */
async function writeRendered(root: string): Promise<void> {
  const { outputs } = renderProject(await loadProject(root));
  for (const { path, content } of outputs.values()) {
    writeFiles(root, { [path]: String(content) });
  }
}

/** Writes texts below a folder. */
export function writeFiles(root: string, texts: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** A file of the project as it was before a test changed it. */
export function baseText(path: string): string {
  return base[path] ?? "";
}

/**
 * A program that stands in for Terraform. It writes what it is asked, a line of JSON each, to `calls`, and
 * answers that all is well; `body` is JavaScript that runs before, with `argv`, `cwd` and `fs` at hand.
 */
export function standIn(folder: string, name: string, body = ""): { readonly calls: () => Call[] } {
  const log = join(folder, `${name}.log`);
  const program = join(folder, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(log, "");
  writeFileSync(
    program,
    `#!${process.execPath}
const fs = require("node:fs");
const [, , ...argv] = process.argv;
const cwd = process.cwd();
if (argv[0] === "version") {
  console.log('{"terraform_version":"1.2.3"}');
  process.exit(0);
}
const data = process.env.TF_DATA_DIR;
const lock = fs.existsSync(".terraform.lock.hcl") ? fs.readFileSync(".terraform.lock.hcl", "utf8") : null;
const record = (event) => fs.appendFileSync(${JSON.stringify(log)}, JSON.stringify({ event, argv, cwd, data, lock, entries: fs.readdirSync(".") }) + "\\n");
const finish = (status = 0) => {
  record("end");
  process.exit(status);
};
record("start");
if (argv[0] === "init") fs.mkdirSync(data + "/providers", { recursive: true });
${body}
if (argv[0] === "validate") console.log('{"diagnostics":[]}');
finish();
`,
  );
  chmodSync(program, 0o755);
  const calls = (): Call[] =>
    readFileSync(log, "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line));
  return { calls };
}

/** What a stand-in wrote down. */
export interface Call {
  readonly event: "start" | "end";
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly data: string;
  readonly lock: string | null;
  /** What is in the folder that it runs in. */
  readonly entries: readonly string[];
}

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { describe, diagnostic } from "../src/diagnostics/diagnostic.ts";
import { maskProblems } from "../src/mask/maskProblems.ts";
import { loadProject } from "../src/project/loadProject.ts";
import { terraformAvailable } from "./support/programs.ts";
import { terraloom } from "./support/screen.ts";
import { repository, type TemporaryProject, temporaryProject } from "./support/temporaryProject.ts";
import { makeProject } from "./verify/project.ts";

/** What must be seen nowhere: as a text, in a list, in an object, as a map's key and as its value. */
const canaries = [
  "canary-text",
  "canary-item",
  "canary-inner",
  "canary-key",
  "canary-entry",
  "731337",
];

const declared = `
    DB_PASSWORD: variable(z.string(), { description: "p", modules: ["service"], sensitive: true, drift: "one each" }),
    db_options: variable(z.object({ items: z.array(z.string()), inner: z.object({ pin: z.number(), text: z.string() }), map: z.record(z.string(), z.string()) }), { description: "o", modules: ["service"], sensitive: true, drift: "one each" }),
    db_url: variable(z.string(), { description: "u", modules: ["service"], sensitive: true, drift: "one each" }),`;
/** A value that follows from a sensitive one. */
const computed = `computed: { variables: { db_url: ({ variables }) => "db://" + variables.DB_PASSWORD } },
  settings: {`;
const values = `
  DB_PASSWORD: canary-text
  db_options: { items: [canary-item], inner: { pin: 731337, text: canary-inner }, map: { canary-key: canary-entry } }`;

let project: TemporaryProject;
const at = (file: string): string => join(project.root, file);
const read = (file: string): string => readFileSync(at(file), "utf8");
const edit = (file: string, from: string | RegExp, to: string): void => {
  expect(read(file)).toMatch(from);
  writeFileSync(at(file), read(file).replace(from, to));
};

beforeEach(() => {
  project = temporaryProject(join(repository, "test/golden/base"));
  const after =
    'region: variable(z.string(), { description: "AWS region", modules: ["service"] }),';
  edit("schema/index.ts", after, after + declared);
  edit("schema/index.ts", "settings: {", computed);
  edit("envs/staging.yaml", "variables:", `variables:${values}`);
  edit("envs/production.yaml", "variables:", `variables:${values.replaceAll("canary", "other")}`);
});
afterEach(() => project.remove());

function git(...words: readonly string[]): void {
  const identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"];
  execFileSync("git", [...identity, ...words], { cwd: project.root });
}

async function expectHidden(...argv: readonly string[]): Promise<string> {
  const { stdout, stderr } = await terraloom(project.root, ...argv);
  const printed = stdout + stderr;
  expect(printed).not.toBe("");
  expect(printed).not.toMatch(/has no option|there is no command/);
  for (const canary of canaries) expect(printed, argv.join(" ")).not.toContain(canary);
  return printed;
}

const formats = ["text", "json", "github", "gitlab", "sarif"];

test("no command shows a sensitive value", { timeout: 120_000 }, async () => {
  expect(await terraloom(project.root, "generate")).toMatchObject({ exitCode: 0 });
  for (const format of ["text", "json", "markdown", "github", "html"]) {
    await expectHidden("drift-report", "--exit-zero", "--format", format);
  }
  for (const name of ["DB_PASSWORD", "db_options", "db_url"]) {
    for (const format of ["text", "json"]) await expectHidden("trace", name, "--format", format);
  }
  await expectHidden("add", "environment", "preview", "--from", "staging");
  await expectHidden(..."add environment preview --from staging --copy-rest --dry-run".split(" "));
  await expectHidden(..."converge --from production --to staging --dry-run".split(" "));
  await expectHidden(..."rename variable DB_PASSWORD PASSWORD --dry-run".split(" "));
  for (const command of ["show", "list"]) {
    for (const format of ["text", "json"]) await expectHidden(command, "--format", format);
  }
  await expectHidden(..."set DB_PASSWORD canary-item --environment staging --dry-run".split(" "));
  await expectHidden(..."set db_options.inner.pin canary-item --environment staging".split(" "));
  await expectHidden(..."remove variable DB_PASSWORD --dry-run".split(" "));
  await expectHidden(..."rename environment staging stage --yes --dry-run".split(" "));
  await expectHidden(..."remove environment staging --yes --dry-run".split(" "));
  await expectHidden(..."remove secret API_PASSWORD --dry-run".split(" "));
  await expectHidden(..."rename call service api --dry-run".split(" "));
  await expectHidden("hold", "staging", "--reason", "r", "--until", "2099-01-01", "--dry-run");
  git("init", "-q");
  git("add", "envs", "schema", "templates", "generated");
  git("commit", "-qm", "x");
  edit("envs/staging.yaml", "canary-text", "canary-text-rotated");
  await expectHidden("affected", "--since", "HEAD", "--debug");
  await expectHidden("drift-report", "--exit-zero", "--since", "HEAD");
  await expectHidden("review", "--since", "HEAD");
  const back = ["rollback", "staging", "--to", "HEAD", "--reason", "r", "--until", "2099-01-01"];
  await expectHidden(...back, "--dry-run");
  await expectHidden("check");
  for (const format of formats) await expectHidden("check", "--format", format);
  await expectHidden("generate", "--diff", "--debug");
  edit("generated/environments/staging/terraform.tfvars", "db_url", "db_url # canary-free\n#");
  await expectHidden("generate");
  await expectHidden("absorb", "--dry-run");
  writeFileSync(
    at("generated/environments/staging/terraform.tfvars"),
    'DB_PASSWORD = "canary-text\n',
  );
  await expectHidden("absorb", "--dry-run");
  await expectHidden("eject", "--dry-run");
  await expectHidden("adopt", "--dry-run");
});

test("nor does make variable, for the setting beside it", { timeout: 60_000 }, async () => {
  edit(
    "schema/index.ts",
    "settings: {",
    'settings: { size: setting(z.string(), { drift: "any" }),',
  );
  for (const name of ["staging", "production"]) {
    edit(`envs/${name}.yaml`, "settings:", "settings:\n  size: small");
  }
  edit("templates/environments/app/main.tf.hbs", /$/, "locals {\n  size = {{settings.size}}\n}\n");
  await expectHidden("make", "variable", "nope", "--description", "d");
  const make = ["make", "variable", "size", "--description", "d"];
  expect(await expectHidden(...make, "--dry-run", "--debug")).toContain("+  size: small");
  await expectHidden(...make);
});

test("nor its former value, where a template writes it", { timeout: 60_000 }, async () => {
  const template = "templates/environments/app/main.tf.hbs";
  const inlined = "locals {\n  text = {{values.DB_PASSWORD}}\n  all = {{values.db_options}}\n}\n";
  writeFileSync(at(template), `${read(template)}${inlined}`);
  expect(await terraloom(project.root, "generate")).toMatchObject({ exitCode: 0 });
  edit("envs/staging.yaml", /canary/g, "rotated");
  for (const format of formats) await expectHidden("check", "--format", format);
  const name = "generated/environments/staging/main.tf";
  const diff = await expectHidden("generate", "--diff");
  expect(diff).toContain(`--- a/${name}`);
  expect(diff).toContain('-  text = "(another sensitive value)"\n+  text = "(sensitive)"');
  expect(diff).not.toContain("rotated");
  // Of what the definitions no longer tell, the line that takes its place does.
  edit("envs/staging.yaml", "rotated-text", "again");
  writeFileSync(at("generated/environments/staging/terraform.tfvars"), "");
  expect(await terraloom(project.root, "check")).toMatchObject({
    stdout: expect.not.stringContaining("rotated-text"),
  });
});

test("nor text that the schema's own code makes of it", { timeout: 60_000 }, async () => {
  const helpers = 'helpers: { own: (x: string) => { throw new Error("not " + x); } },';
  edit("schema/index.ts", "defineProject({", `defineProject({ ${helpers}`);
  const template = "templates/environments/app/main.tf.hbs";
  writeFileSync(at(template), `${read(template)}# {{own values.DB_PASSWORD}}\n`);
  for (const format of formats) await expectHidden("check", "--format", format);
  expect(await expectHidden("drift-report")).toContain("not (sensitive)");
  edit(template, "{{own values.DB_PASSWORD}}", "{{environment values.DB_PASSWORD}}");
  expect(await expectHidden("check")).toContain('no environment "(sensitive)"');
  edit(template, "# {{environment values.DB_PASSWORD}}\n", "");
  const check =
    '.refine((x) => { if (x.startsWith("canary")) throw new Error("not " + x); return true; })';
  edit(
    "schema/index.ts",
    "DB_PASSWORD: variable(z.string()",
    `DB_PASSWORD: variable(z.string()${check}`,
  );
  for (const command of ["check", "list", "verify", "status"]) await expectHidden(command);
});

test.skipIf(!terraformAvailable)("nor Terraform's messages", { timeout: 120_000 }, async () => {
  const real = await makeProject({
    "schema/index.ts": `import { defineProject, defineStack, variable } from "terraloom";
import * as z from "zod";
const app = defineStack({ variables: {${declared.replaceAll('"service"', '"store"')} },
  computed: { variables: { db_url: ({ variables }) => "db://" + variables.DB_PASSWORD } } });
export default defineProject({ stacks: { app } });
`,
    "envs/staging.yaml": `stack: app\nvariables:${values}\n`,
    "envs/production.yaml": `stack: app\nvariables:${values.replaceAll("canary", "other")}\n`,
    "templates/modules/store/main.tf":
      'resource "terraform_data" "it" {\n  input = [var.DB_PASSWORD, var.db_url, var.db_options]\n}\n',
    "templates/environments/app/main.tf.hbs":
      'module "store" {\n  source = {{moduleSource "store"}}\n  {{moduleArguments module="store"}}\n}\n',
  });
  const own = project;
  project = real;
  try {
    const folder = at("generated/environments/staging");
    for (const words of [["init"], ["apply", "-auto-approve"]]) {
      execFileSync("terraform", [...words, "-input=false"], { cwd: folder, stdio: "pipe" });
    }
    edit("envs/staging.yaml", "canary-text", "canary-text-rotated");
    expect(await terraloom(real.root, "generate")).toMatchObject({ exitCode: 0 });
    for (const format of ["text", "json"]) {
      await expectHidden("status", "--plan", "--format", format, "--debug");
    }
    writeFileSync(
      at("generated/modules/store/bad.tf"),
      "locals {\n  a = var.DB_PASSWORD.none + none\n}\n",
    );
    for (const format of ["text", "json"])
      await expectHidden("verify", "--format", format, "--debug");
  } finally {
    project = own;
    real.remove();
  }
});

const line = "  DB_PASSWORD: canary-text\n";

/** Mistakes, each with what a person wrote in place of a line, and what is said of it. */
test.each<readonly [name: string, from: string | RegExp, to: string, words: string]>([
  ["another type", "DB_PASSWORD: canary-text", "DB_PASSWORD: 731337", "found a number"],
  ["a list", "DB_PASSWORD: canary-text", "DB_PASSWORD: [canary-text]", "found a list"],
  ["nested, another type", "[canary-item]", "canary-item", "found a string of 11 characters"],
  ["a key too many", "inner: {", "inner: { canary-key: 1,", "a key in it does not fit"],
  ["misspelt", "DB_PASSWORD:", "DB_PASWORD:", "unknown-name"],
  ["in other letters", "DB_PASSWORD:", "db_password:", "unknown-name"],
  ["with a blank", "DB_PASSWORD:", "DB PASSWORD:", "unknown-name"],
  ["cut short", "DB_PASSWORD:", "DB_PASS:", "unknown-name"],
  ["a name of no schema", "DB_PASSWORD:", "login:", "unknown-name"],
  ["a secret, cut short", line, `${line}  API_PASS: canary-text\n`, "unknown-name"],
  ["at the top", /^variables:/m, "DB_PASSWORD: canary-text\nvariables:", "unknown"],
  ["at the top, cut short", /^variables:/m, "login: canary-text\nvariables:", "unknown"],
  ["under settings", /^settings:/m, "settings:\n  DB_PASSWORD: canary-text", "unknown-name"],
  ["in a setting", /^settings:/m, "settings:\n  db: { login: canary-text }", "unknown-name"],
  ["twice", "  DB_PASSWORD:", "  DB_PASSWORD: canary-item\n  DB_PASSWORD:", "spec-syntax"],
  ["an alias that is none", "DB_PASSWORD: canary-text", "DB_PASSWORD: *canary-text", "error"],
  ["an anchor elsewhere", /^variables:/m, "x-login: &a canary-text\nvariables:", "unknown-section"],
  ["an alias elsewhere", line, "  DB_PASSWORD: &a canary-text\n  LOG_LEVEL: *a\n", "wrong-value"],
  ["a tag", "DB_PASSWORD: canary-text", "DB_PASSWORD: !canary-text x", "error"],
  ["a quote left open", "DB_PASSWORD: canary-text", 'DB_PASSWORD: "canary-text', "error"],
  ["a key of its own line", line, "  ? DB_PASSWORD\n  : canary-text: x\n", "wrong-value"],
  ["a value too far out", line, "  DB_PASSWORD:\ncanary-text\n", "spec-syntax"],
  ["a block too far out", line, "  DB_PASSWORD: >\ncanary-text: x\n", "spec-syntax"],
  ["a list as far out", line, "  DB_PASSWORD:\n  - canary-text\n", "found a list"],
  ["a map left open", /db_options: .*/, "db_options: {\n  canary-x ], in: [ canary-inner", "error"],
  [
    "in an entry of each",
    /^variables:/m,
    "each: { a: { variables: { DB_PASSWORD: [canary-text] } } }\nvariables:",
    "error",
  ],
  ["beside another", "DB_PASSWORD: canary-text", "region2: { DB_PASSWORD: canary-text }", "error"],
])("a mistake does not show it: %s", { timeout: 60_000 }, async (_, from, to, words) => {
  edit("envs/staging.yaml", from, to);
  expect(await expectHidden("check")).toContain(words);
});

test("nor while the schema cannot be read", { timeout: 60_000 }, async () => {
  edit("envs/staging.yaml", line, "  DB_PASSWORD:canary-text\n");
  edit("schema/index.ts", "defineProject({", "defineProject(nothing, {");
  expect(await expectHidden("check")).toContain("spec-syntax");
});

test("a default in the schema is hidden as a value is", { timeout: 60_000 }, async () => {
  const given = 'z.string(), { description: "p"';
  edit("schema/index.ts", given, given.replace("()", '().default("canary-text")'));
  edit("envs/staging.yaml", line, "");
  await expectHidden("generate", "--diff");
  await expectHidden("trace", "DB_PASSWORD", "--format", "json");
  edit("schema/index.ts", "canary-text", "another");
  await expectHidden("check");
  await expectHidden(..."remove variable DB_PASSWORD --dry-run".split(" "));
});

test.each([
  "set DB_PASSWORD [canary-text] --environment staging",
  "set DB_PASSWORD text canary-text --environment staging",
  "set db_options.inner.nope canary-text --environment staging",
  "set API_PASSWORD canary-text --environment staging",
  "add environment qa --from staging --value DB_PASSWORD:canary-text",
  "add environment qa --from staging --value DB_PASWORD=canary-text --value nope=canary-text",
  "add environment qa --from staging --value db_options=[canary-text]",
  "add variable TOKEN --type number --description t --sensitive --value stagin=canary-text",
  "add secret TOKEN canary-text",
])("nor does an answer appear again: %s", { timeout: 60_000 }, async (words) => {
  await expectHidden(...words.split(" "));
});

test("no value is told by the data of why it does not fit a type", async () => {
  const text = { kind: "string", text: '"canary-text"' } as const;
  const item = { kind: "number", text: "731337" } as const;
  const args = { label: "x", revision: "1a2b3c4", shown: "1" };
  const problems = [
    diagnostic("argument-type", {
      call: "service",
      name: "x",
      misfit: { kind: "type", place: ".canary-key", expected: "bool", found: text },
    }),
    diagnostic("value-does-not-fit", {
      ...args,
      misfits: [{ kind: "rule", message: "no canary-item", found: item }],
    }),
  ];
  const said = maskProblems(problems, await loadProject(project.root)).map(describe);
  expect(said.map(({ message }) => message)).toEqual([
    'argument "x" does not fit its type in module "service": (sensitive): expected a bool, found the string "(sensitive)"',
    "x was 1 at 1a2b3c4, which today's type does not allow: no (sensitive), found the number (sensitive)",
  ]);
});

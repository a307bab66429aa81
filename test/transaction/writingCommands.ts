import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { terraloom } from "../support/screen.ts";

/** A command that writes, in a project where it has something to do. */
export interface WritingCommand {
  readonly argv: readonly string[];
  /** Whether it begins in a folder without a project. */
  readonly begins?: true;
  /** Brings the project to where the command has work. */
  readonly prepare?: (root: string) => Promise<void>;
  /** Whether it, run again, does what was left undone; else `generate` does. */
  readonly again?: true;
}

/** A template that nothing needs: without it, what it made is orphaned. */
export const unneededTemplate = "templates/modules/service/removed.tf";

const words = (line: string): readonly string[] => line.split(" ");
const waiver = words("--reason try --until 2099-01-01");

/** The command's words, and nothing to prepare. */
const plain = (line: string): WritingCommand => ({ argv: words(line) });

const initWords =
  "init --stack app --environment staging --environment production --backend local --ci none";

/** Every command that writes into a project; `test/golden/base` is the project, as generated. */
export const writingCommands: Readonly<Record<string, WritingCommand>> = {
  generate: {
    argv: ["generate"],
    async prepare(root) {
      edit(root, "envs/staging.yaml", "512", "1024");
      write(root, "templates/modules/service/new.tf.hbs", "locals {}\n");
      rmSync(join(root, unneededTemplate));
    },
  },
  "add variable": plain(
    "add variable SENDER --type email --description Sender --module service --value staging=a@example.org --value production=a@example.org",
  ),
  "add secret": plain("add secret MAIL_KEY --description Key"),
  "add environment": plain(
    "add environment eu/preview --from staging --copy-rest --value settings.backend.key=preview.tfstate",
  ),
  "add stack": plain("add stack dns --environment dns/staging --backend local"),
  "rename variable": plain("rename variable core_memory memory"),
  "rename environment": plain("rename environment staging stage --yes"),
  "rename call": plain("rename call service api"),
  "remove variable": plain("remove variable API_URL"),
  "remove secret": plain("remove secret API_PASSWORD"),
  "remove environment": plain("remove environment staging --yes"),
  converge: plain("converge --from staging --to production core_memory"),
  hold: { argv: ["hold", "staging", ...waiver] },
  set: plain("set core_memory 2048 --environment staging"),
  rollback: { argv: ["rollback", "staging", "--to", "HEAD", ...waiver], prepare: prepareRollback },
  absorb: {
    argv: ["absorb"],
    again: true,
    prepare: async (root) =>
      edit(root, "generated/environments/staging/terraform.tfvars", "512", "640"),
  },
  "make variable": {
    argv: words("make variable greeting --description Greeting"),
    prepare: prepareMakeVariable,
  },
  "make shared": {
    argv: words("make shared rules.tf"),
    begins: true,
    prepare: prepareMakeShared,
  },
  "make generated": {
    argv: words("make generated modules/app/main.tf"),
    begins: true,
    async prepare(root) {
      writeRoots(root, "environments/{name}");
      await succeed(root, "adopt", "--yes");
    },
  },
  eject: { argv: words("eject --force"), again: true },
  adopt: {
    argv: words("adopt --yes"),
    begins: true,
    again: true,
    prepare: async (root) => writeRoots(root, "environments/{name}"),
  },
  "adopt into a project": {
    argv: words("adopt --yes"),
    begins: true,
    again: true,
    async prepare(root) {
      writeRoots(root, "environments/{name}");
      await succeed(root, "adopt", "--yes");
      writeRoots(root, "live/{name}/network");
    },
  },
  "adopt one more environment": {
    argv: words("adopt environments/qa"),
    begins: true,
    again: true,
    async prepare(root) {
      writeRoots(root, "environments/{name}");
      await succeed(root, "adopt", "--yes");
      writeRoots(root, "environments/{name}", ["qa"]);
    },
  },
  init: { argv: words(initWords), begins: true, again: true },
  "init --update": {
    argv: words("init --update"),
    begins: true,
    again: true,
    prepare: prepareUpdate,
  },
};

/** Commands that write into no project: what they find out goes where `--out` says, or onto the screen. */
export const readingCommands = words(
  "check verify drift-report status affected review merge list show trace completion language-server",
);

function write(root: string, file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

function edit(root: string, file: string, from: string | RegExp, to: string): void {
  const text = readFileSync(join(root, file), "utf8");
  expect(text).toMatch(from);
  writeFileSync(join(root, file), text.replace(from, to));
}

async function succeed(root: string, ...argv: readonly string[]): Promise<void> {
  expect(await terraloom(root, ...argv)).toMatchObject({ exitCode: 0 });
}

async function prepareRollback(root: string): Promise<void> {
  // The commit's name is in what a rollback writes.
  const day = "2026-01-01T00:00:00Z";
  const env = { ...process.env, GIT_AUTHOR_DATE: day, GIT_COMMITTER_DATE: day };
  const identity = words("-c user.name=t -c user.email=t@example.org");
  for (const line of ["init -q", "add envs schema templates", "commit -qm x"]) {
    execFileSync("git", [...identity, ...words(line)], { cwd: root, env });
  }
  edit(root, "envs/staging.yaml", "512", "4096");
  await succeed(root, "generate");
}

async function prepareMakeVariable(root: string): Promise<void> {
  const declared = 'greeting: setting(z.string(), { drift: "as they like" }),';
  edit(root, "schema/index.ts", "settings: {", `settings: { ${declared}`);
  for (const name of ["staging", "production"]) {
    edit(root, `envs/${name}.yaml`, "settings:", `settings:\n  greeting: from ${name}`);
  }
  const template = "templates/environments/app/main.tf.hbs";
  edit(root, template, /$/, "locals {\n  says = {{settings.greeting}}\n}\n");
  await succeed(root, "generate");
}

/** Environments by hand, whose code stands where a pattern says. */
function writeRoots(root: string, pattern: string, names = ["dev", "prod"]): void {
  const up = "../".repeat(pattern.split("/").length);
  for (const name of names) {
    const code = `locals {\n  name = "${name}"\n}\n\nmodule "app" {\n  source = "${up}modules/app"\n}\n`;
    write(root, `${pattern.replace("{name}", name)}/main.tf`, code);
  }
  write(root, "modules/app/main.tf", "locals {}\n");
}

/** Copies of a file that had no form in common when they were taken over, and have one now. */
async function prepareMakeShared(root: string): Promise<void> {
  writeRoots(root, "environments/{name}");
  const rules = (limit: number, end: string): string => `locals {\n  limit = ${limit}${end}\n}\n`;
  write(root, "environments/dev/rules.tf", rules(1, "\r"));
  write(root, "environments/prod/rules.tf", `${rules(2, "")}\noutput "limit" {\n  value = 2\n}\n`);
  await succeed(root, "adopt", "--yes");
  const copies = execFileSync("grep", ["-rl", "\r$", "templates"], { cwd: root, encoding: "utf8" });
  for (const file of copies.trim().split("\n")) edit(root, file, "\r", "");
  await succeed(root, "generate");
}

/** As if an older version had begun the project. */
async function prepareUpdate(root: string): Promise<void> {
  await succeed(root, ...words(initWords));
  const record = JSON.parse(readFileSync(join(root, "generated/init.json"), "utf8"));
  for (const file of ["CONTRIBUTING.md", ".editorconfig"]) {
    edit(root, file, /^.*\n/, "An older first line\n");
    record.texts[file] = readFileSync(join(root, file), "utf8");
  }
  write(root, "generated/init.json", JSON.stringify(record));
}

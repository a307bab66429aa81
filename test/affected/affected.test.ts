import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { sortChanges } from "../../src/affected/sortChanges.ts";
import { generate, loadProject } from "../../src/index.ts";
import { affectedSchema } from "../schemas/affected.ts";
import { gitIn } from "../support/git.ts";
import { terraloom } from "../support/screen.ts";
import { repository, temporaryProject } from "../support/temporaryProject.ts";

const { root, remove } = temporaryProject(join(repository, "test/golden/base"));
const git = gitIn(root);
const scratch = mkdtempSync(join(tmpdir(), "terraloom-test-"));

afterAll(() => {
  remove();
  rmSync(scratch, { recursive: true, force: true });
});

write(".gitignore", "node_modules\n");
await generateAll();
git("init", "--initial-branch", "main");
commitAll("one");
const first = git("rev-parse", "HEAD");

beforeEach(() => {
  git("checkout", "--quiet", "--force", "-B", "work", first);
  git("clean", "--quiet", "-fd");
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function edit(path: string, from: string | RegExp, to: string): void {
  write(path, readFileSync(join(root, path), "utf8").replace(from, to));
}

async function generateAll(): Promise<void> {
  const { problems } = await generate(await loadProject(root));
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
}

function commitAll(message: string): void {
  git("add", "--all");
  git("commit", "--quiet", "--message", message);
}

/** What `affected` says of each environment: "staging 1: variable core_memory". */
async function affected(...argv: readonly string[]): Promise<readonly string[]> {
  const { stdout, stderr, exitCode } = await terraloom(
    root,
    "affected",
    "--format",
    "json",
    ...argv,
  );
  if (exitCode !== 0) return [stdout, stderr];
  const { environments, removed } = affectedSchema.parse(JSON.parse(stdout));
  const lines = environments.map(({ environment, wave, reasons }) => {
    const words = reasons.map(({ kind, names }) => [kind, ...names].join(" "));
    return `${environment} ${wave}: ${words.join("; ")}`;
  });
  return [...lines, ...removed.map((name) => `${name} removed`)];
}

test("a change of something that is not code affects nothing", async () => {
  write("README.md", "# About\n");
  edit("envs/staging.yaml", "stack: app", "# a comment\nstack: app");
  write("generated/environments/staging/NOTES.md", "notes");
  expect(await affected()).toEqual([]);
});

test("a value, committed or not", async () => {
  edit("envs/staging.yaml", "core_memory: 512", "core_memory: 1024");
  await generateAll();
  const expected = ["staging 1: variable core_memory"];
  expect(await affected()).toEqual(expected);
  expect(await affected("--committed")).toEqual([]);
  commitAll("more memory");
  expect(await affected()).toEqual(expected);
  expect(await affected("--committed")).toEqual(expected);
  expect(await affected("production")).toEqual([]);
  expect(await affected("--since", "HEAD")).toEqual([]);
});

test("a changed template of environments, and one of a module", async () => {
  edit("templates/environments/app/main.tf.hbs", /^/, "# About\n");
  await generateAll();
  const file = (name: string): string => `generated/environments/${name}/main.tf`;
  expect(await affected()).toEqual([
    `staging 1: template ${file("staging")}`,
    `production 2: template ${file("production")}`,
  ]);
  git("checkout", "--quiet", ".");
  edit("templates/modules/service/main.tf.hbs", /^/, "# About\n");
  await generateAll();
  expect(await affected()).toEqual([
    "staging 1: module generated/modules/service",
    "production 2: module generated/modules/service",
  ]);
});

test("lock files and handwritten files, in an environment and in a module that it calls", async () => {
  write("generated/environments/staging/.terraform.lock.hcl", "# locked\n");
  write("generated/environments/production/extra.tf", "locals {}\n");
  expect(await affected()).toEqual([
    "staging 1: lock file generated/environments/staging/.terraform.lock.hcl",
    "production 2: file generated/environments/production/extra.tf",
  ]);
  git("clean", "--quiet", "-fd");
  write("generated/modules/service/run.sh", "true\n");
  write("generated/modules/other/run.sh", "true\n");
  expect(await affected()).toEqual([
    "staging 1: module generated/modules/service",
    "production 2: module generated/modules/service",
  ]);
});

test("a module in another environment's folder, whichever environments are asked about", async () => {
  write("generated/environments/staging/shared/main.tf", "locals {}\n");
  edit(
    "templates/environments/app/main.tf.hbs",
    /$/,
    '\nmodule "s" {\n  source = "../staging/shared"\n}\n',
  );
  await generateAll();
  commitAll("two");
  write("generated/environments/staging/shared/main.tf", "locals {\n  x = 1\n}\n");
  const production = "production 2: module generated/environments/staging/shared";
  const staging = "staging 1: file generated/environments/staging/shared/main.tf";
  expect(await affected("--since", "HEAD")).toEqual([staging, production]);
  expect(await affected("production", "--since", "HEAD")).toEqual([production]);
});

test("a file that Terraform reads in a root module at the project's own root is of all that share it", () => {
  const files = { read: () => undefined, list: () => [], kind: () => "file" as const };
  const isOfRoot = (path: string) => sortChanges([path], [], new Map(), files).folders.has(".");
  expect(["main.tf", ".terraform.lock.hcl"].filter(isOfRoot)).toHaveLength(2);
  expect(["package.json", "modules/m/main.tf"].filter(isOfRoot)).toEqual([]);
});

test("environments that are added and removed", async () => {
  const spec = readFileSync(join(root, "envs/staging.yaml"), "utf8");
  writeFileSync(join(root, "envs/extra.yaml"), spec.replace("staging.tfstate", "extra.tfstate"));
  git("rm", "--quiet", "envs/production.yaml");
  edit("schema/index.ts", '"staging", "production"', '"staging"');
  await generate(await loadProject(root), { force: true });
  expect(await affected()).toEqual(["extra 2: new", "production removed"]);
});

test("commits of others on the main branch do not count", async () => {
  edit("envs/staging.yaml", "core_memory: 512", "core_memory: 1024");
  await generateAll();
  commitAll("mine");
  git("branch", "--force", "mine");
  git("checkout", "--quiet", "-B", "main", first);
  edit("envs/production.yaml", /core_memory: \d+/, "core_memory: 4096");
  await generateAll();
  commitAll("theirs");
  git("checkout", "--quiet", "mine");
  expect(await affected("--since", "main")).toEqual(["staging 1: variable core_memory"]);
  git("branch", "--force", "main", first);
});

test("everything is new in a repository without commits", async () => {
  git("checkout", "--quiet", "main");
  const everything = ["staging 1: new", "production 2: new"];
  expect(await affected()).toEqual(everything);
  git("checkout", "--quiet", "--orphan", "nothing");
  git("branch", "--move", "main", "other");
  expect(await affected()).toEqual(everything);
  const { stderr } = await terraloom(root, "affected", "--since", "other");
  expect(stderr).toContain('error no-common-commit: HEAD and "other" have no commit in common');
  git("branch", "--move", "other", "main");
});

test("on the main branch the last commit counts, whatever files a CI job has left", async () => {
  git("checkout", "--quiet", "main");
  edit("envs/staging.yaml", "core_memory: 512", "core_memory: 1024");
  await generateAll();
  commitAll("more memory");
  write("affected.json", "");
  write(".gitignore", "node_modules\n*.log\n");
  expect(await affected()).toEqual(["staging 1: variable core_memory"]);
  edit("envs/production.yaml", /core_memory: \d+/, "core_memory: 4096");
  await generateAll();
  expect(await affected()).toEqual(["production 2: variable core_memory"]);
  git("checkout", "--quiet", "--force", "-B", "work", first);
  git("branch", "--force", "main", first);
});

test("says what to fetch in a shallow clone", async () => {
  commitAllowingEmpty();
  const clone = join(scratch, "clone");
  gitIn(scratch)("clone", "--quiet", "--depth", "1", `file://${root}`, clone);
  symlinkSync(join(root, "node_modules"), join(clone, "node_modules"));
  const { exitCode, stderr } = await terraloom(
    clone,
    "affected",
    "--since",
    first,
    "--root",
    clone,
  );
  expect(exitCode).toBe(1);
  expect(stderr).toContain("error commit-unknown");
  expect(stderr).toContain("git fetch --unshallow");
});

function commitAllowingEmpty(): void {
  git("commit", "--quiet", "--allow-empty", "--message", "two");
}

test("jobs for a project in a subfolder start in that folder", async () => {
  const repo = join(scratch, "repo");
  const infra = join(repo, "infra");
  cpSync(root, infra, {
    recursive: true,
    filter: (path) => !path.includes("/.git"),
    verbatimSymlinks: true,
  });
  gitIn(repo)("init", "--quiet");
  const { stdout } = await terraloom(infra, "affected", "--format", "gitlab");
  expect(stdout).toContain(`"cd infra/ && npm ci && npx terraloom verify $TERRALOOM_ENVIRONMENTS"`);
  const own = await terraloom(infra, "affected", "--format", "gitlab", "--run", "make plan");
  expect(own.stdout).toContain(`    - "make plan"\n`);
});

test("refuses an option that the format does not use", async () => {
  const told = async (...argv: readonly string[]): Promise<readonly string[]> => {
    const { exitCode, stdout, stderr } = await terraloom(root, "affected", ...argv);
    expect([exitCode, stdout]).toEqual([1, ""]);
    return [...stderr.matchAll(/answer-wrong: (--\S+):/g)].map(([, option = ""]) => option);
  };
  expect(await told("--format", "gitlab", "--out", "plan.yml")).toEqual(["--out"]);
  expect(await told("--run", "make", "--shards", "3")).toEqual(["--shards", "--run"]);
  expect(await told("--format", "atlantis", "--since", "HEAD")).toEqual(["--since"]);
  expect(await told("--format", "matrix", "--shards", "0")).toEqual(["--shards"]);
});

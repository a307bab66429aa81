import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { disk } from "../../src/files/disk.ts";
import { walk } from "../../src/model/files.ts";
import { drawn } from "../support/randomSeed.ts";
import { terraloom } from "../support/screen.ts";
import {
  repository,
  type TemporaryProject,
  temporaryProject,
} from "../support/temporaryProject.ts";
import { withFault } from "./faults.ts";

vi.mock("node:fs", async (importOriginal) =>
  (await import("./faults.ts")).faulty(await importOriginal()),
);

/**
 * Every command that writes, killed or out of disk at every step that changes something. By default one step of each,
 * the same every time unless TERRALOOM_SEED says otherwise; with TERRALOOM_SLOW=1 all of them.
 */
const isSlow = process.env.TERRALOOM_SLOW === "1";

const waiver = ["--reason", "a try", "--until", "2099-01-01"];
const commands: Readonly<Record<string, readonly string[]>> = {
  generate: ["generate"],
  "add variable": [
    ..."add variable SENDER --type email --description Sender --module service".split(" "),
    ..."--value staging=a@example.org --value production=a@example.org".split(" "),
  ],
  "add secret": "add secret MAIL_KEY --description Key".split(" "),
  "add environment":
    "add environment eu/preview --from staging --copy-rest --value settings.backend.key=preview.tfstate".split(
      " ",
    ),
  "rename variable": "rename variable core_memory memory".split(" "),
  "remove variable": "remove variable API_URL".split(" "),
  converge: "converge --from staging --to production core_memory".split(" "),
  hold: ["hold", "staging", ...waiver],
  set: "set core_memory 2048 --environment staging".split(" "),
  rollback: ["rollback", "staging", "--to", "HEAD", ...waiver],
  "remove secret": "remove secret API_PASSWORD".split(" "),
  "rename environment": "rename environment staging stage --yes".split(" "),
  "remove environment": "remove environment staging --yes".split(" "),
  absorb: ["absorb"],
  "make variable": ["make", "variable", "greeting", "--description", "What it says"],
  eject: ["eject", "--force"],
  adopt: ["adopt", "--yes"],
  init: "init --stack app --environment staging --environment production --backend local --ci none".split(
    " ",
  ),
};

/** What generate does not take further: these do what is left of them when they are run again. */
const ownSequel = new Set(["absorb", "eject", "adopt", "init"]);

/** A template that nothing needs: without it, what it made is orphaned. */
const removed = "templates/modules/service/removed.tf";

let base: TemporaryProject;
let scratch: string;

beforeAll(async () => {
  base = temporaryProject(join(repository, "test/golden/base"));
  const actual = await vi.importActual<typeof import("node:fs")>("node:fs");
  actual.writeFileSync(join(base.root, removed), "locals {}\n");
  expect((await terraloom(base.root, "generate")).exitCode).toBe(0);
  scratch = mkdtempSync(join(tmpdir(), "terraloom-faults-"));
});
afterAll(() => {
  base.remove();
  rmSync(scratch, { recursive: true, force: true });
});

/** A copy of the project, as generated; before `generate` with a spec changed. */
async function fresh(command: string): Promise<string> {
  const root = mkdtempSync(join(scratch, "p-"));
  const isEmpty = command === "init" || command === "adopt";
  for (const entry of isEmpty ? [] : ["schema", "envs", "templates", "generated"]) {
    cpSync(join(base.root, entry), join(root, entry), { recursive: true });
  }
  // Not what was kept there: a run on a machine that has none takes more steps.
  cpSync(join(base.root, "node_modules"), join(root, "node_modules"), {
    recursive: true,
    filter: (path) => !path.includes(".cache"),
    verbatimSymlinks: true,
  });
  const { mkdirSync, writeFileSync } = await vi.importActual<typeof import("node:fs")>("node:fs");
  const edit = (file: string, from: string | RegExp, to: string): void => {
    const text = readFileSync(join(root, file), "utf8");
    expect(text).toMatch(from);
    writeFileSync(join(root, file), text.replace(from, to));
  };
  if (command === "absorb") edit("generated/environments/staging/terraform.tfvars", "512", "640");
  if (command === "make variable") {
    const declared = 'greeting: setting(z.string(), { drift: "as they like" }),';
    edit("schema/index.ts", "settings: {", `settings: { ${declared}`);
    for (const name of ["staging", "production"]) {
      edit(`envs/${name}.yaml`, "settings:", `settings:\n  greeting: from ${name}`);
    }
    edit(
      "templates/environments/app/main.tf.hbs",
      /$/,
      "locals {\n  says = {{settings.greeting}}\n}\n",
    );
    expect(await terraloom(root, "generate")).toMatchObject({ exitCode: 0 });
  }
  if (command === "adopt") {
    for (const name of ["dev", "prod"]) {
      mkdirSync(join(root, "environments", name), { recursive: true });
      const code = `locals {\n  name = "${name}"\n}\n\nmodule "app" {\n  source = "../../modules/app"\n}\n`;
      writeFileSync(join(root, "environments", name, "main.tf"), code);
    }
    mkdirSync(join(root, "modules/app"), { recursive: true });
    writeFileSync(join(root, "modules/app/main.tf"), "locals {}\n");
  }
  if (command === "generate") {
    const spec = join(root, "envs/staging.yaml");
    writeFileSync(spec, readFileSync(spec, "utf8").replace("512", "1024"));
    writeFileSync(join(root, "templates/modules/service/new.tf.hbs"), "locals {}\n");
    rmSync(join(root, removed));
  }
  if (command === "rollback") {
    // Its name is in what a rollback writes.
    const day = "2026-01-01T00:00:00Z";
    const env = { ...process.env, GIT_AUTHOR_DATE: day, GIT_COMMITTER_DATE: day };
    const identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"];
    for (const words of [
      ["init", "-q"],
      ["add", "envs", "schema", "templates"],
      ["commit", "-qm", "x"],
    ]) {
      execFileSync("git", [...identity, ...words], { cwd: root, env });
    }
    const spec = join(root, "envs/staging.yaml");
    writeFileSync(spec, readFileSync(spec, "utf8").replace("512", "4096"));
    expect(await terraloom(root, "generate")).toMatchObject({ exitCode: 0 });
  }
  return root;
}

function contents(root: string, folders: readonly string[]): Record<string, string> {
  const files = folders.flatMap((folder) => walk(disk(root), folder));
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(root, file), "utf8")]));
}

const sources = ["schema", "envs", "templates", "environments", "modules", "package.json"];

function leftovers(root: string): string[] {
  const entries = readdirSync(root, { recursive: true, encoding: "utf8" });
  return entries.filter((path) => /terraloom-|\.tmp$/.test(path.replace(/^node_modules.*/, "")));
}

/** Steps to try: all, or one. */
function chosen(name: string, steps: number): readonly number[] {
  if (isSlow) return Array.from({ length: steps }, (_, index) => index);
  return [drawn(name, steps)];
}

describe.each(Object.entries(commands))("%s", (name, argv) => {
  test.each(["kill", "disk full"] as const)("%s", { timeout: 3_600_000 }, async (fault) => {
    const whole = await fresh(name);
    const before = contents(whole, sources);
    const { steps } = await withFault(undefined, 0, async () => {
      const screen = await terraloom(whole, ...argv);
      expect(screen).toMatchObject({ exitCode: 0 });
    });
    const after = contents(whole, sources);
    const generatedAfter = contents(whole, ["generated"]);
    const outcomes = { unchanged: 0, done: 0 };
    for (const at of chosen(`${name} ${fault}`, steps)) {
      const told = `${name}: ${fault} at step ${at} of ${steps}`;
      const root = await fresh(name);
      const generatedBefore = contents(root, ["generated"]);
      await withFault(fault, at, () => terraloom(root, ...argv));
      if (fault === "disk full" && leftovers(root).length === 0) {
        // Nothing was written, or all of it: a cache that found no room does not matter.
        const now = contents(root, [...sources, "generated"]);
        const either = [
          { ...before, ...generatedBefore },
          { ...after, ...generatedAfter },
        ];
        expect(either, told).toContainEqual(now);
      }
      // What is done to its end has no sequel: it would be refused.
      const isOver =
        ownSequel.has(name) && JSON.stringify(contents(root, sources)) === JSON.stringify(after);
      const next = await terraloom(root, ...(ownSequel.has(name) ? argv : ["generate"]));
      if (!isOver) expect(next, told).toMatchObject({ exitCode: 0 });
      const either = ownSequel.has(name) ? [after] : [before, after];
      expect(either, told).toContainEqual(contents(root, sources));
      expect(leftovers(root), told).toEqual([]);
      if (name === "eject") expect(contents(root, ["generated"]), told).toEqual(generatedAfter);
      else expect(await terraloom(root, "check"), told).toMatchObject({ exitCode: 0 });
      const isDone = JSON.stringify(contents(root, sources)) === JSON.stringify(after);
      outcomes[isDone ? "done" : "unchanged"]++;
      rmSync(root, { recursive: true });
    }
    if (isSlow) process.stderr.write(`${name}, ${fault}: ${JSON.stringify(outcomes)}\n`);
  });
});

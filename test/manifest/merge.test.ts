import { readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { gitIn } from "../support/git.ts";
import { terraloom } from "../support/screen.ts";
import {
  repository,
  type TemporaryProject,
  temporaryProject,
} from "../support/temporaryProject.ts";

let project: TemporaryProject;
let git: (...parameters: readonly string[]) => string;
const at = (file: string): string => join(project.root, file);
const read = (file: string): string => readFileSync(at(file), "utf8");

beforeEach(async () => {
  project = temporaryProject(join(repository, "test/golden/base"));
  git = gitIn(project.root);
  git("init", "--quiet", "--initial-branch=main");
  writeFileSync(at(".gitignore"), "node_modules\n");
  await commit("base");
});
afterEach(() => project.remove());

async function commit(message: string): Promise<void> {
  expect((await terraloom(project.root, "generate", "--force")).exitCode).toBe(0);
  git("add", "--all");
  git("commit", "--quiet", `--message=${message}`);
}

/** A branch of main with one change and what it generates. */
async function branch(name: string, change: () => void): Promise<void> {
  git("checkout", "--quiet", "-b", name, "main");
  change();
  await commit(name);
}

function replace(file: string, from: string, to: string): void {
  expect(read(file)).toContain(from);
  writeFileSync(at(file), read(file).replace(from, to));
}

function addEnvironment(name: string): () => void {
  return () =>
    writeFileSync(
      at(`envs/${name}.yaml`),
      read("envs/staging.yaml").replace("staging.tfstate", `${name}.tfstate`),
    );
}

describe("two pull requests for two environments merge without a conflict", () => {
  test.each([
    ["both change one", () => replace("envs/production.yaml", "2048", "4096")],
    ["one adds another", addEnvironment("preview")],
    ["one removes another", () => rmSync(at("envs/testing.yaml"))],
  ])("%s", async (_, change) => {
    addEnvironment("testing")();
    await commit("with a third");
    await branch("one", () =>
      replace("envs/staging.yaml", "core_memory: 512", "core_memory: 1024"),
    );
    await branch("two", change);
    git("merge", "--quiet", "--no-edit", "one");
    expect((await terraloom(project.root, "check")).exitCode).toBe(0);
  });

  test("each adds one", async () => {
    await branch("one", addEnvironment("alpha"));
    await branch("two", addEnvironment("beta"));
    git("merge", "--quiet", "--no-edit", "one");
    expect((await terraloom(project.root, "check")).exitCode).toBe(0);
    expect(readdirSync(at("generated/manifest")).sort()).toEqual(
      ["alpha", "beta", "production", "staging"].map((name) => `${name}.json`),
    );
  });
});

describe("check", () => {
  test("names a manifest that alone is not current", async () => {
    replace("generated/manifest/staging.json", '"digest"', '"Digest"');
    expect(await terraloom(project.root, "check")).toEqual({
      exitCode: 2,
      stdout: "stale generated/manifest/staging.json (a manifest)\n",
      stderr:
        "generated/ is not current: 11 current, 1 manifest stale\nRun: npx terraloom generate\n",
    });
    const screen = await terraloom(project.root, "generate");
    expect(screen.stderr).toBe("2 environments: 11 unchanged, manifests updated\n");
    expect((await terraloom(project.root, "check")).exitCode).toBe(0);
  });

  test("names the manifest of a removed environment", async () => {
    writeFileSync(at("generated/manifest/gone.json"), read("generated/manifest/staging.json"));
    const screen = await terraloom(project.root, "check");
    expect(screen.stderr).toContain("error environment-vanished: ");
    await terraloom(project.root, "generate", "--force");
    expect(readdirSync(at("generated/manifest"))).not.toContain("gone.json");
  });
});

test("a project with one manifest for all is migrated", async () => {
  const manifests = ["staging", "production"].map((name) => {
    const file = `generated/manifest/${name}.json`;
    return { name, ...(JSON.parse(read(file)) as { digest: string; files: object }) };
  });
  const shared = JSON.parse(read("generated/manifest.json")) as { files: object };
  rmSync(at("generated/manifest"), { recursive: true });
  const old = {
    environments: Object.fromEntries(manifests.map(({ name, digest }) => [name, digest])),
    files: Object.assign({}, shared.files, ...manifests.map(({ files }) => files)),
  };
  writeFileSync(at("generated/manifest.json"), JSON.stringify(old, undefined, 2));
  // Changed since: it is terraloom's own all the same, and is replaced.
  replace("envs/staging.yaml", "core_memory: 512", "core_memory: 1024");
  const screen = await terraloom(project.root, "generate");
  expect([screen.exitCode, screen.stderr]).toEqual([0, "2 environments: 2 updated, 9 unchanged\n"]);
  expect((await terraloom(project.root, "check")).exitCode).toBe(0);
});

test.each([
  ["manifest.json", "generated/manifest.json"],
  ["the folder of manifests", "generated/manifest"],
])("a link in place of %s is not followed", async (_, link) => {
  rmSync(at(link), { recursive: true });
  writeFileSync(at("outside"), "mine");
  symlinkSync(at("outside"), at(link));
  replace("envs/staging.yaml", "core_memory: 512", "core_memory: 1024");
  const screen = await terraloom(project.root, "generate");
  expect(screen.exitCode).toBe(1);
  expect(screen.stderr).toContain(`there is a link at ${link}`);
  expect(read("outside")).toBe("mine");
});

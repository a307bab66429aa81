import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeChange } from "../../src/change/makeChange.ts";
import { disk } from "../../src/files/disk.ts";
import { prepareGenerate } from "../../src/generate/generate.ts";
import { planIsCurrent } from "../../src/generate/planIsCurrent.ts";
import type { ChangedSource } from "../../src/model/draft.ts";
import { walk } from "../../src/model/files.ts";
import { changedProject, loadProject } from "../../src/project/loadProject.ts";
import { renderOnce } from "../../src/project/renderProject.ts";
import { takeLock } from "../../src/transaction/lock.ts";
import { expectValue } from "../support/expectValue.ts";
import { generateUnparsed } from "../support/generateUnparsed.ts";
import { terraloom } from "../support/screen.ts";
import {
  repository,
  type TemporaryProject,
  temporaryProject,
} from "../support/temporaryProject.ts";

let temporary: TemporaryProject;
const path = (file: string): string => join(temporary.root, file);
const read = (file: string): string => readFileSync(path(file), "utf8");

/** Every file of the project but what is installed. */
function everything(): Record<string, string> {
  const files = disk(temporary.root);
  const paths = ["schema", "envs", "templates", "generated"].flatMap((entry) => walk(files, entry));
  return Object.fromEntries(paths.map((file) => [file, read(file)]));
}

beforeEach(async () => {
  temporary = temporaryProject(join(repository, "test/golden/base"));
  await generateUnparsed(temporary.root);
});
afterEach(() => temporary.remove());

/** A change of both specs, of the schema, and a new spec in a folder of its own. */
function someChange(): ChangedSource[] {
  const change = (file: string, from: string, to: string): ChangedSource => ({
    path: file,
    before: read(file),
    after: read(file).replace(from, to),
  });
  return [
    change("schema/index.ts", '"AWS region"', '"Region"'),
    change("envs/staging.yaml", "512", "1024"),
    change("envs/production.yaml", "2048", "4096"),
    {
      path: "envs/eu/preview.yaml",
      after: read("envs/staging.yaml")
        .replace("../generated", "../../generated")
        .replace("staging.tfstate", "preview.tfstate"),
    },
  ];
}

it("a reviewed change is not planned again unless a source or handwritten code changed", async () => {
  const project = await loadProject(temporary.root);
  const change = (): ReadonlyMap<string, string | undefined> =>
    new Map(someChange().map(({ path, after }) => [path, after]));
  const changed = await changedProject(project, change());
  const made = renderOnce(changed).rendered;
  expect(await changedProject(project, change())).toBe(changed);
  expect(renderOnce(changed).rendered).toBe(made);
  writeFileSync(path("generated/environments/staging/by-hand.tf"), "locals {}\n");
  const again = renderOnce(changed).rendered;
  expect(again.digests.get("staging")).not.toBe(made.digests.get("staging"));
  expect(again.digests.get("production")).toBe(made.digests.get("production"));
  writeFileSync(path("envs/production.yaml"), read("envs/production.yaml").replace("2048", "1"));
  expect(await changedProject(project, change())).not.toBe(changed);
});

it("a plan is valid while the files that it replaces, and every manifest, are unchanged", async () => {
  writeFileSync(path("envs/production.yaml"), read("envs/production.yaml").replace("2048", "1024"));
  // A new environment, and in a folder that is there a file that is gone.
  const preview = someChange().find(({ path }) => path === "envs/eu/preview.yaml");
  mkdirSync(path("envs/eu"));
  writeFileSync(path("envs/eu/preview.yaml"), preview?.after ?? "");
  const gone = "generated/environments/production/main.tf";
  rmSync(path(gone));
  const project = await loadProject(temporary.root);
  const { planned, changes } = await prepareGenerate(project);
  const holds = (): boolean | undefined =>
    planned && planIsCurrent(planned, changes, project.files);
  expect(changes.map(({ path }) => path)).toContain("generated/manifest/production.json");
  expect(holds()).toBe(true);
  for (const file of [
    "generated/manifest/staging.json",
    "generated/environments/production/terraform.tfvars",
  ]) {
    const text = read(file);
    writeFileSync(path(file), `${text}\n`);
    expect(holds()).toBe(false);
    writeFileSync(path(file), text);
  }
  for (const file of [
    gone,
    "generated/environments/eu/preview/main.tf",
    "generated/manifest/new.json",
  ]) {
    mkdirSync(dirname(path(file)), { recursive: true });
    writeFileSync(path(file), "");
    expect([file, holds()]).toEqual([file, false]);
    rmSync(path(file));
  }
  expect(holds()).toBe(true);
});

describe("a change", () => {
  it("is written together with what it generates", async () => {
    const project = await loadProject(temporary.root);
    const report = await makeChange(project, someChange());
    expect(report).toMatchObject({ written: true, problems: [] });
    expect(read("generated/environments/eu/preview/terraform.tfvars")).toContain("512");
    expect((await terraloom(temporary.root, "check")).exitCode).toBe(0);
  });

  it("is refused where a file was changed meanwhile", async () => {
    const project = await loadProject(temporary.root);
    const change = someChange();
    writeFileSync(path("envs/staging.yaml"), `${read("envs/staging.yaml")}# mine\n`);
    const before = everything();
    const { problems } = await makeChange(project, change);
    expect(problems).toMatchObject([
      { code: "changed-meanwhile", location: { file: "envs/staging.yaml" } },
    ]);
    expect(everything()).toEqual(before);
  });

  it("is refused where a generated file was changed by hand", async () => {
    const project = await loadProject(temporary.root);
    const file = "generated/environments/staging/terraform.tfvars";
    writeFileSync(path(file), `${read(file)}# mine\n`);
    const before = everything();
    const { problems } = await makeChange(project, someChange());
    expect(problems).toMatchObject([{ code: "hand-edited" }]);
    expect(everything()).toEqual(before);
  });

  it("is refused while another run holds the lock", async () => {
    const project = await loadProject(temporary.root);
    const before = everything();
    const release = expectValue(await takeLock(temporary.root));
    const { problems } = await makeChange(project, someChange(), { waitAtMost: 50 });
    release();
    expect(problems).toMatchObject([
      { code: "run-locked", args: { holder: expect.stringContaining(`process ${process.pid} `) } },
    ]);
    expect(everything()).toEqual(before);
    expect(existsSync(path("envs/eu"))).toBe(false);
  });
});

import { appendFileSync, cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { terraloom } from "../support/screen.ts";
import {
  repository,
  type TemporaryProject,
  temporaryProject,
} from "../support/temporaryProject.ts";

let project: TemporaryProject;
let temporary: string;
const at = (path: string): string => join(project.root, path);

/** The tests' own loader of TypeScript keeps something there too. */
const leftBehind = (): string[] => readdirSync(temporary).filter((name) => !name.startsWith("tsx"));

beforeEach(() => {
  project = temporaryProject(join(repository, "test/golden/base"));
  temporary = at("temporary");
  mkdirSync(temporary);
  vi.stubEnv("TMPDIR", temporary);
});
afterEach(() => {
  vi.unstubAllEnvs();
  project.remove();
});

test("every command works without a cache folder, and leaves nothing behind", async () => {
  // What no user may write to root would; a file is no folder for anybody.
  rmSync(at("node_modules/.cache"), { recursive: true, force: true });
  writeFileSync(at("node_modules/.cache"), "");
  for (const argv of [["generate"], ["generate"], ["check"], ["drift-report"]]) {
    expect(await terraloom(project.root, ...argv)).toMatchObject({ exitCode: 0 });
    expect(leftBehind()).toEqual([]);
  }
  appendFileSync(at("schema/index.ts"), "oops;\n");
  expect((await terraloom(project.root, "check")).stderr).toContain("schema/index.ts:39:1: error");
  expect(leftBehind()).toEqual([]);
});

test("a package of a workspace keeps its cache where its packages are", async () => {
  const root = at("packages/infrastructure");
  for (const entry of ["schema", "envs", "templates"]) {
    cpSync(at(entry), join(root, entry), { recursive: true });
  }
  expect(await terraloom(root, "generate")).toMatchObject({ exitCode: 0 });
  expect(leftBehind()).toEqual([]);
  expect(readdirSync(root)).not.toContain("node_modules");
  expect(readdirSync(at("node_modules/.cache/terraloom")).length).toBeGreaterThan(0);
  rmSync(at("node_modules"), { recursive: true });
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { makeProject } from "../bench/makeProject.ts";
import { driftReport } from "../src/driftReport/driftReport.ts";
import { check, loadProject } from "../src/index.ts";
import type { Project } from "../src/model/project.ts";

/** Operations by name. */
const counts = vi.hoisted(() => new Map<string, number>());
const count = vi.hoisted(() => (name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1);
});

vi.mock("../src/text/sha256.ts", async (original) => {
  const real = await original<typeof import("../src/text/sha256.ts")>();
  const sha256 = (content: string | Uint8Array): string => {
    count("hash");
    return real.sha256(content);
  };
  return { ...real, sha256 };
});

vi.mock("../src/template/evaluate.ts", async (original) => {
  const real = await original<typeof import("../src/template/evaluate.ts")>();
  const evaluate: typeof real.evaluate = (...parameters) => {
    count("render");
    return real.evaluate(...parameters);
  };
  return { ...real, evaluate };
});

const folder = mkdtempSync(join(tmpdir(), "terraloom-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The project with its files and places counted; a change from one spec to another too, for each is then read anew. */
function counted(project: Project): Project {
  const counting =
    <Parameters extends unknown[], Result>(name: string, real: (...given: Parameters) => Result) =>
    (...given: Parameters): Result => {
      count(name);
      return real(...given);
    };
  const { read, list, kind } = project.files;
  const files = {
    ...project.files,
    read: counting("read", read),
    list: counting("list", list),
    kind: counting("kind", kind),
  };
  let last = "";
  const environments = project.environments.map((environment) => ({
    ...environment,
    locate: counting("place", (...given: Parameters<typeof environment.locate>) => {
      if (environment.name !== last) count("spec");
      last = environment.name;
      return environment.locate(...given);
    }),
  }));
  return { ...project, files, environments };
}

/** What a run costs with so many environments, by operation. */
async function costOf(
  environments: number,
  run: (project: Project) => unknown,
): Promise<ReadonlyMap<string, number>> {
  const root = join(folder, `project-${environments}-${counts.size}`);
  makeProject(root, environments, 12);
  const project = counted(await loadProject(root));
  counts.clear();
  await run(project);
  const costs = new Map(counts);
  rmSync(root, { recursive: true });
  return costs;
}

test.each<readonly [string, (project: Project) => unknown, readonly string[]]>([
  ["check", (project) => check(project), ["read", "kind", "hash", "render"]],
  [
    "drift-report",
    (project) => driftReport(project, { today: "2026-01-01" }),
    ["place", "spec", "hash", "render"],
  ],
])("%s does four times as much for four times as many environments", async (_, run, expected) => {
  const few = await costOf(15, run);
  const many = await costOf(60, run);
  expect([...few.keys()]).toEqual(expect.arrayContaining([...expected]));
  for (const [operation, times] of many) {
    const most = 4 * (few.get(operation) ?? 0) + 10;
    expect([operation, times, times <= most]).toEqual([operation, times, true]);
  }
  // Each spec is opened for its places once, whatever differs: a spec that is left is read anew.
  expect(many.get("spec") ?? 0).toBeLessThanOrEqual(60 + 10);
});

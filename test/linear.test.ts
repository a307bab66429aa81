import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { makeProject } from "../bench/makeProject.ts";
import { driftReport } from "../src/driftReport/driftReport.ts";
import type { ApartParser } from "../src/hcl/apartParser.ts";
import { check, generate, loadProject } from "../src/index.ts";
import { inventory, resolved } from "../src/inventory/inventory.ts";
import type { History } from "../src/model/history.ts";
import type { Project } from "../src/model/project.ts";
import { renderProject } from "../src/project/renderProject.ts";
import { workOf } from "../src/resolve/environmentWork.ts";
import { judge, type Question } from "../src/status/judge.ts";
import { trace } from "../src/trace/trace.ts";
import { terraloom } from "./support/screen.ts";

/** Operations by name. */
const counts = vi.hoisted(() => new Map<string, number>());
const count = vi.hoisted(() => (name: string, times = 1): void => {
  counts.set(name, (counts.get(name) ?? 0) + times);
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

vi.mock("../src/status/graph.ts", async (original) => {
  const real = await original<typeof import("../src/status/graph.ts")>();
  const ancestorsOnce: typeof real.ancestorsOnce = (...parameters) => {
    count("ancestors");
    return real.ancestorsOnce(...parameters);
  };
  return { ...real, ancestorsOnce };
});

vi.mock("../src/yaml/parseSpec.ts", async (original) => {
  const real = await original<typeof import("../src/yaml/parseSpec.ts")>();
  const parseSpec: typeof real.parseSpec = (...parameters) => {
    count("parse");
    return real.parseSpec(...parameters);
  };
  return { ...real, parseSpec };
});

vi.mock("../src/hcl/outline/outline.ts", async (original) => {
  const real = await original<typeof import("../src/hcl/outline/outline.ts")>();
  const outline: typeof real.outline = (text) => {
    count("outline");
    count("outlined character", text.length);
    return real.outline(text);
  };
  return { ...real, outline };
});

vi.mock("yaml", async (original) => {
  const real = await original<typeof import("yaml")>();
  const parseDocument = (...parameters: Parameters<typeof real.parseDocument>) => {
    count("document");
    return real.parseDocument(...parameters);
  };
  return { ...real, parseDocument };
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
    get name() {
      count("name");
      return environment.name;
    },
    locate: counting("place", (...given: Parameters<typeof environment.locate>) => {
      if (environment.name !== last) count("spec");
      last = environment.name;
      return environment.locate(...given);
    }),
  }));
  const promotion = [project.environments.map(({ name }) => name)];
  for (const stack of project.schema.stacks.values()) Object.assign(stack, { promotion });
  return { ...project, files, environments };
}

/** Takes everything: a process that parses is not counted. */
const parser: ApartParser = {
  parse: async (files) => files.map(() => null),
  stop: () => undefined,
};

const addVariable = [
  ...["add", "variable", "extra", "--stack", "app", "--type", "string", "--dry-run"],
  ...["--description", "One more", "--module", "service", "--value", "x"],
];

/** What a run costs with so many environments, by operation. */
async function costOf(
  environments: number,
  run: (project: Project) => unknown,
): Promise<ReadonlyMap<string, number>> {
  const root = join(mkdtempSync(join(folder, "project-")), "project");
  makeProject(root, environments, 12);
  const project = counted(await loadProject(root));
  counts.clear();
  await run(project);
  const costs = new Map(counts);
  rmSync(root, { recursive: true });
  return costs;
}

/** Judges environments that all lack a commit, a history that knows of all of them. */
function judgeAll({ environments }: Project): void {
  const names = environments.map(({ name }) => name);
  const hashes = ["c3", "c2", "c1"];
  const codes = (hash: string) => new Map(names.map((name) => [name, `${hash} ${name}`] as const));
  const commits = hashes.map((hash, index) => {
    const parents = hashes.slice(index + 1, index + 2);
    return [hash, { hash, date: "2026-01-01", subject: hash, parents }] as const;
  });
  const history: History = {
    head: "c3",
    commits: new Map(commits),
    refs: [],
    digests: new Map(hashes.map((hash) => [hash, codes(hash)])),
    held: new Map(),
    shallow: false,
  };
  const questions = names.map(
    (name): Question => ({
      environment: {
        get name() {
          count("name");
          return name;
        },
        stack: { name: "app" },
      },
      digest: `c3 ${name}`,
      held: undefined,
      applied: {
        kind: "applied",
        environment: name,
        digest: `c1 ${name}`,
        held: [],
        given: {},
        faults: [],
        resources: [],
      },
    }),
  );
  const basis = { history, today: "2026-01-01", known: names };
  expect(judge(questions, basis)[0]?.verdict.kind).toBe("behind");
}

test.each<readonly [string, (project: Project) => unknown, readonly string[]]>([
  ["generate", (project) => generate(project, { parser }), ["read", "hash", "render", "name"]],
  ["trace", (project) => trace(project, renderProject(project), "variable_5"), ["render", "name"]],
  ["list", (project) => inventory(project, project.environments, true), ["name"]],
  ["show", ({ environments }) => environments.map(resolved), ["place", "name"]],
  ["the work of affected", ({ environments }) => workOf(environments), ["name"]],
  ["status", judgeAll, ["name", "ancestors"]],
  [
    "add variable",
    async ({ root }) => expect((await terraloom(root, ...addVariable)).exitCode).toBe(0),
    ["hash", "render"],
  ],
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

test("drift-report parses no entry for its place, and trace reads no statement again that stood in another file", async () => {
  const report = (project: Project): unknown => driftReport(project, { today: "2026-01-01" });
  expect((await costOf(15, report)).get("document")).toBeUndefined();
  const follow = (project: Project): unknown =>
    trace(project, renderProject(project), "variable_5");
  const [few, many] = [await costOf(15, follow), await costOf(60, follow)];
  const more = (many.get("outlined character") ?? 0) - (few.get("outlined character") ?? 0);
  // The block that names the backend, and the values that differ.
  expect(more / 45).toBeLessThan(700);
});

test("add variable parses no environment's spec twice, and renders all of it once where the templates write it by themselves", async () => {
  const environments = 15;
  const costs = await costOf(environments, ({ root }) => terraloom(root, ...addVariable));
  const generated = await costOf(environments, ({ root }) => terraloom(root, "generate"));
  // But the one they share, which is changed.
  expect(costs.get("parse")).toBeLessThanOrEqual(environments + 4);
  expect(costs.get("render")).toBe(generated.get("render"));
});

test("add variable reads the code of environments that differ in plain values once", async () => {
  const add = ({ root }: Project): unknown => terraloom(root, ...addVariable);
  const [few, many] = [await costOf(15, add), await costOf(60, add)];
  expect(many.get("outline")).toBeGreaterThan(0);
  expect(many.get("outline")).toBeLessThanOrEqual(few.get("outline") ?? 0);
});

test("check of a current project reads each file and hashes each output once, and lists a folder twice", async () => {
  const checkAgain = async (project: Project): Promise<void> => {
    await generate(project, { parser });
    counts.clear();
    expect((await check(project)).current).toBe(true);
  };
  const few = await costOf(15, checkAgain);
  const many = await costOf(60, checkAgain);
  const each = (operation: string): number =>
    ((many.get(operation) ?? 0) - (few.get(operation) ?? 0)) / 45;
  // Four files, the manifest, and what may lie beside them: a lock file, and what `terraform init` installs.
  expect(each("read")).toBe(4 + 1 + 2);
  // As code, and for what changes it from beside.
  expect(each("list")).toBe(2);
  expect(each("render")).toBe(3);
  // The files, what Terraform reads besides code, and the digest.
  expect(each("hash")).toBe(4 + 2);
});

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { formatDiagnostics, loadProject } from "../src/index.ts";
import { countedWork } from "./support/countedWork.ts";
import { terraloom } from "./support/screen.ts";
import { repository, type TemporaryProject, temporaryProject } from "./support/temporaryProject.ts";

/**
 * Sources that were made to cost. Each of these once took between forty seconds and for ever, as it cost the square of
 * what was written. Now four times as much written is four times as much work, by what V8 counts; what it cannot count,
 * such as a search through a text, would pass the time limit, which is far above what they take.
 */
const limit = 10_000;

const many = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join("");

interface Hostile {
  /** How many in full. */
  readonly count: number;
  /** What is said of it. */
  readonly code: string;
  readonly change: (spec: string, count: number) => string;
}

const hostile: Readonly<Record<string, Hostile>> = {
  "keys and a backslash": {
    count: 64_000,
    code: "",
    change: (spec, count) =>
      `${spec}  tags:\n${many(count, (index) => `    k${index}: v\n`)}    x: "a\\\\b"\n`,
  },
  "unknown keys": {
    count: 32_000,
    code: "unknown-name",
    change: (spec, count) => spec + many(count, (index) => `  unknown_${index}: v\n`),
  },
  "wrong values": {
    count: 32_000,
    code: "wrong-value",
    change: (spec, count) => `${spec}  tags:\n${many(count, (index) => `    k${index}: [1]\n`)}`,
  },
  "repeated keys": {
    count: 32_000,
    code: "spec-syntax",
    change: (spec, count) => spec + many(count, () => "  region: x\n"),
  },
  "a line of 20 MB": {
    count: 10_000_000,
    code: "source-too-large",
    change: (spec, count) => spec.replace("us-east-1", `[${"a,".repeat(count)}]`),
  },
  "a chain of specs": {
    count: 5000,
    code: "extends-too-deep",
    change: (spec, count) => {
      for (let index = 0; index < count; index++) {
        const next = index < count - 1 ? `extends: _${index + 1}.yaml\n` : "";
        writeFileSync(file(`_${index}.yaml`), `${next}variables: { tags: { t${index}: x } }\n`);
      }
      return `${spec}extends: _0.yaml\n`;
    },
  },
};

let project: TemporaryProject;
let spec = "";
const specs = new Map<string, string>();
const file = (name: string): string => join(project.root, "envs", name);

beforeAll(() => {
  project = temporaryProject(join(repository, "test/golden/base"));
  for (const name of ["staging", "production"]) {
    specs.set(name, readFileSync(file(`${name}.yaml`), "utf8"));
  }
  spec = specs.get("staging") ?? "";
});
afterAll(() => project.remove());

test.each(Object.entries(hostile))("%s", { timeout: limit }, async (_, { count, code, change }) => {
  writeFileSync(file("staging.yaml"), change(spec, count));
  const { problems } = await loadProject(project.root);
  expect([...new Set(problems.map((problem) => problem.code))].join()).toBe(code);
  // What is told fits on a screen, however long the line is.
  const told = formatDiagnostics(problems.slice(0, 3), "text");
  expect(Math.max(...told.split("\n").map((line) => line.length))).toBeLessThan(500);
});

/** What a command does with so many, in both environments. */
async function workOf(name: string, count: number, ...argv: readonly string[]): Promise<number> {
  for (const environment of ["staging", "production"]) {
    const text = specs.get(environment) ?? "";
    writeFileSync(file(`${environment}.yaml`), hostile[name]?.change(text, count) ?? text);
  }
  return countedWork(() => terraloom(project.root, ...argv));
}

test.each([
  ["keys and a backslash", ["generate"]],
  ["keys and a backslash", ["drift-report"]],
  ["unknown keys", ["check"]],
  ["wrong values", ["check"]],
  ["repeated keys", ["check"]],
])(
  "four times as many %s are four times the work of %s",
  { timeout: 60_000 },
  async (name, argv) => {
    // What only a first run does is not counted: the text of the schema's library, and the like.
    if (name === "keys and a backslash") await workOf(name, 10, ...argv);
    const few = await workOf(name, 200, ...argv);
    const work = await workOf(name, 800, ...argv);
    expect(few).toBeGreaterThan(1000);
    expect(work / few).toBeLessThan(4.5);
  },
);

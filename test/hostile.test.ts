import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { formatDiagnostics, loadProject } from "../src/index.ts";
import { repository, type TemporaryProject, temporaryProject } from "./support/temporaryProject.ts";

/**
 * Sources that were made to cost. Each of these once took between forty seconds and for ever, as it cost the square of
 * what was written, and takes less than one now: the time limit is far from both.
 */
const limit = 10_000;

const many = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join("");

const hostile: Readonly<Record<string, readonly [string, (spec: string) => string]>> = {
  "64,000 keys and a backslash": [
    "",
    (spec) => `${spec}  tags:\n${many(64_000, (index) => `    k${index}: v\n`)}    x: "a\\\\b"\n`,
  ],
  "32,000 unknown keys": [
    "unknown-name",
    (spec) => spec + many(32_000, (index) => `  unknown_${index}: v\n`),
  ],
  "32,000 wrong values": [
    "wrong-value",
    (spec) => `${spec}  tags:\n${many(32_000, (index) => `    k${index}: [1]\n`)}`,
  ],
  "32,000 repeated keys": ["spec-syntax", (spec) => spec + many(32_000, () => "  region: x\n")],
  "a file of 20 MB": [
    "source-too-large",
    (spec) => spec.replace("us-east-1", `[${"a,".repeat(10_000_000)}]`),
  ],
  "a chain of 5,000 specs": ["extends-too-deep", (spec) => `${spec}extends: _0.yaml\n`],
};

let project: TemporaryProject;
let spec = "";
const file = (name: string): string => join(project.root, "envs", name);

beforeAll(() => {
  project = temporaryProject(join(repository, "test/golden/base"));
  spec = readFileSync(file("staging.yaml"), "utf8");
});
afterAll(() => project.remove());

test.each(Object.entries(hostile))("%s", { timeout: limit }, async (name, [code, change]) => {
  if (name.startsWith("a chain")) {
    for (let index = 0; index < 5000; index++) {
      const next = index < 4999 ? `extends: _${index + 1}.yaml\n` : "";
      writeFileSync(file(`_${index}.yaml`), `${next}variables: { tags: { t${index}: x } }\n`);
    }
  }
  writeFileSync(file("staging.yaml"), change(spec));
  const { problems } = await loadProject(project.root);
  expect([...new Set(problems.map((problem) => problem.code))].join()).toBe(code);
  // What is told fits on a screen, however long the line is.
  const told = formatDiagnostics(problems.slice(0, 3), "text");
  expect(Math.max(...told.split("\n").map((line) => line.length))).toBeLessThan(500);
});

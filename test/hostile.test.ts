import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { formatDiagnostics, loadProject } from "../src/index.ts";
import { type Hostile, hostileSpecs } from "./support/hostileSpecs.ts";
import { repository, type TemporaryProject, temporaryProject } from "./support/temporaryProject.ts";

/**
 * Sources that were made to cost, in full. Each of these once took between forty seconds and for ever, as it cost the
 * square of what was written, and takes less than five now. test/hostileWork.test.ts counts how their cost grows.
 */
const limit = 10_000;

let project: TemporaryProject;
let spec = "";
const file = (name: string): string => join(project.root, "envs", name);

beforeAll(() => {
  project = temporaryProject(join(repository, "test/golden/base"));
  spec = readFileSync(file("staging.yaml"), "utf8");
});
afterAll(() => project.remove());

const chain: Hostile = {
  count: 5000,
  code: "extends-too-deep",
  change: (text, count) => {
    for (let index = 0; index < count; index++) {
      const next = index < count - 1 ? `extends: _${index + 1}.yaml\n` : "";
      writeFileSync(file(`_${index}.yaml`), `${next}variables: { tags: { t${index}: x } }\n`);
    }
    return `${text}extends: _0.yaml\n`;
  },
};

test.each(Object.entries({ ...hostileSpecs, "a chain of specs": chain }))(
  "%s",
  { timeout: limit },
  async (_, { count, code, change }) => {
    writeFileSync(file("staging.yaml"), change(spec, count));
    const { problems } = await loadProject(project.root);
    expect([...new Set(problems.map((problem) => problem.code))].join()).toBe(code);
    // What is told fits on a screen, however long the line is.
    const told = formatDiagnostics(problems.slice(0, 3), "text");
    expect(Math.max(...told.split("\n").map((line) => line.length))).toBeLessThan(500);
  },
);

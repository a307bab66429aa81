import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { check, formatDiagnostics, loadProject } from "../src/index.ts";
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

beforeEach(() => {
  project = temporaryProject(join(repository, "test/golden/base"));
  spec = readFileSync(file("staging.yaml"), "utf8");
});
afterEach(() => project.remove());

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

test.each([
  [
    "blocks in blocks",
    `${"{{#if values.region}}\n".repeat(4000)}${"{{/if}}\n".repeat(4000)}`,
    "template-syntax: it is nested too deeply",
  ],
  ["10,000 blocks", "{{#if values.region}}# x\n{{/if}}\n".repeat(10_000), ""],
  [
    "a partial that includes itself",
    "{{> self}}\n",
    'one another 100 deep: "self" includes itself',
  ],
  ["a line of a megabyte", `# ${"x".repeat(1_000_000)}\n`, ""],
])("a template of %s", { timeout: 30_000 }, async (_, text, words) => {
  const folder = join(project.root, "templates");
  writeFileSync(file("staging.yaml"), spec);
  writeFileSync(join(folder, "_self.hbs"), "{{> self}}\n");
  writeFileSync(join(folder, "environments/app/extra.tf.hbs"), text);
  const { problems } = await check(await loadProject(project.root));
  const told = formatDiagnostics(problems, "text");
  if (words === "") expect(told).not.toContain("error");
  else expect(told).toContain(words);
  expect(Math.max(...told.split("\n").map((line) => line.length))).toBeLessThan(500);
});

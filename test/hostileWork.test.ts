import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { countedWork } from "./support/countedWork.ts";
import { hostileSpecs } from "./support/hostileSpecs.ts";
import { repository, temporaryProject } from "./support/temporaryProject.ts";

// After countedWork.ts: what it counts is what is imported after it.
const { terraloom } = await import("./support/screen.ts");

const project = temporaryProject(join(repository, "test/golden/base"));
afterAll(() => project.remove());

const specs = ["staging", "production"].map((name) => {
  const path = join(project.root, "envs", `${name}.yaml`);
  return { path, text: readFileSync(path, "utf8") };
});

/** What a command does with so many, in both environments. */
async function workOf(name: string, count: number, command: string): Promise<number> {
  for (const { path, text } of specs) {
    writeFileSync(path, hostileSpecs[name]?.change(text, count) ?? text);
  }
  return countedWork(() => terraloom(project.root, command));
}

test("loops and callbacks count", async () => {
  // One that is compiled only now.
  const square = new Function("n", "for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) ;");
  const [few, many] = [
    await countedWork(async () => square(100)),
    await countedWork(async () => square(400)),
  ];
  expect(many / few).toBeGreaterThan(10);
});

test.each([
  ["keys and a backslash", "generate"],
  ["keys and a backslash", "drift-report"],
  ["unknown keys", "check"],
  ["wrong values", "check"],
  ["repeated keys", "check"],
])("work grows linearly with %s for %s", async (name, command) => {
  // What only a first run does is not counted, such as the schema's library.
  await workOf(name, 10, command);
  const few = await workOf(name, 400, command);
  const more = await workOf(name, 800, command);
  const many = await workOf(name, 1600, command);
  // What every run does falls out of a difference, but for what it happens to learn on the way. A square would be four times as much.
  expect(more - few).toBeGreaterThan(400);
  expect((many - more) / (more - few)).toBeLessThan(2.8);
});

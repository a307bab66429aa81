import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { edit } from "../support/edit.ts";
import { drawn } from "../support/randomSeed.ts";
import { type Running, startTerraloom } from "../support/running.ts";
import { terraloom } from "../support/screen.ts";
import {
  repository,
  type TemporaryProject,
  temporaryProject,
} from "../support/temporaryProject.ts";

/** Real processes: killed at any moment, and many at once. */
const isSlow = process.env.TERRALOOM_SLOW === "1";

let project: TemporaryProject;
beforeEach(async () => {
  project = temporaryProject(join(repository, "test/golden/base"));
  expect(await terraloom(project.root, "generate")).toMatchObject({ exitCode: 0 });
});
afterEach(() => project.remove());

async function expectWhole(told: string): Promise<void> {
  expect(await terraloom(project.root, "generate"), told).toMatchObject({ exitCode: 0 });
  expect(await terraloom(project.root, "check"), told).toMatchObject({ exitCode: 0 });
  const left = readdirSync(project.root, { recursive: true, encoding: "utf8" });
  expect(
    left.filter((path) => /\.terraloom-/.test(path)),
    told,
  ).toEqual([]);
}

const add = (name: string): Running =>
  startTerraloom(project.root, [
    ...`add variable ${name} --type string --module service --value staging=a`.split(" "),
    ...["--value", "production=a", "--description", "One more"],
  ]);
const hasVariable = (name: string): boolean =>
  readFileSync(join(project.root, "schema/index.ts"), "utf8").includes(`${name}: variable(`);

test("a killed process leaves all of a change or nothing", {
  timeout: 900_000,
}, async () => {
  for (let round = 0; round < (isSlow ? 100 : 2); round++) {
    const name = `extra_${round}`;
    const running = add(name);
    const milliseconds = 200 + drawn(name, 900);
    await setTimeout(milliseconds);
    running.kill("SIGKILL");
    await running.ended;
    await expectWhole(`killed after ${milliseconds} ms`);
    const values = ["staging", "production"].map((environment) =>
      readFileSync(join(project.root, `envs/${environment}.yaml`), "utf8").includes(`${name}:`),
    );
    expect(values, `killed after ${milliseconds} ms`).toEqual([
      hasVariable(name),
      hasVariable(name),
    ]);
  }
});

test("six processes at once lose no change that any of them reports as done", {
  timeout: 900_000,
}, async () => {
  for (let round = 0; round < (isSlow ? 20 : 1); round++) {
    edit(
      project.root,
      "envs/staging.yaml",
      `core_memory: ${512 + round}`,
      `core_memory: ${513 + round}`,
    );
    const names = [`one_${round}`, `two_${round}`, `three_${round}`];
    const adding = names.map(add);
    const generating = [1, 2, 3].map(() => startTerraloom(project.root, ["generate"]));
    const ends = await Promise.all([...adding, ...generating].map(({ ended }) => ended));
    expect(ends.map(({ status }) => status === 0 || status === 1)).not.toContain(false);
    for (const [index, name] of names.entries()) {
      expect([name, hasVariable(name)]).toEqual([name, ends[index]?.status === 0]);
    }
    await expectWhole(`round ${round}`);
  }
});

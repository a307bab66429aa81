import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { inTime, SchemaFailure } from "../../src/schemaCode/schemaCode.ts";
import { timeLimit } from "../../src/schemaCode/timeLimit.ts";
import { edit } from "../support/edit.ts";
import { terraloom } from "../support/screen.ts";
import {
  repository,
  type TemporaryProject,
  temporaryProject,
} from "../support/temporaryProject.ts";

/** Functions of the schema that do not what they should: each is named, and none is taken for a mistake of terraloom's. */
let project: TemporaryProject;
const at = (file: string): string => join(project.root, file);
const template = "templates/modules/service/main.tf.hbs";

beforeEach(() => {
  project = temporaryProject(join(repository, "test/golden/base"));
  vi.stubEnv("TERRALOOM_SCHEMA_SECONDS", "0.2");
});
afterEach(() => {
  vi.unstubAllEnvs();
  project.remove();
});

const ofRegion = (type: string): void =>
  edit(project.root, "schema/index.ts", "region: variable(z.string()", `region: variable(${type}`);
const inStack = (options: string): void =>
  edit(project.root, "schema/index.ts", "  settings: {", `  ${options},\n  settings: {`);
const computing = (value: string): void => {
  inStack(`computed: { variables: { region: () => ${value} } }`);
  for (const spec of ["envs/staging.yaml", "envs/production.yaml"]) {
    edit(project.root, spec, "  region: us-east-1\n", "");
  }
};
const helping = (value: string): void => {
  edit(
    project.root,
    "schema/index.ts",
    "defineProject({",
    `defineProject({ helpers: { own: () => ${value} },`,
  );
  writeFileSync(at(template), `${readFileSync(at(template), "utf8")}# {{own}}\n`);
};

async function told(): Promise<string> {
  const { stderr, exitCode } = await terraloom(project.root, "check");
  expect(exitCode).toBe(1);
  expect(stderr).not.toContain("internal error");
  return stderr;
}

// As on a machine that slept: time can be over while none of the schema's functions runs.
test("a time limit that passes outside of schema code is an error too", () => {
  const told = ((): unknown => {
    try {
      return inTime(() => {
        for (;;);
      });
    } catch (thrown) {
      return thrown;
    }
  })();
  expect(told).toBeInstanceOf(SchemaFailure);
  expect((told as SchemaFailure).problem).toMatchObject({
    code: "schema-function-endless",
    args: { what: "code of the schema", seconds: 0.2 },
  });
});

const endless = "(() => { for (;;); })()";
// On a busy machine 0.2 s can be over before the code that does not end has begun.
describe("code that does not end is reported by its name", { retry: 3 }, () => {
  test.each<readonly [string, () => void]>([
    ['the type of "region"', () => ofRegion(`z.string().refine(() => ${endless})`)],
    ['the type of "region"', () => ofRegion(`z.string().default(() => ${endless})`)],
    ['the type of "region"', () => ofRegion(`z.lazy(() => ${endless})`)],
    ['computing "region"', () => computing(endless)],
    ['the rule "all is well"', () => inStack(`rules: { "all is well": () => ${endless} }`)],
    ['the helper "own"', () => helping(endless)],
  ])("%s", async (name, change) => {
    change();
    expect(await told()).toMatch(
      new RegExp(`error schema-function-endless: ${name} has not ended.* after 0.2 s`),
    );
  });

  test("a pattern that backtracks for ever, whatever the value", async () => {
    ofRegion(String.raw`z.string().regex(/^(\w+\w+)+$/)`);
    edit(project.root, "envs/staging.yaml", "us-east-1", `${"a".repeat(60)}!`);
    expect(await told()).toContain('the type of "region" has not ended after 0.2 s');
  });

  test("in the words of a command that tries a value", async () => {
    ofRegion(`z.string().refine((text) => text !== "eu" || ${endless})`);
    expect(await terraloom(project.root, "generate")).toMatchObject({ exitCode: 0 });
    const set = await terraloom(project.root, ..."set region eu --environment staging".split(" "));
    expect(set).toMatchObject({ exitCode: 1 });
    expect(set.stderr).toMatch(/schema-function-endless: .* has not ended after 0.2 s/);
  });
});

describe("code that fails is reported as an error of the schema", () => {
  test.each<readonly [string, () => void]>([
    [
      'the type of "region" throws an error: boom',
      () => ofRegion('z.string().refine(() => { throw new Error("boom"); })'),
    ],
    [
      'the type of "region" throws an error: Encountered Promise',
      () => ofRegion("z.string().refine(async () => true)"),
    ],
    [
      'the type of "region" throws an error: boom',
      () => ofRegion('z.lazy(() => { throw new Error("boom"); })'),
    ],
    [
      'the type of "region" throws an error: Maximum call stack',
      () => computing("{ const a: any = {}; a.a = a; return a; }"),
    ],
    ['"own" must return a string', () => helping("Promise.resolve(1)")],
    ['"own" must return a string', () => helping("Number.NaN")],
    ['"own" must return a string', () => helping("[new Date(0)]")],
    [
      "Maximum call stack size exceeded",
      () => helping("{ const a: any = {}; a.a = a; return a; }"),
    ],
  ])("%s", async (words, change) => {
    change();
    expect(await told()).toContain(words);
  });
});

test.each([
  ["-1", 30],
  ["x", 30],
  ["1e-9", 0.001],
  ["1e99", 2_000_000],
])("a time limit of %s is valid for timers", (said, seconds) => {
  vi.stubEnv("TERRALOOM_SCHEMA_SECONDS", said);
  expect(timeLimit()).toBe(seconds);
});

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { makeProject } from "../../bench/makeProject.ts";
import { generate, loadProject } from "../../src/index.ts";
import { isInShard, parseShard } from "../../src/resolve/shard.ts";
import { shardSchema } from "../schemas/shard.ts";
import { terraformAvailable } from "../support/programs.ts";
import { terraloom, terraloomWith } from "../support/screen.ts";
import { isSlow } from "../support/slow.ts";

/** Ten thousand, where time is no matter. */
const environments = isSlow ? 10_000 : 30;
const shards = isSlow ? 40 : 4;

const folder = mkdtempSync(join(tmpdir(), "terraloom-test-"));
const root = join(folder, "project");
makeProject(root, environments, 12);
// It may not differ.
const other = join(root, "envs/env-1.yaml");
writeFileSync(
  other,
  readFileSync(other, "utf8").replace(/^variables:$/m, "$&\n  variable_1: other"),
);
await generate(await loadProject(root));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a command that may want Terraform. */
const run = (...argv: readonly string[]) => terraloomWith(process.env, root, ...argv);

/** Runs all shards of a command, and gives the files of their answers. */
async function shardsOf(command: string, count: number, ...argv: string[]): Promise<string[]> {
  const files: string[] = [];
  const at = join(folder, `${command}-${count}`);
  mkdirSync(at, { recursive: true });
  for (let index = 1; index <= count; index++) {
    const shard = ["--shard", `${index}/${count}`];
    const { exitCode, stdout, stderr } = await run(command, ...argv, ...shard);
    expect([exitCode, stderr]).toEqual([0, expect.any(String)]);
    shardSchema.parse(JSON.parse(stdout));
    const file = join(at, `${index}.json`);
    writeFileSync(file, stdout);
    files.push(file);
  }
  return files;
}

describe("a shard", () => {
  test.each(["0/2", "3/2", "1", "1/0", "a/b", "1/2/3"])("is not %s", (text) => {
    expect(parseShard(text)).toBeUndefined();
  });

  test("keeps its environments when others are added, and all shards together are the whole", () => {
    const names = Array.from({ length: 1000 }, (_, index) => `env-${index}`);
    const sizes = Array.from({ length: 8 }, (_, index) => {
      return names.filter((name) => isInShard(name, { index: index + 1, count: 8 })).length;
    });
    expect(sizes.reduce((sum, size) => sum + size)).toBe(1000);
    expect(Math.min(...sizes)).toBeGreaterThan(80);
  });
});

test(
  "drift-report of all shards is that of one run, byte for byte, in every format",
  async () => {
    const files = await shardsOf("drift-report", shards);
    for (const format of ["text", "json", "markdown", "html", "github"]) {
      const merged = await terraloom(root, "merge", ...files, "--format", format);
      expect(merged).toEqual(await terraloom(root, "drift-report", "--format", format));
      expect(merged.exitCode).toBe(2);
    }
  },
  isSlow ? 3_600_000 : 60_000,
);

test.skipIf(!terraformAvailable)(
  "verify of all shards is that of one run",
  async () => {
    const whole = await run("verify", "env-2", "env-3", "--format", "json");
    const files = await shardsOf("verify", 2, "env-2", "env-3");
    expect(await run("merge", ...files, "--format", "json")).toEqual(whole);
    const { exitCode, stderr } = await run("merge", ...files, "--base", "env-2");
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringContaining("--base: it has no effect with verify"),
    ]);
  },
  60_000,
);

test.skipIf(!terraformAvailable)(
  "status of all shards is that of one run",
  async () => {
    const whole = await run("status", "env-2", "env-3", "--format", "json");
    const files = await shardsOf("status", 2, "env-2", "env-3");
    expect(await run("merge", ...files, "--format", "json")).toEqual(whole);
  },
  60_000,
);

test("shards that are missing, twice, of another command or none at all are errors, all at once", async () => {
  const [one = "", two = ""] = await shardsOf("drift-report", 3);
  const [other = ""] = await shardsOf("drift-report", 2);
  writeFileSync(join(folder, "none.json"), "{}");
  const given = [one, one, two, other, join(folder, "none.json")];
  const { exitCode, stderr, stdout } = await terraloom(root, "merge", ...given);
  expect([exitCode, stdout]).toEqual([1, ""]);
  expect([...stderr.matchAll(/error ([\w-]+):/g)].map(([, code]) => code)).toEqual([
    "shard-unreadable",
    "shard-twice",
    "shard-other",
    "shard-missing",
  ]);
});

test("files that hold no results, or incomplete ones, are reported", async () => {
  const [whole = ""] = await shardsOf("drift-report", 1);
  const text = readFileSync(whole, "utf8");
  const { fingerprint } = JSON.parse(text);
  const shard = { version: 1, shard: { index: 1, count: 1 }, fingerprint, asked: ["env-2"] };
  const answersOf = (command: string, answers: unknown): string =>
    JSON.stringify({ ...shard, command, answers });
  const cases: readonly (readonly [content: string | undefined, why: string])[] = [
    [undefined, "there is no such file"],
    ["", "it is empty"],
    [text.slice(0, -9), "it is not JSON, or it is not complete"],
    ['{"version":1}', "it was not written by a run with --shard"],
    [answersOf("status", {}), "it has no result for env-2"],
    [
      answersOf("status", { "env-2": { applied: { kind: "applied" } } }),
      "it has no results of status",
    ],
    [answersOf("status", { "env-2": null }), "it has no results of status"],
    [answersOf("verify", { findings: [{}], unformatted: [] }), "it has no results of verify"],
    [answersOf("drift-report", { "env-2": { "main.tf": 5 } }), "it has no results of drift-report"],
  ];
  const file = join(folder, "given.json");
  for (const [content, why] of cases) {
    rmSync(file, { force: true });
    if (content !== undefined) writeFileSync(file, content);
    const { exitCode, stdout, stderr } = await terraloom(root, "merge", file);
    expect([exitCode, stdout, stderr]).toEqual([1, "", expect.stringContaining(`shard: ${why}\n`)]);
  }
});

test("results of other code are refused", async () => {
  const files = await shardsOf("drift-report", 2);
  rmSync(join(root, "envs/env-1.yaml"));
  const { exitCode, stderr } = await terraloom(root, "merge", ...files);
  expect(exitCode).toBe(1);
  expect(stderr).toContain("error shard-code: ");
});

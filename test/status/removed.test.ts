import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generate, loadProject } from "../../src/index.ts";
import { terraformAvailable } from "../support/programs.ts";
import { fingerprint, linesOf, makeWorld, summaryOf, type World } from "./world.ts";

describe.skipIf(!terraformAvailable)("an environment that was removed from the code", () => {
  let world: World;
  let last: string;

  beforeAll(async () => {
    world = await makeWorld();
    last = await world.commit("Begin");
    await world.apply("staging", "production", "global");
    rmSync(join(world.root, "envs/global.yaml"));
  });

  afterAll(() => world.stop());

  test("is reported until its state is empty, and status writes nothing", async () => {
    await generate(await loadProject(world.root), { force: true });
    const loose = await world.status();
    expect(linesOf("global", loose.stdout)[0]).toBe(
      "removed from code, and its resources still exist: s3 states/global.tfstate",
    );
    world.git("add", "--all");
    world.git("commit", "--quiet", "--message=Remove global");
    world.git("commit", "--quiet", "--allow-empty", "--message=More");
    const files = fingerprint(world.root);
    const { exitCode, stdout } = await world.status();
    expect(fingerprint(world.root)).toEqual(files);
    expect(exitCode).toBe(2);
    expect(linesOf("global", stdout)).toEqual([
      "removed from code, and its resources still exist: s3 states/global.tfstate",
      `its code is in ${last}: git worktree add --detach ../before ${last}, and in ../before/generated/environments/: terraform init && terraform destroy`,
      'or say what became of it, in schema/index.ts: defineProject({ retired: { "": "why" } })',
    ]);
    expect(summaryOf(stdout)).toBe("global has resources without code");
    const json = JSON.parse((await world.status("--format", "json")).stdout);
    expect([json.verdict, json.removed]).toEqual([
      "difference",
      [expect.objectContaining({ name: "global", directory: "generated/environments/global" })],
    ]);
    expect((await world.status("--format", "markdown")).stdout).toContain(
      "| `global` | removed from code, and its resources still exist: s3 states/global.tfstate |",
    );
    // Whoever asks for one is not told of others.
    expect((await world.status("staging")).exitCode).toBe(0);
  });

  test("is not reported once its state is empty, or belongs to another environment", async () => {
    const text = (await world.bucket())["global.tfstate"] ?? "";
    const empty = { ...JSON.parse(text), outputs: {}, resources: [] };
    await world.put("global.tfstate", JSON.stringify(empty));
    expect((await world.status()).exitCode).toBe(0);
    await world.put("global.tfstate", text.replaceAll('"global"', '"renamed"'));
    expect((await world.status()).exitCode).toBe(0);
    await world.put("global.tfstate", text);
    expect((await world.status()).exitCode).toBe(2);
  });

  test("is unknown while its state cannot be read, until it is listed as retired", async () => {
    await world.put("global.tfstate", "no state");
    const { exitCode, stdout } = await world.status();
    expect([exitCode, summaryOf(stdout)]).toEqual([
      2,
      "whether resources of global still exist is not known",
    ]);
    const schema = join(world.root, "schema/index.ts");
    const text = readFileSync(schema, "utf8");
    const retired = 'defineProject({ retired: { global: "destroyed by hand" },';
    writeFileSync(schema, text.replace("defineProject({", retired));
    expect((await world.status()).exitCode).toBe(0);
  });
});

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { terraformAvailable } from "../support/programs.ts";
import {
  changeMemory,
  day,
  daysAgo,
  fingerprint,
  linesOf,
  makeWorld,
  summaryOf,
  type World,
} from "./world.ts";

describe.skipIf(!terraformAvailable)("status, of states in S3 on loopback", () => {
  let world: World;
  let first: string;

  beforeEach(async () => {
    world = await makeWorld();
    first = await world.commit("Begin", daysAgo(40));
  });

  afterEach(() => world.stop());

  test("the change flow, from the first apply to converged", async () => {
    const never = await world.status();
    expect(never).toEqual({
      exitCode: 2,
      stderr: "",
      stdout:
        "staging     never applied\nproduction  never applied\nglobal      never applied\n\n" +
        "Not looked at: whether the infrastructure is as the states say. That takes a plan of each: --plan\n" +
        "staging, production and global were never applied\n",
    });

    await world.apply("staging", "production", "global");
    const all = await world.status();
    expect(all).toMatchObject({ exitCode: 0, stderr: "" });
    expect(summaryOf(all.stdout)).toBe(`converged at ${first}`);
    // A secret output is read by terraform, and goes no further.
    expect(JSON.stringify(await world.status("--format", "json"))).not.toContain("secret");

    const second = await changeMemory(world, 512, 1024, 3);
    const third = await changeMemory(world, 1024, 2048, 1);
    await world.apply("staging");
    const behind = await world.status();
    expect(behind.exitCode).toBe(2);
    expect(linesOf("staging", behind.stdout)).toEqual([`converged at ${third}`]);
    expect(linesOf("production", behind.stdout)).toEqual([
      "behind by 2 commits",
      `runs ${first} ${day(40)} Begin`,
      "has not had:",
      `${third} ${day(1)} Give core 2048 MiB`,
      `${second} ${day(3)} Give core 1024 MiB`,
    ]);
    expect(summaryOf(behind.stdout)).toBe(
      `production has not had 2 commits that staging has since ${day(3)}`,
    );

    const may = await world.status("--for-apply", "production");
    expect(may).toEqual({
      exitCode: 0,
      stderr: "",
      stdout: `${third} may be applied to production: staging has had it\n`,
    });
    await world.apply("production");
    const { exitCode, stdout } = await world.status();
    expect([exitCode, summaryOf(stdout)]).toEqual([0, `converged at ${third}`]);
  });

  test("a commit that this checkout has not pulled yet", async () => {
    const second = await changeMemory(world, 512, 1024, 1);
    await world.apply("staging", "production", "global");
    world.git("checkout", "--quiet", "--detach", first);
    const { exitCode, stdout } = await world.status("staging");
    expect(exitCode).toBe(2);
    expect(linesOf("staging", stdout)).toEqual([
      `ahead of this checkout by 1 commit: ${second} on main; pull`,
      `runs ${second} ${day(1)} Give core 1024 MiB`,
      "this checkout has not:",
      `${second} ${day(1)} Give core 1024 MiB`,
    ]);
    expect(summaryOf(stdout)).toBe("staging is ahead of this checkout");
    // It has had this code on its way.
    const { stdout: may } = await world.status("--for-apply", "production");
    expect(may).toContain("production runs");
    expect(may).not.toContain("staging has not had it");
  });

  test("state that was applied from uncommitted work", async () => {
    await world.apply("production");
    world.edit("staging", ": 512", ": 777");
    await world.generate();
    await world.apply("staging");
    const { exitCode, stdout } = await world.status("staging", "production");
    expect(exitCode).toBe(0);
    expect(linesOf("staging", stdout)).toEqual([
      "converged with the work tree, which is not committed",
    ]);
    world.edit("staging", ": 777", ": 512");
    await world.generate();
    const later = await world.status("staging", "production");
    expect(later.exitCode).toBe(2);
    expect(linesOf("staging", later.stdout)).toEqual([
      "unknown code: no commit here has it: someone applied uncommitted work, it is not fetched, or history was rewritten",
    ]);
    expect(summaryOf(later.stdout)).toBe("staging runs unknown code");
  });

  test("history that was rewritten", async () => {
    await changeMemory(world, 512, 1024, 3);
    await world.apply("staging");
    world.git("commit", "--quiet", "--amend", "--message=Other words");
    const amended = world.git("rev-parse", "HEAD").slice(0, 7);
    const same = await world.status("staging");
    expect([same.exitCode, summaryOf(same.stdout)]).toEqual([0, `converged at ${amended}`]);

    world.git("reset", "--quiet", "--hard", "HEAD~1");
    const second = await changeMemory(world, 512, 2048, 1);
    const { stdout } = await world.status("staging");
    expect(linesOf("staging", stdout)[0]).toMatch(
      /^ahead, by \w{7}, which no branch has any more: history was rewritten$/,
    );
    expect(linesOf("staging", stdout).slice(2)).toEqual([
      "has not had:",
      `${second} ${day(1)} Give core 2048 MiB`,
    ]);
    world.git("reflog", "expire", "--expire=now", "--all");
    world.git("gc", "--quiet", "--prune=now");
    const gone = await world.status("staging");
    expect(gone.stdout).toContain("unknown code: no commit here has it");
  });

  test("states of other code, and a state shared by two environments", async () => {
    const outputs = (values: Readonly<Record<string, unknown>>): string =>
      JSON.stringify({
        version: 4,
        terraform_version: "1.11.4",
        serial: 1,
        lineage: "by-hand",
        outputs: values,
        resources: [],
      });
    await world.apply("staging");
    const { "staging.tfstate": staging = "" } = await world.bucket();
    await world.put("production.tfstate", staging);
    await world.put("global.tfstate", outputs({ address: { value: "x", type: "string" } }));
    const { exitCode, stdout } = await world.status();
    expect(exitCode).toBe(2);
    expect(linesOf("production", stdout)).toEqual([
      "unknown code: its state says that it is staging's: two environments share one state",
    ]);
    expect(linesOf("global", stdout)).toEqual([
      "unknown code: its state does not name it: terraloom did not make the code, or a destroy did not finish",
    ]);
    // Without outputs, but with resources; and destroyed.
    const { resources } = JSON.parse(staging);
    const others = resources.filter(({ name }: { name: string }) => name !== "terraloom");
    const bare = JSON.stringify({ ...JSON.parse(outputs({})), resources: others });
    await world.put("global.tfstate", bare);
    await world.put("production.tfstate", outputs({}));
    const again = await world.status();
    expect(linesOf("global", again.stdout)[0]).toContain("its state does not name it");
    expect(linesOf("production", again.stdout)).toEqual(["never applied"]);
  });

  test("a state that cannot be read is reported with its reason, and the others are shown", async () => {
    await world.apply("staging", "production", "global");
    world.edit("production", "{ key:", "{ port: 9, key:");
    await world.commit("A server that is not there");
    const { exitCode, stdout } = await world.status();
    expect(exitCode).toBe(1);
    expect(linesOf("production", stdout)[0]).toMatch(/^unreachable: .*127\.0\.0\.1:9.*refused$/);
    expect(linesOf("staging", stdout)[0]).toMatch(/^converged at /);
    expect(summaryOf(stdout)).toBe("production is unreachable");
    const may = await world.status("--for-apply", "production");
    expect([may.exitCode, may.stdout]).toEqual([
      1,
      expect.stringContaining("what production runs is not known: "),
    ]);

    // One that never answers.
    const silent = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => silent.once("listening", resolve));
    const address = silent.address();
    const port = typeof address === "object" ? address?.port : undefined;
    world.edit("production", "{ port: 9,", `{ port: ${port},`);
    await world.commit("A server that says nothing");
    const late = await world.status("--timeout", "2");
    expect(late.exitCode).toBe(1);
    expect(linesOf("production", late.stdout)).toEqual([
      "unreachable: it did not finish within 2 seconds",
    ]);
    expect(linesOf("global", late.stdout)[0]).toMatch(/^converged at /);
    silent.close();
  });

  test("no bucket, no credentials", async () => {
    const template = join(world.root, "templates/environments/shared/main.tf.hbs");
    writeFileSync(template, readFileSync(template, "utf8").replace('"states"', '"none"'));
    await world.generate();
    const { stdout } = await world.status("global");
    expect(linesOf("global", stdout)[0]).toMatch(/^unreachable: .*S3 bucket "none" does not exist/);
    const keyless = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };
    const without = await world.statusWith({ ...keyless, AWS_EC2_METADATA_DISABLED: "true" });
    expect(without.exitCode).toBe(1);
    expect(linesOf("staging", without.stdout)[0]).toContain("unreachable: No valid credential");
  });

  test("a lock does not keep status from reading, and nothing is changed", async () => {
    await world.apply("staging");
    const lock = JSON.stringify({ ID: "1", Operation: "OperationTypeApply", Who: "ada@there" });
    await world.put("staging.tfstate.tflock", lock);
    await changeMemory(world, 512, 1024, 0);
    world.edit("production", "1024", "4096");
    const files = fingerprint(world.root);
    const objects = await world.bucket();
    expect(Object.keys(objects).sort()).toEqual(["staging.tfstate", "staging.tfstate.tflock"]);
    const temporary = readdirSync(tmpdir());
    const { exitCode, stdout, stderr } = await world.status();
    expect(exitCode).toBe(2);
    expect(linesOf("staging", stdout)[0]).toBe("behind by 1 commit");
    expect(stderr).toContain("warning generated-not-current: the generated files are not current");
    expect(fingerprint(world.root)).toEqual(files);
    expect(await world.bucket()).toEqual(objects);
    const left = readdirSync(tmpdir()).filter((name) => !temporary.includes(name));
    expect(left.filter((name) => existsSync(join(tmpdir(), name, "data")))).toEqual([]);
  });

  test("an initialised environment is read in place", async () => {
    await world.apply("staging");
    await world.initialise("staging");
    const files = fingerprint(world.root);
    const { stdout } = await world.status("staging");
    expect(linesOf("staging", stdout)).toEqual([`converged at ${first}`]);
    // Initialised for another backend: what is there is neither used nor changed.
    world.edit("staging", "staging.tfstate", "elsewhere.tfstate");
    await world.generate();
    const before = fingerprint(world.root);
    const moved = await world.status("staging");
    expect(linesOf("staging", moved.stdout)).toEqual([
      "applied elsewhere: its state is at s3 states/staging.tfstate, not where the code says now",
    ]);
    expect(fingerprint(world.root)).toEqual(before);
    expect(before).not.toEqual(files);
  });
});

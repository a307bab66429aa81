import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { success } from "../../src/model/result.ts";
import type { StatusReport } from "../../src/model/status.ts";
import { readPlan } from "../../src/terraform/readPlan.ts";
import { terraformAvailable } from "../support/programs.ts";
import { terraloomWith } from "../support/screen.ts";
import { fingerprint, linesOf, makeWorld, summaryOf, type World } from "./world.ts";

describe.skipIf(!terraformAvailable)("status --plan", () => {
  let world: World;
  let head: string;
  const states: Record<string, string> = {};

  beforeAll(async () => {
    world = await makeWorld();
    head = await world.commit("Begin");
    await world.apply("staging", "production", "global");
    Object.assign(states, await world.bucket());
  }, 60_000);

  afterAll(() => world.stop());

  /** As if somebody had changed production in a console, and a refresh had written that down. */
  const changeWorld = (): Promise<void> => {
    const state = JSON.parse(states["production.tfstate"] ?? "");
    const core = state.resources.find(({ name }: { name: string }) => name === "core");
    for (const half of ["input", "output"]) core.instances[0].attributes[half].value = 4711;
    return world.put("production.tfstate", JSON.stringify(state));
  };

  test("says that the infrastructure agrees, takes no lock and writes nothing", async () => {
    const lock = JSON.stringify({ ID: "1", Who: "Ada", Operation: "OperationTypeApply" });
    await world.put("staging.tfstate.tflock", lock);
    const before = [fingerprint(world.root), await world.bucket()];
    const { exitCode, stdout } = await world.status("--plan");
    expect([exitCode, stdout]).toEqual([0, expect.anything()]);
    for (const name of ["staging", "production", "global"]) {
      expect(linesOf(name, stdout)[0]).toBe(`converged at ${head}, and the infrastructure agrees`);
    }
    expect(summaryOf(stdout)).toBe(`converged at ${head}, and the infrastructure agrees`);
    expect([fingerprint(world.root), await world.bucket()]).toEqual(before);
  }, 30_000);

  test("names changed addresses without values; without --plan a line says what was not checked", async () => {
    await changeWorld();
    const states = await world.status();
    expect(states.exitCode).toBe(0);
    expect(states.stdout).toContain(
      "\nNot looked at: whether the infrastructure is as the states say. ",
    );
    const { exitCode, stdout } = await world.status("--plan");
    expect(exitCode).toBe(2);
    expect(linesOf("production", stdout)).toEqual([
      `converged at ${head}, and the infrastructure differs: 1 to change`,
      "to change:",
      "module.service.terraform_data.core",
    ]);
    expect(summaryOf(stdout)).toBe("the infrastructure differs from the code in production");
    expect(stdout).not.toContain("Not looked at");
    expect(stdout).not.toContain("4711");
  }, 30_000);

  test("is the same from two machines", async () => {
    const whole = await world.status("--plan", "--format", "json");
    const { planned, environments } = JSON.parse(whole.stdout) as StatusReport;
    expect(planned).toBe(true);
    expect(environments.map((one) => one.planned?.kind)).toEqual(["empty", "changes", "empty"]);
    const files = [];
    for (const shard of ["1/2", "2/2"]) {
      const file = join(world.root, ".git", shard.replace("/", "-"));
      writeFileSync(file, (await world.status("--plan", "--shard", shard)).stdout);
      files.push(file);
    }
    const merged = await terraloomWith(
      world.env,
      world.root,
      "merge",
      ...files,
      "--format",
      "json",
    );
    expect(merged).toEqual(whole);
  }, 40_000);

  test("reports what the code of an environment that is behind would change", async () => {
    for (const name of ["staging", "production"]) world.edit(name, ": 512", ": 1024");
    await world.commit("Give core 1024 MiB");
    const { stdout } = await world.status("staging", "--plan");
    expect(linesOf("staging", stdout)[0]).toMatch(/^behind by 1 commit; its plan: \d to change$/);
    expect(linesOf("staging", stdout)).toContain("module.service.terraform_data.core");
  }, 30_000);

  test("a plan that fails, or does not end, is an error", async () => {
    const wrong = await world.statusWith({ TF_CLI_ARGS_plan: "-nonsense" }, "global", "--plan");
    expect(wrong.exitCode).toBe(1);
    expect(linesOf("global", wrong.stdout)[0]).toContain("; there is no plan: ");
    expect(summaryOf(wrong.stdout)).toBe("there is no plan of global");
    const program = join(world.root, ".git/slow");
    writeFileSync(
      program,
      '#!/bin/sh\ncase "$1" in plan) exec sleep 60 ;; *) exec terraform "$@" ;; esac\n',
    );
    chmodSync(program, 0o755);
    const slow = await world.status("global", "--plan", "--terraform", program, "--timeout", "3");
    expect(slow.exitCode).toBe(1);
    expect(linesOf("global", slow.stdout)[0]).toContain(
      "; there is no plan: it did not finish within 3 sec",
    );
  }, 30_000);

  test("says which environments were not planned, and why", async () => {
    const { exitCode, stdout } = await world.statusWith(
      { TF_WORKSPACE: "other" },
      "staging",
      "--plan",
    );
    expect([exitCode, stdout]).toEqual([2, expect.stringContaining("staging  applied elsewhere")]);
    expect(stdout).toContain(
      "\nNot looked at: whether the infrastructure is as the states say, of staging (its state is elsewhere)\n",
    );
    // Terraform itself would have made that workspace.
    expect(Object.keys(await world.bucket()).filter((key) => key.startsWith("env:"))).toEqual([]);
  }, 30_000);

  test("cannot be combined with --for-apply", async () => {
    const { exitCode, stderr } = await world.status("--for-apply", "staging", "--plan");
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringContaining("--for-apply only reads states, and makes no plan"),
    ]);
  });
});

test("any plan can be read, and an error is cut to its headline", () => {
  const line = (message: unknown): string => JSON.stringify(message);
  const change = (action: string) =>
    line({ type: "planned_change", change: { action, resource: { addr: `a.${action}` } } });
  const outputs = line({
    type: "outputs",
    outputs: { a: { action: "noop" }, b: { action: "update" } },
  });
  const all = [
    "Warning: odd",
    "null",
    change("replace"),
    change("remove"),
    change("noop"),
    outputs,
  ];
  expect(readPlan(success({ status: 2, stdout: all.join("\n"), stderr: "" }))).toEqual({
    kind: "changes",
    changes: [
      { address: "a.replace", action: "replace" },
      { address: "a.remove", action: "forget" },
    ],
    outputs: ["b"],
  });
  // As a script around Terraform ends that does not pass its status on, or what it prints.
  expect(readPlan(success({ status: 0, stdout: all.join("\n"), stderr: "" }))).toMatchObject({
    kind: "changes",
    outputs: ["b"],
  });
  for (const stdout of ["\n", line({ type: "version" })]) {
    expect(readPlan(success({ status: 0, stdout, stderr: "" }))).toEqual({
      kind: "failed",
      reason: "it ended without an error, but did not print a complete plan",
    });
  }
  const none = line({ type: "change_summary", changes: { add: 0 } });
  expect(readPlan(success({ status: 0, stdout: none, stderr: "" }))).toEqual({ kind: "empty" });
  const diagnostic = {
    severity: "error",
    summary: "Invalid\nvalue",
    detail: "hunter2",
    address: "a.b",
  };
  const failed = line({ type: "diagnostic", diagnostic });
  for (const status of [0, 1]) {
    expect(readPlan(success({ status, stdout: failed, stderr: "" }))).toEqual({
      kind: "failed",
      reason: "Invalid value (a.b)",
    });
  }
});

import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StatusReport } from "../../src/model/status.ts";
import { terraformAvailable } from "../support/programs.ts";
import { type Applies, copyToApply, useGates } from "./applies.ts";
import { makeWorld, type World } from "./world.ts";

/** How many sequences are drawn: each step is a second or less. */
const sequences = Number(process.env.TERRALOOM_SEQUENCES ?? (process.env.TERRALOOM_SLOW ? 100 : 2));
const steps = 4;

const unattended = ["-input=false", "-lock=false", "-no-color"];
const apply = ["apply", "-auto-approve", ...unattended];
const destroy = ["destroy", "-auto-approve", ...unattended];
const own = "terraform_data.terraloom";
const addresses = [
  ...[
    "first",
    "second",
    "bare",
    "many",
    "many[0]",
    "many[2]",
    "named",
    'named["a"]',
    'named["b"]',
  ].map((name) => `module.service.terraform_data.${name}`),
  own,
  "module.service",
];

/** Numbers that look drawn, the same for the same seed. */
function drawFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}

describe.skipIf(!terraformAvailable)(
  "converged is reported exactly when the plan is empty, whatever was done to a state",
  () => {
    let world: World;
    let gates: string;
    const copies: Applies[] = [];
    let whole = "";

    beforeAll(async () => {
      world = await makeWorld();
      gates = useGates(world);
      for (const memory of [512, 1024]) {
        if (memory > 512) {
          for (const name of ["staging", "production"]) world.edit(name, ": 512", ": 1024");
        }
        await world.commit(`Give ${memory}`);
        copies.push(await copyToApply(world, gates));
        await copies.at(-1)?.terraform(...apply);
      }
      whole = (await world.bucket())["staging.tfstate"] ?? "";
    }, 60_000);

    afterAll(async () => {
      for (const copy of copies) copy.remove();
      rmSync(gates, { recursive: true });
      await world.stop();
    });

    test.each(Array.from({ length: sequences }, (_, index) => index + 1))(
      "sequence %i",
      { timeout: 120_000 },
      async (seed) => {
        const draw = drawFrom(seed * 7919);
        const pick = <T>(list: readonly [T, ...T[]]): T => list[draw(list.length)] ?? list[0];
        const [older, newer] = copies as [Applies, Applies];
        const told: string[] = [];
        await world.put("staging.tfstate", whole);
        for (let step = 0; step < 1 + draw(steps); step++) {
          const address = addresses[draw(addresses.length)] ?? own;
          const parameters = pick([
            apply,
            apply,
            [...apply, `-target=${address}`],
            [...apply, `-target=${address}`],
            [...apply, "-refresh-only"],
            [...apply, `-replace=${address}`],
            [...apply, "-var=core_memory=7"],
            [...destroy, `-target=${address}`],
            ["state", "rm", "-lock=false", address],
            ["taint", "-lock=false", address],
            ["untaint", "-lock=false", address],
            ["refresh", ...unattended],
          ]);
          const isOlder = draw(3) === 0;
          const gate =
            draw(4) === 0 ? pick(["fail-first", "fail-second", "fail-destroy"]) : undefined;
          const { terraform } = isOlder ? older : newer;
          told.push(`${isOlder ? "older " : ""}${gate ?? ""} ${parameters.join(" ")}`);
          await (gate
            ? newer.while(gate, () => terraform(...parameters))
            : terraform(...parameters));
        }
        const plan = await newer.terraform("plan", "-detailed-exitcode", ...unattended);
        const { stdout } = await world.status("staging", "--format", "json");
        const { environments } = JSON.parse(stdout) as StatusReport;
        const say = `${told.join("\n")}\n${JSON.stringify(environments[0]?.faults)}\n${plan.output}`;
        expect([0, 2], say).toContain(plan.status);
        expect(environments[0]?.verdict.kind === "converged", say).toBe(plan.status === 0);
      },
    );
  },
);

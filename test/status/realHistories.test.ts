import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { StatusReport } from "../../src/model/status.ts";
import { terraformAvailable } from "../support/programs.ts";
import { copyToApply } from "./applies.ts";
import { makeWorld, type World } from "./world.ts";

/** How many histories are drawn: each step is some seconds. */
const histories = Number(process.env.TERRALOOM_HISTORIES ?? (process.env.TERRALOOM_SLOW ? 25 : 2));
const steps = 5;

const unattended = ["-input=false", "-lock=false", "-no-color"];
const apply = ["apply", "-auto-approve", ...unattended];

/** Numbers that look drawn, the same for the same seed. */
function drawFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}

describe.skipIf(!terraformAvailable)(
  "converged is reported exactly when the plan is empty, in any history",
  () => {
    let world: World;
    beforeEach(async () => {
      world = await makeWorld();
      await world.commit("Begin");
    }, 30_000);
    afterEach(() => world.stop());

    test.each(Array.from({ length: histories }, (_, index) => index + 1))(
      "history %i",
      { timeout: 240_000 },
      async (seed) => {
        const draw = drawFrom(seed * 7919);
        const told: string[] = [];
        let number = 512;
        const spec = join(world.root, "envs/staging.yaml");
        const change = (): void => {
          const text = readFileSync(spec, "utf8");
          writeFileSync(spec, text.replace(/core_memory: \d+/, `core_memory: ${++number}`));
        };
        const terraform = async (...parameters: readonly string[]) => {
          const copy = await copyToApply(world, "");
          const ended = await copy.terraform(...parameters);
          copy.remove();
          return ended;
        };
        const clean = (): void => {
          world.git("reset", "--quiet", "--hard");
        };
        const actions: Readonly<Record<string, () => Promise<unknown>>> = {
          async change() {
            change();
            await world.commit(`Give ${number}`);
          },
          async changeAndApply() {
            await actions.change?.();
            await actions.apply?.();
          },
          async notCommitted() {
            change();
            await world.generate();
          },
          async branch() {
            clean();
            world.git("checkout", "--quiet", "-b", `b${++number}`);
            await actions.change?.();
          },
          async main() {
            clean();
            world.git("checkout", "--quiet", "main");
          },
          async squash() {
            clean();
            const from = world.git("rev-parse", "HEAD");
            world.git("checkout", "--quiet", "main");
            world.git("checkout", "--quiet", from, "--", "envs");
            await world.commit("Squash");
          },
          async back() {
            clean();
            if (world.git("rev-list", "--count", "HEAD") === "1") return;
            world.git("checkout", "--quiet", "HEAD~1", "--", "envs");
            await world.commit("Revert");
          },
          async older() {
            clean();
            if (world.git("rev-list", "--count", "HEAD") === "1") return;
            world.git("checkout", "--quiet", "--detach", "HEAD~1");
          },
          async hold() {
            const text = readFileSync(spec, "utf8");
            const without = text.replace(/^hold: .*\n/m, "");
            const hold = `hold: { reason: r${number}, until: 2999-12-01 }\n`;
            writeFileSync(spec, text === without ? `${text}${hold}` : without);
            await world.commit("Hold, or not");
          },
          apply: () => terraform(...apply),
          // A part of what no commit has looks like a change of the world.
          async applyPart() {
            clean();
            await terraform(...apply, "-target=module.service");
          },
        };
        await terraform(...apply);
        for (let step = 0; step < steps; step++) {
          const names = [...Object.keys(actions), "apply", "applyPart"];
          const name = names[draw(names.length)] ?? "apply";
          told.push(name);
          await actions[name]?.();
          const plan = await terraform("plan", "-detailed-exitcode", ...unattended);
          const { stdout } = await world.status("staging", "--format", "json");
          const { environments } = JSON.parse(stdout) as StatusReport;
          const say = `${told.join("\n")}\n${JSON.stringify(environments[0])}\n${plan.output}`;
          expect([0, 2], say).toContain(plan.status);
          expect(environments[0]?.verdict.kind === "converged", say).toBe(plan.status === 0);
        }
      },
    );
  },
);

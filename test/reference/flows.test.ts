import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startFauxqs } from "fauxqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { available, terraformAvailable } from "../support/programs.ts";
import { type Checkout, checkoutOf, type Run } from "./checkout.ts";
import { commandsOf } from "./runbook.ts";
import { shellAvailable } from "./shell.ts";
import { offlineProviders } from "./terraform.ts";

const awsAvailable = available("aws", "--version");

/** The images of two commits of the product. */
const [oldImages, newImages] = ["0ddba11", "5eedcafe"];

/**
 * The two flows of the runbook, by its own commands, with real git, terraform and states: one after the
 * other, as a team would have them.
 */
describe.skipIf(!terraformAvailable || !offlineProviders || !shellAvailable || !awsAvailable)(
  "the runbook, followed by its commands",
  () => {
    let server: Awaited<ReturnType<typeof startFauxqs>>;
    let checkout: Checkout;

    beforeAll(async () => {
      server = await startFauxqs({ port: 0, logger: false });
      checkout = await checkoutOf(server.address);
      await ok("aws s3api create-bucket --bucket gazette-terraform-states");
    }, 60_000);

    afterAll(async () => {
      checkout.remove();
      await server.stop();
    });

    const run = (line: string): Promise<Run> => checkout.run(line);
    const ok = async (line: string): Promise<string> => {
      const { status, output } = await run(line);
      expect(status, `${line}\n${output}`).toBe(0);
      return output;
    };
    /** Runs a step's commands as written, with what a person puts in for the words in capitals. */
    const follow = async (
      heading: string,
      step: number,
      words: Readonly<Record<string, string>> = {},
    ): Promise<string> => {
      const runbook = readFileSync(join(checkout.root, "generated/RUNBOOK.md"), "utf8");
      const commands = commandsOf(runbook, heading).get(step) ?? [];
      expect(commands).not.toEqual([]);
      let output = "";
      for (const command of commands) {
        output += await ok(command.replace(/\b[A-Z]{4,}\b/g, (word) => words[word] ?? word));
      }
      return output;
    };
    const setImages = (tag: string): void => {
      const spec = join(checkout.root, "envs/_deployment.yaml");
      const text = readFileSync(spec, "utf8").replace(/^ {2}image_tag: .*\n/m, "");
      writeFileSync(spec, text.replace(/^variables:\n/m, `variables:\n  image_tag: ${tag}\n`));
    };
    const status = (): Promise<Run> => run("npx terraloom status");

    it("first apply: never applied, then converged", async () => {
      setImages(oldImages);
      await ok("npx terraloom generate && git commit --all --quiet --message 'Pin the images'");
      await ok("git push --quiet");
      const before = await status();
      expect(before.status).toBe(2);
      expect(before.output).toContain("never applied");
      for (const environment of ["global_aws", "staging", "production"]) {
        await ok(`mask tf init ${environment}`);
        await ok(`mask tf apply ${environment}`);
      }
      const head = (await ok("git rev-parse --short HEAD")).trim();
      expect(await ok("npx terraloom status")).toContain(`converged at ${head}`);
    }, 120_000);

    it("a change: staging, then production, then converged", async () => {
      const change = "Changing infrastructure";
      await ok("git switch --quiet --create change");
      setImages(newImages);
      await follow(change, 1);
      await follow(change, 2, { MESSAGE: "Run the new images" });
      await checkout.merge("change");
      await ok("git switch --quiet main && git pull --quiet");
      const early = await run("mask tf apply production");
      expect(early.status).toBe(2);
      expect(early.output).toContain("staging has not");
      await follow(change, 3);
      const between = await status();
      expect(between.status).toBe(2);
      expect(between.output).toContain(
        "production has not had 1 commit that staging has since today",
      );
      await follow(change, 4);
      const head = (await ok("git rev-parse --short HEAD")).trim();
      expect(await follow(change, 5)).toContain(`converged at ${head}`);
    }, 180_000);

    it("an emergency: production first, from a branch, then merged", async () => {
      const back = "Rolling back";
      const words = {
        BRANCH: "back",
        REVISION: "HEAD~1",
        REASON: "the new images leak memory",
        MESSAGE: "Run the old images in production",
      };
      await follow(back, 1, words);
      const spec = readFileSync(join(checkout.root, "envs/production.yaml"), "utf8");
      expect(spec).toContain(`image_tag: ${oldImages}`);
      expect(spec).toMatch(/hold: true/);
      const refused = await run(
        "git commit --all --quiet --message Now && mask tf apply production",
      );
      expect([refused.status, refused.output]).toEqual([2, expect.stringContaining("--rollback")]);
      await ok("git reset --quiet --soft HEAD~1");
      await follow(back, 2, words);

      const pinned = await run(`mask ecs deploy:all production --tag ${newImages}`);
      expect(pinned.output).toContain(`The spec of production says image_tag: ${oldImages}`);

      await ok("git switch --quiet main");
      const off = await status();
      expect(off.status).toBe(2);
      expect(off.output).toContain("back");
      expect(off.output).toContain("the new images leak memory");
      const over = await run("mask tf apply production");
      expect([over.status, over.output]).toEqual([2, expect.stringContaining("Merge it first")]);
      await ok("git switch --quiet back");

      await follow(back, 3, { ...words, MESSAGE: "Run the old images everywhere" });
      expect(readFileSync(join(checkout.root, "envs/staging.yaml"), "utf8")).toContain(
        `image_tag: ${oldImages}`,
      );
      expect(readFileSync(join(checkout.root, "envs/production.yaml"), "utf8")).not.toContain(
        "accepted_drift",
      );
      await ok("npx terraloom drift-report");
      await checkout.merge("back");
      const home = await follow(back, 4);
      const head = (await ok("git rev-parse --short HEAD")).trim();
      expect(home).toContain(`converged at ${head}`);
    }, 180_000);
  },
);

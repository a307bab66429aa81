import { readFileSync, writeFileSync } from "node:fs";
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

/** What an environment's code reads of the state of `global`. */
const zoneRead = `{{#with (environment "global") as |global|}}
data "terraform_remote_state" "global" {
  backend = "s3"
  config = {
    bucket = "states"
    key = {{global.settings.backend.key}}
    region = "us-east-1"
    endpoints = { s3 = "http://127.0.0.1:{{{global.settings.backend.port}}}" }
    use_path_style = true
    skip_credentials_validation = true
    skip_metadata_api_check = true
    skip_region_validation = true
    skip_requesting_account_id = true
  }
}
{{/with}}

resource "terraform_data" "zone" {
  input = data.terraform_remote_state.global.outputs.zone
}
`;

describe.skipIf(!terraformAvailable)("status --for-apply, of states in S3 on loopback", () => {
  let world: World;

  beforeEach(async () => {
    world = await makeWorld();
    await world.commit("Begin", daysAgo(40));
  });

  afterEach(() => world.stop());

  test("a commit that staging has not applied is not applied to production", async () => {
    await world.apply("staging", "production");
    const second = await changeMemory(world, 512, 1024, 1);
    const refused = await world.status("--for-apply", "production");
    expect(refused).toEqual({
      exitCode: 2,
      stderr: "",
      stdout: `${second} must not be applied to production yet
  staging has not had what production gets by it: behind by 1 commit
    ${second} ${day(1)} Give core 1024 MiB
  Apply it to staging first, or say that this is a rollback: --rollback REASON
`,
    });
    expect((await world.status("--for-apply", "staging")).exitCode).toBe(0);
    expect((await world.status("--for-apply", "global")).exitCode).toBe(0);
    const rollback = await world.status("--for-apply", "production", "--rollback", "out of memory");
    expect([rollback.exitCode, rollback.stdout.split("\n")[0]]).toEqual([
      0,
      `${second} may be applied to production as a rollback: out of memory`,
    ]);
    const without = await world.status("--for-apply", "production", "--rollback", " ");
    expect(without.exitCode).toBe(1);
    expect(without.stderr).toContain("error answer-missing: --rollback is missing: the reason");

    world.edit("staging", "1024", "2048");
    const stale = await world.status("--for-apply", "production", "--rollback", "out of memory");
    expect([stale.exitCode, stale.stdout]).toEqual([
      2,
      expect.stringContaining("the generated files are not what the sources say now"),
    ]);
    await world.generate();
    const loose = await world.status("--for-apply", "production", "--rollback", "out of memory");
    expect([loose.exitCode, loose.stdout]).toEqual([
      2,
      expect.stringMatching(
        /the generated files are not as \w+ has them: generated\/environments\/staging\//,
      ),
    ]);
  });

  test("an environment that reads another stack's state waits until that stack has applied the commit", async () => {
    const sharedTemplate = join(world.root, "templates/environments/shared/main.tf.hbs");
    const own = readFileSync(sharedTemplate, "utf8");
    const write = (zone: string): void =>
      writeFileSync(sharedTemplate, `${own}\noutput "zone" {\n  value = "${zone}"\n}\n`);
    const schema = join(world.root, "schema/index.ts");
    const withoutOrder = readFileSync(schema, "utf8");
    writeFileSync(schema, withoutOrder.replace("app = defineStack({", '$& after: ["shared"],'));
    writeFileSync(join(world.root, "templates/environments/app/zone.tf.hbs"), zoneRead);
    write("a");
    await world.commit("Read the zone", daysAgo(3));
    await world.apply("global", "staging", "production");
    write("b");
    const second = await changeMemory(world, 512, 1024, 1);
    const early = await world.status("--for-apply", "staging");
    expect([early.exitCode, early.stdout]).toEqual([
      2,
      `${second} must not be applied to staging yet
  staging reads outputs of global, which has not had its part of it: behind by 1 commit
    ${second} ${day(1)} Give core 1024 MiB
  Apply it to global first, or say that this is a rollback: --rollback REASON
`,
    ]);
    const json = await world.status("--for-apply", "staging", "--format", "json");
    expect(JSON.parse(json.stdout)).toMatchObject({
      before: [{ name: "global", isRead: true, has: "not" }],
      refusals: [{ kind: "read-not-had", excused: false }],
    });
    await world.apply("global");
    const next = await world.status("--for-apply", "staging");
    expect([next.exitCode, next.stdout]).toEqual([
      0,
      `${second} may be applied to staging: global has had it\n`,
    ]);
    await world.apply("staging");
    write("c");
    await world.commit("Another zone", daysAgo(0));
    // Staging gets nothing by it, so that it reads nothing new.
    expect((await world.status("--for-apply", "staging")).exitCode).toBe(0);
    expect((await world.status("--for-apply", "production")).stdout).toContain(
      "production reads outputs of global, which has not had its part of it",
    );
    const commit = world.git("rev-parse", "HEAD~1");
    expect((await world.status("--for-apply", "production", "--commit", commit)).exitCode).toBe(0);
  });

  test("an emergency in production is off main, is held, and is back on main after a merge", async () => {
    await world.apply("staging", "production");
    world.git("checkout", "--quiet", "-b", "hotfix");
    const held =
      "core_memory: 4096\naccepted_drift:\n  - { variable: core_memory, reason: out of memory, until: 2999-12-01, hold: true }";
    world.edit("production", "core_memory: 512", held);
    const emergency = await world.commit("More memory, now", daysAgo(1));
    await world.apply("production");
    world.git("checkout", "--quiet", "main");
    const second = await changeMemory(world, 512, 1024, 0);
    const { exitCode, stdout } = await world.status("staging", "production");
    expect(exitCode).toBe(2);
    expect(linesOf("production", stdout)).toEqual([
      `ahead, by an off-main commit: ${emergency} on hotfix, which HEAD does not have`,
      `runs ${emergency} ${day(1)} More memory, now`,
      "has not had:",
      `${second} ${day(0)} Give core 1024 MiB`,
      "held until 2999-12-01 (in the applied state): core_memory, out of memory",
    ]);
    expect(summaryOf(stdout)).toBe(
      `1 commit is applied nowhere; production runs ${emergency} of hotfix, which HEAD does not have`,
    );
    await world.apply("staging");
    const refused = await world.status("--for-apply", "production");
    expect(refused.exitCode).toBe(2);
    expect(refused.stdout).toContain(
      "that would be undone; held until 2999-12-01 (in the applied state): core_memory, out of memory",
    );
    expect(refused.stdout).toContain(
      "Merge it first, then: npx terraloom converge --from production --to staging",
    );

    world.git("merge", "--quiet", "--strategy=ours", "--no-edit", "hotfix");
    world.edit("production", "core_memory: 1024", held.replace("4096", "1024"));
    await world.commit("Home");
    const home = await world.status("--for-apply", "production");
    expect([home.exitCode, home.stdout]).toEqual([
      0,
      expect.stringMatching(/^\w+ may be applied to production: staging has had it\n$/),
    ]);
    const { stdout: merged } = await world.status("production");
    expect(linesOf("production", merged)[0]).toBe("behind by 2 commits");
    expect(linesOf("production", merged).at(-1)).toBe(
      "held until 2999-12-01: core_memory, out of memory",
    );
  });

  test("handwritten Terraform code has to be committed", async () => {
    await world.apply("staging");
    writeFileSync(join(world.root, "generated/environments/production/more.tf"), "locals {}\n");
    const refused = await world.status("--for-apply", "production");
    expect([refused.exitCode, refused.stdout]).toEqual([
      2,
      expect.stringMatching(
        /the generated files are not as \w+ has them: generated\/environments\/production\/more.tf/,
      ),
    ]);
  });

  test("an emergency is back on main after a squash, whatever else is on main", async () => {
    await world.apply("staging", "production");
    world.git("checkout", "--quiet", "-b", "hotfix");
    world.edit("production", "core_memory: 512", "core_memory: 4096 # for now");
    const emergency = await world.commit("More memory, now", daysAgo(2));
    await world.apply("production");
    world.git("checkout", "--quiet", "main");
    world.edit("global", "stack: shared", "stack: shared # of all");
    const template = join(world.root, "templates/environments/app/main.tf.hbs");
    writeFileSync(template, `${readFileSync(template, "utf8")}\n# More.\n`);
    await world.commit("Other work", daysAgo(1));
    await world.apply("staging");
    const refused = await world.status("--for-apply", "production");
    expect([refused.exitCode, refused.stdout]).toEqual([2, expect.stringContaining("be undone")]);

    world.edit("production", "core_memory: 512", "core_memory: 4096 # for now");
    const squash = await world.commit("More memory, squashed");
    const files = fingerprint(world.root);
    const { stdout } = await world.status("production");
    expect(linesOf("production", stdout)[0]).toBe(
      `off main: ${emergency} on hotfix, whose changes HEAD has by another commit`,
    );
    expect(await world.status("--for-apply", "production")).toMatchObject({
      exitCode: 0,
      stdout: `${squash} may be applied to production: staging has had it\n`,
    });
    expect(fingerprint(world.root)).toEqual(files);
  });

  test("a commit is read as data by main's checkout, and the plan has to be of that commit", async () => {
    await world.apply("staging", "production");
    world.git("checkout", "--quiet", "-b", "hotfix");
    world.edit(
      "production",
      "core_memory: 512",
      "core_memory: 4096\nhold: { reason: out of memory, until: 2999-12-01, by: Ada }",
    );
    const hotfix = await world.commit("More memory, now");
    const plan = await world.plan("production");
    const schema = join(world.root, "schema/index.ts");
    writeFileSync(schema, `process.exit(0);\n${readFileSync(schema, "utf8")}`);
    world.git("commit", "--quiet", "--all", "--message=A schema that judges itself");
    const judge = (...more: readonly string[]) =>
      world.status("--for-apply", "production", "--commit", "hotfix", ...more);
    world.git("checkout", "--quiet", "main");
    const main = world.git("rev-parse", "--short=7", "HEAD");

    const refused = await judge();
    expect([refused.exitCode, refused.stdout]).toEqual([
      2,
      expect.stringMatching(/^\w+ must not be applied to production yet\n {2}\w+ is not on main\n/),
    ]);
    expect((await judge("--rollback", "out of memory", "--saved-plan", plan)).exitCode).toBe(0);
    const other = await world.status("--for-apply", "production", "--saved-plan", plan);
    expect([other.exitCode, other.stdout]).toEqual([
      2,
      expect.stringContaining(`the plan is not of ${main}: it was made from different code`),
    ]);

    world.git("checkout", "--quiet", hotfix);
    await world.apply("production");
    const self = await world.status("--for-apply", "production", "--commit", "main");
    expect([self.exitCode, self.stderr]).toEqual([
      1,
      expect.stringContaining("error judged-off-main: with --commit, the checkout must be on main"),
    ]);
    world.git("checkout", "--quiet", "main");
    world.git("branch", "--quiet", "-D", "hotfix");
    world.git("reflog", "expire", "--expire=now", "--all");
    const { stdout } = await world.status("production");
    expect(linesOf("production", stdout)[0]).toMatch(
      /^held until 2999-12-01 by Ada \(in the applied state\): out of memory; unknown code: /,
    );
    expect((await world.status("--for-apply", "production")).exitCode).toBe(2);
  });

  test("main's promotion order counts, whatever the schema here says", async () => {
    await world.apply("staging", "production");
    world.git("checkout", "--quiet", "-b", "hotfix");
    const schema = join(world.root, "schema/index.ts");
    const text = readFileSync(schema, "utf8");
    writeFileSync(schema, text.replace('["staging", "production"]', '["production", "staging"]'));
    world.edit("production", "core_memory: 512", "core_memory: 4096");
    await world.commit("Let production be first");
    const { exitCode, stdout } = await world.status("--for-apply", "production");
    expect([exitCode, stdout]).toEqual([2, expect.stringMatching(/ is not on main\n/)]);
    world.git("checkout", "--quiet", "main");
  });

  test("a saved plan must be of all code, with its values, and from the current state", async () => {
    const older = await world.plan("production");
    await world.apply("staging", "production");
    const judge = (plan: string) => world.status("--for-apply", "production", "--saved-plan", plan);
    expect((await judge(await world.plan("production"))).exitCode).toBe(0);
    const plans = [
      [older, "it was made from a different state"],
      [
        await world.plan("production", "-var=core_memory=9999"),
        "it was made with values other than those of terraform.tfvars (-var, -var-file): core_memory",
      ],
      [
        await world.plan("production", "-target=terraform_data.terraloom"),
        "it was made with -target",
      ],
      [await world.plan("production", "-destroy"), "it has no terraform_data.terraloom"],
    ] as const;
    for (const [plan, problem] of plans) {
      const { exitCode, stdout } = await judge(plan);
      expect([exitCode, stdout]).toEqual([2, expect.stringContaining(problem)]);
    }
  }, 30_000);

  test("a commit with another backend is not judged by this backend's state", async () => {
    await world.apply("staging");
    world.git("checkout", "--quiet", "-b", "moved");
    world.edit("staging", "staging.tfstate", "moved.tfstate");
    const moved = await world.commit("Move the state");
    world.git("checkout", "--quiet", "main");
    const judged = await world.status("--for-apply", "staging", "--commit", "moved");
    expect([judged.exitCode, judged.stdout]).toEqual([2, expect.stringContaining(moved)]);
    const json = await world.status(
      "--for-apply",
      "staging",
      "--commit",
      "moved",
      "--format",
      "json",
    );
    const kinds = JSON.parse(json.stdout).refusals.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toContain("other-backend");
    // From a checkout that has it, it is another place that has what was applied.
    world.git("checkout", "--quiet", "moved");
    const there = await world.status("staging");
    expect(linesOf("staging", there.stdout)[0]).toMatch(/^applied elsewhere: /);
  });

  test("files of a commit that differ from what was generated are not applied", async () => {
    await world.apply("staging");
    const file = join(world.root, "generated/environments/production/main.tf");
    writeFileSync(file, `${readFileSync(file, "utf8")}\n# By hand.\n`);
    writeFileSync(file.replace("main.tf", "x_override.tf"), "locals {}\n");
    world.git("add", "--all");
    world.git("commit", "--quiet", "--message=By hand");
    const judged = await world.status("--for-apply", "production", "--commit", "HEAD");
    expect([judged.exitCode, judged.stdout]).toEqual([
      2,
      expect.stringContaining(
        "has files that are not what its manifests say: generated/environments/production/main.tf, generated/environments/production/x_override.tf",
      ),
    ]);
  });
});

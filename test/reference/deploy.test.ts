import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aws, operations } from "./aws.ts";
import { type Shell, shellAvailable, shellWith } from "./shell.ts";

describe.skipIf(!shellAvailable)("deploy.sh", () => {
  let shell: Shell;
  beforeEach(() => {
    shell = shellWith(operations, { aws });
  });
  afterEach(() => shell.remove());

  const commands = (calls: readonly string[]): string[] =>
    calls.map((call) => call.split(" ").slice(1, 3).join(" "));
  const arn = (definition: string): string => `arn:aws:ecs:r:1:task-definition/${definition}`;

  it("puts a tag into every image of the definitions that were applied last and lets the services run them", () => {
    const { status, stdout, calls } = shell.run("operations/deploy.sh staging abc123");
    expect(status).toBe(0);
    expect(stdout.trim().split("\n").at(-1)).toBe("gazette-staging runs abc123: core jobs");
    const looked = ["describe-services", "describe-task-definition", "describe-task-definition"];
    expect(commands(calls)).toEqual([
      "secretsmanager list-secrets",
      ...[...looked, ...looked].map((name) => `ecs ${name}`),
      "ecr describe-images",
      "ecr describe-images",
      "ecs register-task-definition",
      "ecs register-task-definition",
      "ecs update-service",
      "ecs update-service",
      "ecs wait",
      "ecs describe-services",
      "ecs tag-resource",
      "ecs describe-services",
      "ecs tag-resource",
    ]);
    expect(calls).toContain(
      `aws ecs update-service --cluster gazette-staging --service core --task-definition ${arn("gazette-staging-core:8")}`,
    );
    expect(calls).toContain(
      `aws ecs tag-resource --resource-arn ${arn("gazette-staging-core:8")} --tags key=Deployed,value=abc123`,
    );
    expect(JSON.parse(shell.kept("registered.json"))).toEqual({
      family: "gazette-staging-jobs",
      cpu: "256",
      tags: [
        { key: "Team", value: "x" },
        { key: "DeclaredDefinition", value: arn("gazette-staging-jobs:6") },
      ],
      containerDefinitions: [
        { name: "a", image: "1.dkr.ecr.us-east-1.amazonaws.com/gazette/a:abc123" },
        { name: "b", image: "1.dkr.ecr.us-east-1.amazonaws.com/gazette/b:abc123" },
        { name: "sidecar", image: "public.ecr.aws/xray/daemon:3.x" },
      ],
    });
  });

  it("deploys one service where one is named", () => {
    const { calls } = shell.run("operations/deploy.sh staging abc123 jobs");
    expect(calls.filter((call) => call.includes("update-service"))).toHaveLength(1);
    expect(calls.join()).not.toContain("core");
  });

  it("starts from the newest definition of a service that does not record which was applied", () => {
    shell.keep("no-tag", "");
    const { calls } = shell.run("operations/deploy.sh staging abc123 jobs");
    expect(calls).toContain(
      "aws ecs describe-task-definition --task-definition gazette-staging-jobs --include TAGS",
    );
  });

  it("names what an environment in a folder has as its resources are named", () => {
    const { stdout } = shell.run("operations/deploy.sh preview/eu abc123 core");
    expect(stdout).toContain("gazette-preview-eu runs abc123: core");
  });

  it("takes the tag that the spec asks for, if none is given", () => {
    const { stdout } = shell.run("operations/deploy.sh pinned '' core");
    expect(stdout).toContain("gazette-pinned runs 0a1b2c3: core");
  });

  it("takes the tag that was applied before that of any checkout, and no other", () => {
    shell.keep("applied", "0ddba11");
    expect(shell.run("operations/deploy.sh staging '' core").stdout).toContain(
      "runs 0ddba11: core",
    );
    const { status, stderr } = shell.run("operations/deploy.sh staging abc123");
    expect([status, stderr]).toEqual([
      1,
      "staging was applied with image_tag: 0ddba11, so abc123 is not deployed to core. Deploy that, or apply a spec that names another or none.\n",
    ]);
    expect(shell.run("operations/deploy.sh pinned").stderr).toContain(
      "pinned was applied with image_tag: 0ddba11, and its spec says 0a1b2c3 here: apply it first.\n",
    );
  });

  it("refuses a tag that the environment before has not run", () => {
    const { status, stderr, calls } = shell.run("operations/deploy.sh production abc123");
    expect([status, stderr]).toEqual([
      1,
      expect.stringContaining(
        "staging has not run abc123 in core, as far as can be seen from here. Deploy it there first, or say that this is a rollback: --rollback REASON",
      ),
    ]);
    expect(calls.join()).not.toMatch(/register|update/);
  });

  it.each([
    ["production staged", "what it runs now"],
    ["production earlier core", "what it has run"],
    ["--rollback 'it leaks' production abc123", "a rollback"],
  ])("deploy.sh %s: takes %s", (parameters) => {
    const { status, stdout } = shell.run(`operations/deploy.sh ${parameters}`);
    expect([status, stdout]).toEqual([0, expect.stringContaining("gazette-production runs ")]);
  });

  it("asks an environment before that is in another account with a profile of that one", () => {
    const apart = shellWith(operations.replace("111122223333", "999900001111"), {
      aws: `[[ $* != *gazette-staging* ]] || echo "$AWS_PROFILE \${AWS_ACCESS_KEY_ID:-}" >>"$KEPT/asked"\n${aws}`,
    });
    const deploy = "operations/deploy.sh production staged core";
    const { status, stderr } = apart.run(deploy);
    expect([status, stderr]).toEqual([
      1,
      expect.stringContaining(
        "staging is in account 999900001111, and production in 111122223333: name an AWS profile that reads what ran there, by AWS_PROFILE_STAGING=PROFILE, or ",
      ),
    ]);
    const named = apart.run(`AWS_ACCESS_KEY_ID=own AWS_PROFILE_STAGING=other ${deploy}`);
    expect([named.status, apart.kept("asked")]).toEqual([
      0,
      expect.stringMatching(/^(other \n)+$/),
    ]);
    apart.remove();
  });

  it("changes nothing if an image is missing", () => {
    shell.keep("no-image", "gazette/b");
    const { status, stderr, calls } = shell.run("operations/deploy.sh staging abc123");
    expect([status, stderr]).toEqual([
      1,
      "The repository gazette/b has no image abc123. Was it built and pushed?\n",
    ]);
    expect(calls.join()).not.toMatch(/register|update/);
  });

  it("refuses where a secret has no value, before anything changes", () => {
    shell.keep("unset", "");
    const { status, stderr, calls } = shell.run("operations/deploy.sh staging abc123");
    expect([status, stderr]).toEqual([
      1,
      "Secrets of staging have no value: PASSWORD. Set each with: mask secrets set staging NAME\n",
    ]);
    expect(calls.join()).not.toMatch(/register|update/);
  });

  it("reports that nothing was deployed if a definition is refused", () => {
    shell.keep("no-register", "jobs");
    const { status, stderr, calls } = shell.run("operations/deploy.sh staging abc123");
    expect([status, stderr]).toEqual([
      1,
      "Nothing was deployed: AWS took no task definition of jobs. All services run what they ran.\n",
    ]);
    expect(calls.join()).not.toContain("update-service");
  });

  const halfWay = `  core was given abc123; before, it ran old
  jobs runs old, as before
Once the cause is mended: operations/deploy.sh staging abc123 jobs
Or back to what ran before: operations/deploy.sh staging old core
`;

  it("says what runs and what to do next if the second service fails", () => {
    shell.keep("no-update", "jobs");
    const { status, stderr } = shell.run("operations/deploy.sh staging abc123");
    expect([status, stderr]).toEqual([1, `jobs was not deployed.\n${halfWay}`]);
  });

  it("says the same if ECS restored the previous tasks", () => {
    shell.keep("rolled-back-jobs", "");
    const { status, stderr, calls } = shell.run("operations/deploy.sh staging abc123");
    expect([status, stderr]).toEqual([
      1,
      `ECS rolled back: jobs. The log group /ecs/gazette-staging says why.\n${halfWay}`,
    ]);
    expect(calls.filter((call) => call.includes("tag-resource"))).toHaveLength(1);
  });

  it("distinguishes a later deploy, a rollback and a slow deploy", () => {
    shell.keep("superseded", "");
    const { status, stdout } = shell.run("operations/deploy.sh staging abc123");
    expect(status).toBe(0);
    expect(stdout).toContain("A later deploy took over: core jobs");
    expect(stdout).not.toContain("runs abc123");
    shell.keep("unstable", "");
    const { stderr } = shell.run("operations/deploy.sh staging abc123");
    expect(stderr).toBe(
      "Not every service of staging is stable yet; ECS goes on. See: mask ecs status staging\n",
    );
  });

  it.each([
    [
      "stagign x",
      'There is no environment "stagign". There are: staging, production, preview/eu, global_aws, pinned\n',
    ],
    ["staging x cor", 'There is no service "cor". There are: core jobs\n'],
    ["global_aws x", "This environment runs no services.\n"],
    ["", "usage: operations/deploy.sh [--rollback REASON] ENVIRONMENT [TAG] [SERVICE...]\n"],
    [
      "--rollback ' ' staging",
      "A rollback needs a reason. usage: operations/deploy.sh [--rollback REASON] ENVIRONMENT [TAG] [SERVICE...]\n",
    ],
    [
      "pinned x",
      "The spec of pinned says image_tag: 0a1b2c3, so x is not deployed. Deploy that, or change the spec first.\n",
    ],
  ])("deploy.sh %s: says what is wrong and asks AWS nothing", (parameters, message) => {
    const { status, stderr, calls } = shell.run(`operations/deploy.sh ${parameters}`);
    expect([status, stderr, calls]).toEqual([1, message, []]);
  });

  it("services.sh says what runs, and whether what was applied is live", () => {
    const line = (): string => shell.run("operations/services.sh staging core").stdout.trim();
    const core = "core: runs old, gazette-staging-core:5, 1 of 1 tasks";
    expect(line()).toBe(
      `${core}; what was applied (gazette-staging-core:6) is not live yet: deploy it`,
    );
    shell.keep("rollout", "IN_PROGRESS");
    expect(line()).toContain("1 of 1 tasks, a deploy is under way; ");
    shell.keep("rollout", "COMPLETED");
    shell.keep("from", "6");
    const live = shell.run("operations/services.sh staging core");
    expect([live.status, live.stdout]).toEqual([0, `${core}; what was applied is live\n`]);
    shell.keep("runs", "6");
    expect(line()).toContain("what was applied is live");
  });
});

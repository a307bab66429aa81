import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Shell, shellAvailable, shellWith } from "./shell.ts";

const operations = JSON.stringify({
  promotion: ["staging"],
  services: { deployment: ["core", "jobs"], global: null },
  environments: ["staging", "preview/eu", "global_aws", "pinned"].map((name) => ({
    name,
    ...(name === "global_aws" ? {} : { image_tag: name === "pinned" ? "0a1b2c3" : "latest" }),
    stack: name === "global_aws" ? "global" : "deployment",
    product: "gazette",
    account: "111122223333",
    region: "us-east-1",
  })),
});

/** AWS as far as the operations ask it: two services, core with an init container, and three secrets. */
const aws = `
family() { while [[ $1 != --task-definition ]]; do shift; done; echo "$2"; }
case "$1 $2" in
"ecs describe-task-definition")
  family=$(family "$@")
  cat <<END
  { "family": "$family", "revision": 7, "taskDefinitionArn": "arn:task/$family:7", "status": "ACTIVE",
    "requiresAttributes": [], "compatibilities": [], "registeredAt": "2026", "registeredBy": "x", "cpu": "256",
    "containerDefinitions": [
      { "name": "a", "image": "1.dkr.ecr.us-east-1.amazonaws.com/gazette/a:latest" },
      { "name": "b", "image": "1.dkr.ecr.us-east-1.amazonaws.com/gazette/b:latest" },
      { "name": "sidecar", "image": "public.ecr.aws/xray/daemon:3.x" } ] }
END
  ;;
"ecr describe-images") [[ ! -e $KEPT/no-image || $4 != "$(<"$KEPT/no-image")" ]] ;;
"ecs register-task-definition")
  cat "\${4#file://}" >"$KEPT/registered.json"
  jq --raw-output '"arn:task/" + .family + ":8"' "$KEPT/registered.json"
  ;;
"ecs update-service") [[ ! -e $KEPT/no-update || $6 != "$(<"$KEPT/no-update")" ]] ;;
"ecs describe-services")
  if [[ -e $KEPT/rolled-back ]]; then revision=7; elif [[ -e $KEPT/superseded ]]; then revision=10; else revision=8; fi
  echo "arn:task/$4-$6:$revision"
  ;;
"secretsmanager list-secrets")
  [[ $4 == Key=name,Values=gazette-staging/ ]] || { echo '{ "SecretList": [] }'; exit; }
  cat <<END
  { "SecretList": [
    { "Name": "gazette-staging/KEY", "SecretVersionsToStages": { "v": ["AWSCURRENT"] } },
    { "Name": "gazette-staging/PASSWORD"$([[ -e $KEPT/unset ]] || echo ', "SecretVersionsToStages": { "v": [] }') },
    { "Name": "other/gazette-staging/TOKEN" } ] }
END
  ;;
"secretsmanager put-secret-value") cat >"$KEPT/stdin" ;;
esac`;

describe.skipIf(!shellAvailable)("operations", () => {
  let shell: Shell;
  beforeEach(() => {
    const npx = 'shift; echo "# $*"; exit 2';
    shell = shellWith(operations, { aws, npx });
  });
  afterEach(() => shell.remove());

  const commands = (calls: readonly string[]): string[] =>
    calls.map((call) => call.split(" ").slice(1, 3).join(" "));

  describe("deploy.sh", () => {
    it("puts a tag into every image of the newest task definition and lets the services run it", () => {
      const { status, stdout, calls } = shell.run("operations/deploy.sh staging abc123");
      expect(status).toBe(0);
      expect(stdout.trim().split("\n").at(-1)).toBe("gazette-staging runs abc123: core jobs");
      expect(commands(calls)).toEqual([
        "secretsmanager list-secrets",
        "ecs describe-task-definition",
        "ecs describe-task-definition",
        "ecr describe-images",
        "ecr describe-images",
        "ecs register-task-definition",
        "ecs register-task-definition",
        "ecs update-service",
        "ecs update-service",
        "ecs wait",
        "ecs describe-services",
        "ecs describe-services",
      ]);
      expect(calls).toContain(
        "aws ecs update-service --cluster gazette-staging --service core --task-definition arn:task/gazette-staging-core:8",
      );
      expect(JSON.parse(shell.kept("registered.json"))).toEqual({
        family: "gazette-staging-jobs",
        cpu: "256",
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

    it("names what an environment in a folder has as its resources are named", () => {
      const { stdout } = shell.run("operations/deploy.sh preview/eu abc123 core");
      expect(stdout).toContain("gazette-preview-eu runs abc123: core");
    });

    it("takes the tag that the spec asks for, if none is given", () => {
      const { stdout } = shell.run("operations/deploy.sh pinned '' core");
      expect(stdout).toContain("gazette-pinned runs 0a1b2c3: core");
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

    it("says what runs and what to do next if the second service fails", () => {
      shell.keep("no-update", "jobs");
      const { status, stderr } = shell.run("operations/deploy.sh staging abc123");
      expect([status, stderr]).toEqual([
        1,
        "jobs was not deployed and runs what it ran. core was given abc123 before it. Once the cause is mended, run: operations/deploy.sh staging abc123\n",
      ]);
    });

    it("tells a later deploy from a rollback", () => {
      shell.keep("superseded", "");
      const { status, stdout } = shell.run("operations/deploy.sh staging abc123");
      expect(status).toBe(0);
      expect(stdout).toContain("A later deploy took over: core jobs");
      expect(stdout).not.toContain("runs abc123");
    });

    it("fails if ECS went back to the tasks before", () => {
      shell.keep("rolled-back", "");
      const { status, stderr } = shell.run("operations/deploy.sh staging abc123");
      expect([status, stderr]).toEqual([
        1,
        "ECS rolled back: core jobs. The log group /ecs/gazette-staging says why.\n",
      ]);
    });

    it.each([
      [
        "stagign x",
        'There is no environment "stagign". There are: staging, preview/eu, global_aws, pinned\n',
      ],
      ["staging x cor", 'There is no service "cor". There are: core jobs\n'],
      ["global_aws x", "This environment runs no services.\n"],
      ["", "usage: operations/deploy.sh ENVIRONMENT [TAG] [SERVICE...]\n"],
      [
        "pinned x",
        "The spec of pinned says image_tag: 0a1b2c3, so x is not deployed. Deploy that, or change the spec first.\n",
      ],
    ])("deploy.sh %s: says what is wrong and asks AWS nothing", (parameters, message) => {
      const { status, stderr, calls } = shell.run(`operations/deploy.sh ${parameters}`);
      expect([status, stderr, calls]).toEqual([1, message, []]);
    });
  });

  describe("pull-request.sh", () => {
    const report = (): string => {
      const { status, stdout, stderr } = shell.run(`operations/pull-request.sh "$KEPT"`);
      expect([status, stderr]).toEqual([0, ""]);
      return stdout;
    };

    it("puts status, drift and each plan together, though not all is well", () => {
      shell.keep("0.md", "plan of staging");
      shell.keep("1.md", "plan of production");
      expect(report()).toBe(`# status --format markdown

# drift-report --format markdown

plan of staging

plan of production
`);
    });

    it("has room for long plans, and for none", () => {
      expect(report()).toContain("# drift-report");
      for (const name of ["0.md", "1.md"]) shell.keep(name, "x".repeat(100_000));
      const text = report();
      expect(text.length).toBeLessThan(65_536);
      expect(text.match(/Cut off here/g)).toHaveLength(2);
    });
  });

  describe("secrets.sh", () => {
    it("says of secrets that were not applied yet that they are not there", () => {
      const { status, stderr } = shell.run("operations/secrets.sh unset preview/eu");
      expect([status, stderr]).toEqual([
        3,
        "gazette-preview-eu has no secrets yet: what declares them was not applied.\n",
      ]);
    });

    it("refuses what a shell would drop from a value", () => {
      const { status, stderr, calls } = shell.run("operations/secrets.sh set staging PASSWORD", {
        input: "a\0b",
      });
      expect(status).toBe(1);
      expect(stderr).toContain("The value holds a NUL byte");
      expect(calls.join()).not.toContain("put-secret-value");
    });

    it("keeps every other byte of a value", () => {
      const input = "ü \\n %s \t\u0001'\"$x";
      shell.run("operations/secrets.sh set staging PASSWORD", { input });
      expect(shell.kept("stdin")).toBe(input);
    });

    it("lists the environment's secrets, and those without a value", () => {
      shell.keep("unset", "");
      expect(shell.run("operations/secrets.sh list staging").stdout).toBe(
        "set KEY\nunset PASSWORD\n",
      );
      expect(shell.run("operations/secrets.sh unset staging")).toMatchObject({
        status: 2,
        stdout: "PASSWORD\n",
      });
    });

    it("passes a value from standard input to AWS, and through nothing else", () => {
      const input = "two lines\nof a key\n";
      const { status, stdout, stderr, calls } = shell.run(
        "operations/secrets.sh set staging PASSWORD",
        { input },
      );
      expect(status).toBe(0);
      expect(shell.kept("stdin")).toBe("two lines\nof a key");
      expect(calls.at(-1)).toBe(
        "aws secretsmanager put-secret-value --secret-id gazette-staging/PASSWORD --secret-string file:///dev/stdin",
      );
      expect([stdout, stderr, ...calls].join()).not.toContain("two lines");
    });

    it.each([
      ["set staging PASSWROD", "x", 'gazette-staging has no secret "PASSWROD"'],
      ["set staging PASSWORD", "", "The value is empty; nothing was changed."],
      ["show staging", "", 'There is no command "show"'],
    ])("secrets.sh %s: refuses", (parameters, input, message) => {
      const { status, stderr, calls } = shell.run(`operations/secrets.sh ${parameters}`, { input });
      expect(status).toBe(1);
      expect(stderr).toContain(message);
      expect(calls.join()).not.toContain("put-secret-value");
    });
  });
});

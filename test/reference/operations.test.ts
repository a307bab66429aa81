import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aws, operations } from "./aws.ts";
import { type Shell, shellAvailable, shellWith } from "./shell.ts";

describe.skipIf(!shellAvailable)("operations", () => {
  let shell: Shell;
  beforeEach(() => {
    shell = shellWith(operations, { aws });
  });
  afterEach(() => shell.remove());

  describe("plan.sh", () => {
    const affected = JSON.stringify({
      environments: [
        { environment: "staging", id: "staging" },
        { environment: "preview/eu", id: "preview-eu" },
      ],
    });
    const terraform = `
case "$2" in
init) [[ ! -e $KEPT/no-init || $1 != *"$(<"$KEPT/no-init")" ]] ;;
show) echo "plan of \${1##*/}" ;;
plan) : >"\${1#-chdir=}/plan" ;;
esac`;

    it("keeps the text of each plan, and continues after one that fails", () => {
      const shell = shellWith(operations, { terraform });
      shell.keep("affected.json", affected);
      shell.keep("no-init", "staging");
      for (const name of ["staging", "preview/eu"])
        mkdirSync(join(shell.root, "generated/environments", name), { recursive: true });
      const { status, stderr, calls } = shell.run(
        'operations/plan.sh "$KEPT/affected.json" "$KEPT/plans"',
        { environment: { ENVIRONMENTS: "staging preview/eu" } },
      );
      expect([status, stderr]).toEqual([1, "There is no plan of: staging\n"]);
      expect(shell.kept("plans/preview-eu.txt")).toBe("plan of eu\n");
      expect(shell.kept("plans/staging.txt")).toBe("");
      const plan = calls.find((call) => call.includes(" plan "));
      expect(plan).toContain(" -lock=false ");
      expect(existsSync(join(shell.root, "generated/environments/preview/eu/plan"))).toBe(false);
      shell.remove();
    });
  });

  describe("start-applies.sh", () => {
    const at = "0123456789abcdef0123456789abcdef01234567";
    const start = (more: Readonly<Record<string, string>> = {}) => {
      const shell = shellWith(operations, {
        git: '[[ "$*" != merge-base*off-main* && "$*" != "cat-file -e fff"* ]]',
        gh: "",
        npx: `echo '{ "environments": [
          { "environment": "staging", "stack": "deployment" },
          { "environment": "production", "stack": "deployment" },
          { "environment": "global_aws", "stack": "global" } ] }'`,
      });
      const environment = { COMMIT: at, SINCE: "1234567", WAVE: "1", MAIN: "main", ...more };
      const run = shell.run("operations/start-applies.sh", { environment });
      shell.remove();
      return { ...run, calls: run.calls.filter((call) => !call.startsWith("git ")) };
    };

    it("starts a run for each environment of the wave that has changed, and for no other", () => {
      const { status, stdout, calls } = start();
      expect([status, stdout]).toEqual([0, "Started: staging\n"]);
      expect(calls).toEqual([
        "npx terraloom affected --since 1234567 --committed --format json",
        `gh workflow run apply.yml --ref main --raw-field environment=staging --raw-field sha=${at}`,
      ]);
      expect(start({ WAVE: "2" }).stdout).toBe("Started: production\n");
      expect(start({ WAVE: "3" }).stdout).toBe("No environment of wave 3 has changed.\n");
    });

    it.each(["", "0000000000000000000000000000000000000000", "fff0000", "--help"])(
      "compares with the commit before where since is '%s'",
      (since) => {
        expect(start({ SINCE: since }).calls[0]).toBe(
          "npx terraloom affected --committed --format json",
        );
      },
    );

    it.each([
      [{ WAVE: "x" }, '"x" is no wave'],
      [{ COMMIT: "main" }, '"main" is no commit'],
      [{ MAIN: "off-main" }, "is not on off-main"],
    ])("refuses %j", (more, message) => {
      const { status, stderr, calls } = start(more);
      expect([status, stderr, calls]).toEqual([1, expect.stringContaining(message), []]);
    });
  });

  describe("secrets.sh", () => {
    it("reports secrets that were not applied yet", () => {
      const { status, stderr } = shell.run("operations/secrets.sh unset preview/eu");
      expect([status, stderr]).toEqual([
        3,
        "Not applied yet, so that no value can be set: PASSWORD. First: mask tf apply preview/eu\n",
      ]);
    });

    it("restores a removed secret, and says how Terraform gets it back", () => {
      const { status, stdout, calls } = shell.run("operations/secrets.sh restore staging OLD");
      expect([status, calls]).toEqual([
        0,
        ["aws secretsmanager restore-secret --secret-id gazette-staging/OLD"],
      ]);
      expect(stdout).toContain(
        `import 'module.deployment.module.core_services.aws_secretsmanager_secret.declared["OLD"]' gazette-staging/OLD`,
      );
    });

    it("refuses a value with characters that a shell would drop", () => {
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

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aws, operations } from "./aws.ts";
import { type Shell, shellAvailable, shellWith } from "./shell.ts";

describe.skipIf(!shellAvailable)("operations", () => {
  let shell: Shell;
  beforeEach(() => {
    const npx = 'shift; echo "# $*"; exit 2';
    shell = shellWith(operations, { aws, npx });
  });
  afterEach(() => shell.remove());

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
        "Not applied yet, so that no value can be set: PASSWORD. First: mask tf apply preview/eu\n",
      ]);
    });

    it("brings back what was removed, and says how Terraform knows it again", () => {
      const { status, stdout, calls } = shell.run("operations/secrets.sh restore staging OLD");
      expect([status, calls]).toEqual([
        0,
        ["aws secretsmanager restore-secret --secret-id gazette-staging/OLD"],
      ]);
      expect(stdout).toContain(
        `import 'module.deployment.module.core_services.aws_secretsmanager_secret.declared["OLD"]' gazette-staging/OLD`,
      );
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

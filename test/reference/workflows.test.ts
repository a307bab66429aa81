import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { workflowFaults } from "../support/workflowFaults.ts";
import { operations } from "./aws.ts";
import { repository } from "./project.ts";
import { shellAvailable, shellWith } from "./shell.ts";
import { environmentsOf } from "./specs.ts";

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly steps: readonly Step[];
  readonly if?: string;
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: { readonly group: string; readonly "cancel-in-progress": boolean };
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = join(repository, ".github/workflows");
const actions = join(repository, ".github/actions");
const files = readdirSync(folder);
const workflow = (file: string): Workflow => parse(readFileSync(join(folder, file), "utf8"));
const jobOf = (file: string, name: string): Job => {
  const job = workflow(file).jobs[name];
  if (!job) throw new Error(`${file} has no job ${name}`);
  return job;
};
/** The steps of every workflow, and of the actions that they use here. */
const steps = [
  ...files.flatMap((file) => Object.values(workflow(file).jobs).flatMap((job) => job.steps)),
  ...readdirSync(actions).flatMap((name): readonly Step[] => {
    return parse(readFileSync(join(actions, name, "action.yml"), "utf8")).runs.steps;
  }),
];

describe("workflows", () => {
  it.each(files)("%s passes the security checks", async (file) => {
    const faults = await workflowFaults(file, readFileSync(join(folder, file), "utf8"));
    // Both look for the commit to apply among what was merged and deleted.
    const fetching = file === "apply.yml" ? 2 : 0;
    expect(faults.map((fault) => fault.replace(/^\d+: /, ""))).toEqual(
      Array(fetching).fill("the token stays in the checkout"),
    );
  });

  it.each(readdirSync(actions))("the action %s passes them too", async (name) => {
    const text = readFileSync(join(actions, name, "action.yml"), "utf8");
    expect(await workflowFaults(name, text)).toEqual([]);
  });

  it("examples in the documentation pass them too", async () => {
    const pages = readdirSync(join(repository, "docs")).filter((page) => page.endsWith(".md"));
    const parts = pages.flatMap((page) => {
      const blocks = readFileSync(join(repository, "docs", page), "utf8").matchAll(
        /^```yaml\n([\s\S]*?)^```$/gm,
      );
      return [...blocks].map(([, text = ""]) => [page, text] as const);
    });
    const faults = await Promise.all(parts.map(([page, text]) => workflowFaults(page, text)));
    expect(faults.flat()).toEqual([]);
    expect(parts.length).toBeGreaterThan(10);
  });

  it.each([
    ["1: no permissions, so all that the token has", "on: push\njobs: {}"],
    ["1: on pull_request_target", "on: [pull_request_target]\npermissions: {}"],
    ["2: permissions write-all", "on: push\npermissions: write-all"],
    ["3: an expression in a script's text", "jobs:\n  a:\n    - run: echo ${{ github.head_ref }}"],
    ["1: later steps' variables", 'run: echo "a=$A" >>"$GITHUB_ENV"'],
    ["1: a/b@v4 is no commit", "uses: a/b@v4 # v4.0.0"],
    [`1: a/b@${"0".repeat(40)} has no version beside`, `uses: a/b@${"0".repeat(40)}`],
    [
      "4: the token stays in the checkout",
      `on: push\npermissions: {}\nsteps:\n  - uses: actions/checkout@${"0".repeat(40)} # v4.2.2`,
    ],
    ["1: all secrets handed on", "secrets: inherit"],
  ])("the security checks find: %s", async (fault, text) => {
    expect(await workflowFaults("a.yml", text)).toContain(fault);
  });

  it.each(files)("%s knows environments from generated/operations.json alone", (file) => {
    const text = readFileSync(join(folder, file), "utf8");
    const names = ["deployment", "global"].flatMap((stack) =>
      environmentsOf(stack, join(repository, "envs")),
    );
    expect(names.filter((name) => text.includes(name))).toEqual([]);
  });

  it.each(files)("%s may do nothing but what a job says that it needs", (file) => {
    const { permissions, jobs } = workflow(file);
    const more = file === "release.yml" || file === "deploy.yml" ? { "id-token": "write" } : {};
    expect(permissions).toEqual({ contents: "read", ...more });
    const writing = Object.entries(jobs).flatMap(([name, job]) =>
      Object.entries(job.permissions ?? {})
        .filter(([what, may]) => may === "write" && what !== "id-token")
        .map(([what]) => `${name}: ${what}`),
    );
    const expected: Readonly<Record<string, readonly string[]>> = {
      "plan.yml": ["report: pull-requests"],
      "apply.yml": ["start: actions"],
    };
    expect(writing).toEqual(expected[file] ?? []);
  });

  it("take Terraform's version from one place", () => {
    const version = readFileSync(join(repository, ".terraform-version"), "utf8").trim();
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    const installing = steps.filter(({ uses }) => uses?.startsWith("hashicorp/setup-terraform@"));
    expect(installing).toMatchObject([
      { with: { terraform_version: "${{ steps.version.outputs.version }}" } },
    ]);
  });

  it("change an environment one at a time, with its rules, whatever changes it", () => {
    for (const job of [jobOf("apply.yml", "apply"), jobOf("deploy.yml", "deploy")]) {
      expect(job.environment).toBe("${{ inputs.environment }}");
      expect(job.concurrency).toEqual({
        group: "environment-${{ inputs.environment }}",
        "cancel-in-progress": false,
      });
    }
  });

  it("drift.yml fails pull requests, and main day by day, by drift-report", () => {
    const { on, jobs } = workflow("drift.yml");
    expect(on).toMatchObject({ pull_request: null, schedule: [{ cron: expect.any(String) }] });
    expect(jobs.drift?.steps.at(-1)?.run).toBe("npm run drift-report -- --format github");
  });

  it("plan.yml plans what is affected, from no fork, and runs no schema of a pull request where credentials are", () => {
    const { on, jobs } = workflow("plan.yml");
    expect(Object.keys(on)).toEqual(["pull_request"]);
    const own = "github.event.pull_request.head.repo.full_name == github.repository";
    expect(jobs.plan?.if).toBe(`needs.affected.outputs.count != '0' && ${own}`);
    const withCredentials = Object.entries(jobs).filter(([, job]) => job.permissions?.["id-token"]);
    expect(withCredentials.map(([name]) => name)).toEqual(["plan", "status"]);
    for (const [name, job] of withCredentials) {
      expect(job.if).toContain(own);
      const runs = job.steps.map(({ run }) => run ?? "").join("\n");
      if (/npm|npx/.test(runs)) {
        expect([name, job.steps[0]?.with?.ref]).toEqual([
          "status",
          "${{ github.event.pull_request.base.sha }}",
        ]);
      }
    }
  });

  describe.skipIf(!shellAvailable)("apply.yml", () => {
    const given = {
      COMMIT: "1a2b3c4",
      ENVIRONMENT: "staging",
      ROLLBACK: "out of memory",
      GITHUB_STEP_SUMMARY: "/dev/null",
      GITHUB_OUTPUT: "/dev/null",
      PLAN: "7-1",
    };
    const runStep = (job: string, name: string, standIns: Readonly<Record<string, string>>) => {
      const step = jobOf("apply.yml", job).steps.find((one) => one.name === name);
      const shell = shellWith(
        operations.replaceAll('"region"', '"state_bucket":"states","region"'),
        standIns,
      );
      const environment = { ...given, RUNNER_TEMP: shell.root };
      // As GitHub runs it.
      const run = shell.run(`set -e\n${step?.run ?? "exit 99"}`, { environment });
      shell.remove();
      return { ...run, calls: run.calls.map((call) => call.replaceAll(shell.root, "ROOT")) };
    };

    it("plans nothing that terraloom refuses, and shows why", () => {
      const { status, stdout } = runStep("plan", "May this commit be applied", {
        npx: 'for word in "$@"; do printf "[%s]" "$word"; done; exit 2',
        tee: "cat",
      });
      expect(status).toBe(2);
      expect(stdout).toContain(
        "[--for-apply][staging][--commit][1a2b3c4][--rollback][out of memory]",
      );
      const names = jobOf("apply.yml", "plan").steps.map((step) => step.name);
      expect(names.slice(-2)).toEqual(["May this commit be applied", "Plan"]);
      expect(jobOf("apply.yml", "plan").environment).toBeUndefined();
    });

    const folder = "ROOT/apply/generated/environments/staging";
    const kept = "s3://states/plans/staging/7-1";
    const judge = `npx terraloom status --for-apply staging --commit 1a2b3c4 --saved-plan ${folder}/plan --rollback out of memory`;
    const applied = [
      `terraform -chdir=${folder} init -input=false`,
      `aws s3 cp --only-show-errors ${kept} ${folder}/plan`,
      judge,
      `terraform -chdir=${folder} apply -input=false plan`,
      `aws s3 rm --only-show-errors ${kept}`,
    ];

    it("applies the plan that was shown, after it was checked", () => {
      const standIns = { terraform: "", aws: "", npx: "" };
      expect(runStep("apply", "Apply what was shown", standIns).calls).toEqual(applied);
      const refused = runStep("apply", "Apply what was shown", { ...standIns, npx: "exit 2" });
      expect([refused.status, refused.calls]).toEqual([2, applied.slice(0, 3)]);
    });

    it("keeps the plan that it showed", () => {
      const { calls } = runStep("plan", "Plan", { terraform: "", aws: "", head: "cat" });
      expect(calls.at(-1)).toBe(`aws s3 cp --only-show-errors ${folder}/plan ${kept}`);
      expect(calls[1]).toBe(`terraform -chdir=${folder} plan -input=false -lock=false -out=plan`);
    });
  });
});

import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describe as words } from "../../src/diagnostics/diagnostic.ts";
import { loadProject } from "../../src/project/loadProject.ts";
import { findTerraform } from "../../src/terraform/terraform.ts";
import { type VerifyOptions, verify } from "../../src/verify/verify.ts";
import { expectValue } from "../support/expectValue.ts";
import { startTerraloom } from "../support/running.ts";
import { baseText, type Call, makeProject, standIn, writeFiles } from "./project.ts";

/** A stand-in for Terraform tells how it is run. */
let bin: string;
beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), "terraloom-test-"));
});
afterEach(() => rmSync(bin, { recursive: true }));

async function runWith(root: string, body: string, options: Partial<VerifyOptions> = {}) {
  const { calls } = standIn(bin, "terraform", body);
  const terraform = expectValue(await findTerraform({}, join(bin, "terraform")));
  const report = await verify(await loadProject(root), terraform, { concurrency: 2, ...options });
  return { report, calls: calls() };
}

/** Five more environments than the two there are. */
const many = Object.fromEntries(
  ["a", "b", "c", "d", "e"].map((name) => [`envs/${name}.yaml`, baseText("envs/staging.yaml")]),
);

describe("how Terraform is run", () => {
  it("in parallel, within the limit", async () => {
    const project = await makeProject(many);
    try {
      // Alone, the first `validate` would wait for ever. The rest of its time it leaves to those that may not come.
      const waitForAnother = `
const wait = (milliseconds) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
if (argv[0] === "validate") {
  const log = process.argv[1] + ".log";
  const isStart = (line) => line.includes('"start"') && line.includes('"validate"');
  while (fs.readFileSync(log, "utf8").split("\\n").filter(isStart).length < 2) wait(5);
  wait(200);
}`;
      const progress: string[] = [];
      const { report, calls } = await runWith(project.root, waitForAnother, {
        progress: (stage, done, total) => progress.push(`${stage} ${done}/${total}`),
      });
      expect(report).toMatchObject({ invalid: [], problems: [], interrupted: false });
      expect(report.environments).toHaveLength(7);
      expect(mostAtOnce(calls)).toBe(2);
      expect(progress.at(-1)).toBe("verifying environments 7/7");
    } finally {
      project.remove();
    }
  });

  it("until it is stopped, and says so", async () => {
    standIn(bin, "terraform", "");
    const terraform = expectValue(await findTerraform({}, join(bin, "terraform")));
    const answer = await terraform.run(bin, ["init"], { signal: AbortSignal.abort() });
    const why = { code: "terraform-unanswered", args: { kind: "stopped" } };
    expect(answer).toMatchObject({ ok: false, problems: [why] });
  });

  it("with the providers of the first environment of a stack, and its own lock file", async () => {
    const project = await makeProject();
    try {
      writeFiles(project.root, {
        "generated/environments/production/.terraform.lock.hcl": "# pinned\n",
      });
      const { report, calls } = await runWith(
        project.root,
        'if (argv[0] === "init" && lock === null) fs.writeFileSync(".terraform.lock.hcl", "# made\\n");',
      );
      expect(report.problems).toEqual([]);
      const [first, second, ...rest] = starts(calls, "init");
      expect(rest).toEqual([]);
      expect(pluginDir(first)).toBeUndefined();
      expect(first?.cwd).toMatch(/environments\/staging$/);
      expect(pluginDir(second)).toBe(`${first?.data}/providers`);
      expect([first?.lock, second?.lock]).toEqual([null, "# pinned\n"]);
      expect(new Set(calls.map(({ data }) => data)).size).toBe(3);
      for (const { data } of calls) expect(data.startsWith(tmpdir())).toBe(true);
    } finally {
      project.remove();
    }
  });

  it("with the lock file that the first environment made, where there is none", async () => {
    const project = await makeProject();
    try {
      const { calls } = await runWith(
        project.root,
        'if (argv[0] === "init" && lock === null) fs.writeFileSync(".terraform.lock.hcl", "# made\\n");',
      );
      expect(starts(calls, "init").map(({ lock }) => lock)).toEqual([null, "# made\n"]);
    } finally {
      project.remove();
    }
  });

  it("with the providers of an environment initialised in place, or with a full init where they do not fit", async () => {
    const project = await makeProject();
    try {
      const inPlace = join(project.root, "generated/environments/production/.terraform/providers");
      mkdirSync(inPlace, { recursive: true });
      writeFiles(project.root, { "generated/environments/production/terraform.tfstate": "{}" });
      const { calls } = await runWith(project.root, "");
      expect(starts(calls, "init").map(pluginDir)).toEqual([
        inPlace,
        expect.stringMatching(/\/production\/providers$/),
      ]);
      for (const { cwd, entries } of calls) {
        expect(entries).not.toContain(".terraform");
        expect(entries).not.toContain("terraform.tfstate");
        expect(existsSync(cwd)).toBe(false);
      }

      const refusing = 'if (argv.some((word) => word.startsWith("-plugin-dir"))) finish(1);';
      const again = await runWith(project.root, refusing);
      expect(again.report.problems).toEqual([]);
      expect(starts(again.calls, "init").map((call) => pluginDir(call) !== undefined)).toEqual([
        true,
        false,
        true,
        false,
      ]);
    } finally {
      project.remove();
    }
  });

  it("with an error where the program does not behave as Terraform", async () => {
    const project = await makeProject();
    try {
      const { report } = await runWith(
        project.root,
        'if (argv[0] === "fmt") { console.error("no such command"); finish(7); }\nif (argv[0] === "validate") { console.error("Error: it crashed\\n\\nSomewhere\\nelse"); finish(11); }',
      );
      expect(report.problems.map((problem) => words(problem).message)).toEqual([
        "terraform fmt failed: no such command",
        "terraform validate failed (staging, production): it crashed: Somewhere else",
      ]);
      expect(report.invalid).toEqual(["staging", "production"]);
    } finally {
      project.remove();
    }
  });

  it("points from a value at the spec, and from a module's declaration at the schema", async () => {
    const project = await makeProject();
    try {
      const { report } = await runWith(
        project.root,
        `if (argv[0] === "validate" && cwd.endsWith("staging")) {
  const at = (file, text) => fs.readFileSync(file, "utf8").split("\\n").findIndex((line) => line.startsWith(text)) + 1;
  const complain = (file, line) => {
    const start = fs.readFileSync(file, "utf8").split("\\n").slice(0, line - 1).join("\\n").length + 1;
    return { severity: "error", summary: "Wrong", range: { filename: file, start: { line, byte: start }, end: { byte: start + 1 } } };
  };
  console.log(JSON.stringify({ diagnostics: [
    complain("terraform.tfvars", at("terraform.tfvars", "names")),
    complain("../../modules/store/variables.tf", at("../../modules/store/variables.tf", 'variable "size"') + 1),
  ] }));
  finish(1);
}`,
      );
      expect(report.problems).toMatchObject([
        {
          location: { file: "envs/staging.yaml", line: 5, column: 10 },
          related: [
            { location: { file: "schema/index.ts", line: 7 }, note: "names is declared here" },
            { location: { file: "templates/environments/app/terraform.tfvars.hbs", line: 1 } },
            { location: { file: "generated/environments/staging/terraform.tfvars" } },
          ],
        },
        {
          location: { file: "schema/index.ts", line: 6 },
          related: [
            { location: { file: "templates/modules/store/variables.tf.hbs", line: 1 } },
            { location: { file: "generated/modules/store/variables.tf" } },
          ],
        },
      ]);
    } finally {
      project.remove();
    }
  });

  it.each(["SIGINT", "SIGTERM"] as const)("until %s, with nothing left behind", async (signal) => {
    const project = await makeProject();
    const temporary = join(bin, "tmp");
    mkdirSync(temporary);
    try {
      const { calls } = standIn(
        bin,
        "terraform",
        'if (argv[0] === "validate") Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);',
      );
      const terraloom = startTerraloom(project.root, ["verify"], {
        PATH: bin,
        TMPDIR: temporary,
      });
      while (starts(calls(), "validate").length === 0) await setTimeout(10);
      const ours = (): string[] => readdirSync(temporary).filter((name) => name !== "tsx-0");
      expect(ours()).toHaveLength(1);
      terraloom.kill(signal);
      await terraloom.printed("Interrupted: nothing was verified, and nothing is left behind.\n");
      expect(await terraloom.ended).toEqual({ status: 1, signal: null });
      expect(ours()).toEqual([]);
    } finally {
      project.remove();
    }
  });
});

function starts(calls: readonly Call[], command: string): Call[] {
  return calls.filter(({ event, argv }) => event === "start" && argv[0] === command);
}

function pluginDir(call: Call | undefined): string | undefined {
  return call?.argv.find((word) => word.startsWith("-plugin-dir="))?.slice("-plugin-dir=".length);
}

function mostAtOnce(calls: readonly Call[]): number {
  let running = 0;
  let most = 0;
  for (const { event } of calls) {
    running += event === "start" ? 1 : -1;
    most = Math.max(most, running);
  }
  return most;
}

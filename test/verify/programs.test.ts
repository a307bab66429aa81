import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { describe as words } from "../../src/diagnostics/diagnostic.ts";
import { loadProject } from "../../src/project/loadProject.ts";
import { findTerraform } from "../../src/terraform/terraform.ts";
import { verify } from "../../src/verify/verify.ts";
import { expectValue } from "../support/expectValue.ts";
import { startTerraloom } from "../support/running.ts";
import { makeProject, standIn } from "./project.ts";

let bin: string;
beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), "terraloom-test-"));
});
afterEach(() => rmSync(bin, { recursive: true }));

/** A script whose `validate` leaves the work to a child, which does not end and has the output open. */
function hanging(): { readonly program: string; readonly child: () => number } {
  const [program, pid] = [join(bin, "terraform"), join(bin, "pid")];
  const script = `#!/bin/sh
case "$1" in
  version) echo '{"terraform_version":"1.11.4"}' ;;
  validate) sleep 600 & echo $! >${pid}.new; mv ${pid}.new ${pid}; wait ;;
esac
`;
  writeFileSync(program, script, { mode: 0o755 });
  return { program, child: () => (existsSync(pid) ? Number(readFileSync(pid, "utf8")) : 0) };
}

/** A process that nobody waits for any more is none. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

describe("a Terraform that does not end", () => {
  test("is reported, and killed with all its child processes", async () => {
    const project = await makeProject();
    try {
      const { program, child } = hanging();
      const terraform = expectValue(await findTerraform(process.env, program));
      const options = { names: ["staging"], concurrency: 2, timeout: 700 };
      const { problems, invalid } = await verify(
        await loadProject(project.root),
        terraform,
        options,
      );
      expect(invalid).toEqual(["staging"]);
      expect(problems.map((problem) => words(problem).message)).toEqual([
        "terraform validate failed (staging): it did not finish within 0.7 seconds",
      ]);
      expect(child()).toBeGreaterThan(0);
      expect(isRunning(child())).toBe(false);
    } finally {
      project.remove();
    }
  });

  test.each(["SIGINT", "SIGTERM"] as const)(
    "ends with %s, and so do its child processes",
    async (signal) => {
      const project = await makeProject();
      try {
        const { program, child } = hanging();
        const terraloom = startTerraloom(project.root, ["verify", "--terraform", program]);
        await expect.poll(child, { timeout: 20_000 }).toBeGreaterThan(0);
        terraloom.kill(signal);
        expect(await terraloom.ended).toEqual({ status: 1, signal: null });
        await expect.poll(() => isRunning(child())).toBe(false);
      } finally {
        project.remove();
      }
    },
  );
});

/** The shape of the program that `hashicorp/setup-terraform` puts in Terraform's place. */
const wrapper = `#!${process.execPath}
const { spawnSync } = require("node:child_process");
const { appendFileSync } = require("node:fs");
const [, , ...argv] = process.argv;
const { status, stdout, stderr } = spawnSync(__dirname + "/terraform-bin", argv, { encoding: "utf8" });
process.stdout.write("[command]" + __dirname + "/terraform-bin " + argv.join(" ") + "\\n" + stdout);
process.stderr.write(stderr);
const escaped = (text) => text.replaceAll("%", "%25").replaceAll("\\n", "%0A");
for (const [name, value] of Object.entries({ stdout, stderr, exitcode: String(status) })) {
  if (process.env.GITHUB_OUTPUT) appendFileSync(process.env.GITHUB_OUTPUT, name + "=" + value + "\\n");
  else process.stdout.write("\\n::set-output name=" + name + "::" + escaped(value) + "\\n");
}
if (status !== 0 && status !== 2) {
  console.log("::error::Terraform exited with code " + status + ".");
  process.exitCode = 1;
}
`;

describe("setup-terraform's wrapper", () => {
  test("is Terraform to verify", async () => {
    const project = await makeProject();
    try {
      standIn(
        bin,
        "terraform-bin",
        `if (argv[0] === "fmt") { console.log("modules/store/main.tf"); finish(3); }
if (argv[0] === "validate" && cwd.endsWith("staging")) {
  console.log(JSON.stringify({ diagnostics: [{ severity: "error", summary: "Wrong" }] }));
  finish(1);
}`,
      );
      writeFileSync(join(bin, "terraform"), wrapper, { mode: 0o755 });
      const terraform = expectValue(await findTerraform(process.env, join(bin, "terraform")));
      const { problems } = await verify(await loadProject(project.root), terraform, {
        concurrency: 1,
      });
      expect(problems.map((problem) => words(problem).message).sort()).toEqual([
        "generated/modules/store/main.tf is not formatted as terraform fmt does",
        "wrong (staging)",
      ]);
    } finally {
      project.remove();
    }
  });

  test("does not hide changes of a plan, and writes no step outputs", async () => {
    const outputs = join(bin, "outputs");
    writeFileSync(outputs, "");
    standIn(bin, "terraform-bin", 'if (argv[0] === "plan") { console.log("{}"); finish(2); }');
    writeFileSync(join(bin, "terraform"), wrapper, { mode: 0o755 });
    const env = { ...process.env, GITHUB_OUTPUT: outputs };
    const terraform = expectValue(await findTerraform(env, join(bin, "terraform")));
    const answer = expectValue(await terraform.run(bin, ["plan", "-detailed-exitcode"]));
    expect({ ...answer, stdout: answer.stdout.trim() }).toEqual({
      status: 2,
      stdout: "{}",
      stderr: "",
    });
    expect(readFileSync(outputs, "utf8")).toBe("");
  });
});

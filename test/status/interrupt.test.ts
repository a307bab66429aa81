import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repository } from "../support/temporaryProject.ts";

/** Needs to be initialised, and then never answers. */
const standIn = `#!/usr/bin/env node
if (process.argv[2] === "version") console.log('{"terraform_version":"1.11.4"}');
else if (process.argv[2] === "init") {
  require("node:fs").writeFileSync(process.env.TF_DATA_DIR + "/credentials", "");
  process.on("SIGTERM", () => {});
  setTimeout(() => {}, 20_000);
} else {
  console.error("Error: Backend initialization required");
  process.exitCode = 1;
}
`;

test.each(["SIGINT", "SIGTERM"] as const)("%s leaves no credentials behind", async (signal) => {
  const folder = mkdtempSync(join(tmpdir(), "terraloom-interrupt-"));
  const temporary = join(folder, "temporary");
  mkdirSync(temporary);
  const terraform = join(folder, "terraform");
  writeFileSync(terraform, standIn);
  chmodSync(terraform, 0o755);
  writeFileSync(join(folder, "backend.tf"), 'terraform {\n  backend "s3" {}\n}\n');
  const source = (path: string): string => JSON.stringify(join(repository, "src", path));
  const program = `
    const { pullState } = await import(${source("terraform/pullState.ts")});
    const { findTerraform } = await import(${source("terraform/terraform.ts")});
    const terraform = await findTerraform(process.env, ${JSON.stringify(terraform)});
    await pullState(terraform.value, ${JSON.stringify(folder)}, { timeout: 60_000 });
  `;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
    cwd: repository,
    env: { ...process.env, TMPDIR: temporary },
    detached: true,
  });
  const left = (): readonly string[] =>
    readdirSync(temporary, { recursive: true })
      .map(String)
      .filter((path) => /^terraloom-/.test(path));
  const ended = new Promise<string | null>((resolve) =>
    child.on("exit", (_, endedBy) => resolve(endedBy)),
  );
  await expect
    .poll(left, { timeout: 20_000 })
    .toContainEqual(expect.stringMatching(/credentials$/));
  child.kill(signal);
  expect(await ended).toBe(signal);
  expect(left()).toEqual([]);
  // What it had started.
  if (child.pid) process.kill(-child.pid, "SIGKILL");
  rmSync(folder, { recursive: true });
});

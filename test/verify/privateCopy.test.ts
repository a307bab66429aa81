import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { privateCopy } from "../../src/terraform/privateCopy.ts";
import { findTerraform } from "../../src/terraform/terraform.ts";

test("the copy of a read-only checkout can be written, and removed", () => {
  const root = mkdtempSync(join(tmpdir(), "terraloom-copy-"));
  const folder = join(root, "generated/environments/staging");
  const copy = mkdtempSync(join(tmpdir(), "terraloom-copy-"));
  try {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o555);
    const { output } = privateCopy(root, copy, { output: "generated", leaveOut: new Set() });
    expect(statSync(join(output, "environments/staging")).mode & 0o777).toBe(0o700);
  } finally {
    chmodSync(folder, 0o755);
    for (const each of [root, copy]) rmSync(each, { recursive: true });
  }
});

test("arguments that the environment adds for other commands keep nobody from finding Terraform", async () => {
  const programs = mkdtempSync(join(tmpdir(), "terraloom-programs-"));
  const program = join(programs, "terraform");
  const script = `#!/bin/sh\n[ -z "$TF_CLI_ARGS" ] || exit 1\necho '{"terraform_version":"1.2.3"}'\n`;
  try {
    writeFileSync(program, script, { mode: 0o755 });
    const env = { PATH: process.env.PATH, TF_CLI_ARGS: "-lock-timeout=1s" };
    expect(await findTerraform(env, program)).toMatchObject({ version: "1.2.3" });
  } finally {
    rmSync(programs, { recursive: true });
  }
});

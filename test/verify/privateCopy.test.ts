import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describe } from "../../src/diagnostics/diagnostic.ts";
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

test.each(["generated", ""])(
  "a module above the project is where it was, output in %j",
  (output) => {
    const repository = mkdtempSync(join(tmpdir(), "terraloom-copy-"));
    const folder = mkdtempSync(join(tmpdir(), "terraloom-copy-"));
    try {
      for (const each of [".git", "modules/service", "infra", `infra/live/${output}/staging`]) {
        mkdirSync(join(repository, each), { recursive: true });
      }
      writeFileSync(join(repository, "modules/service/main.tf"), "# as it is\n");
      const copy = privateCopy(join(repository, "infra/live"), folder, {
        output,
        leaveOut: new Set(),
      });
      const module = join(copy.output, output === "" ? "../.." : "../../..", "modules/service");
      expect(readFileSync(join(module, "main.tf"), "utf8")).toBe("# as it is\n");
      expect(existsSync(join(copy.output, "staging"))).toBe(true);
    } finally {
      for (const each of [repository, folder]) rmSync(each, { recursive: true });
    }
  },
);

test.each<readonly [string, string, object]>([
  [
    "arguments that the environment adds for other commands keep nobody from finding it",
    `[ -z "$TF_CLI_ARGS" ] || exit 1\necho '{"terraform_version":"1.2.3"}'`,
    { ok: true, value: { version: "1.2.3" } },
  ],
  [
    "a CI runner's wrapper adds lines for the runner",
    `echo "[command]/opt/terraform-bin version -json"\nprintf '{\n "terraform_version":"1.2.3"\n}'\necho\necho "::debug::stdout: {%0A"\necho "::set-output name=exitcode::0"`,
    { ok: true, value: { version: "1.2.3" } },
  ],
  [
    "a shim has no version to run",
    'echo "No version is set for command terraform" >&2\nexit 126',
    said("ended with status 126: No version is set for command terraform"),
  ],
  ["it answers with a page", "echo '<html>'", said("ended with status 0: <html>")],
  ["it says nothing", "exit 1", said("ended with status 1: it said nothing")],
])("Terraform's version: %s", async (_, script, expected) => {
  const programs = mkdtempSync(join(tmpdir(), "terraloom-programs-"));
  const program = join(programs, "terraform");
  try {
    writeFileSync(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    const env = { PATH: `${programs}:/bin:/usr/bin`, TF_CLI_ARGS: "-lock-timeout=1s" };
    const found = await findTerraform(env, program);
    const text = found.ok ? "" : found.problems.map((one) => describe(one).message).join();
    const shown = { ...found, text };
    expect(shown).toMatchObject(expected);
  } finally {
    rmSync(programs, { recursive: true });
  }
});

function said(what: string): object {
  return { ok: false, text: expect.stringMatching(new RegExp(`version -json" ${what}$`)) };
}

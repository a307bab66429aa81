import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { terraformAvailable } from "../support/programs.ts";
import { terraloomWith } from "../support/screen.ts";
import { repository } from "../support/temporaryProject.ts";

const root = join(repository, "examples/google-cloud");

const commands: readonly (readonly string[])[] = [
  ["generate"],
  ["check"],
  ["drift-report"],
  ["status"],
  ["verify"],
  ["show"],
  ["list"],
  ["affected"],
  ["set", "region", "europe-west4", "--environment"],
];

describe("a selector that matches nothing", () => {
  it.each(commands.map((command) => [command.join(" "), command] as const))(
    "is an error of %s, that says what there is",
    async (_, command) => {
      const named = await terraloomWith(process.env, root, ...command, "productoin/*");
      expect(named.exitCode).toBe(1);
      const said = (named.stdout + named.stderr).replaceAll(/\s+/g, " ");
      expect(said).toContain('ENV: no environment matches "productoin/*" (there are: ');
      expect(said).not.toContain("in the rest");
      const ofStack = await terraloomWith(process.env, root, ...command, "stack=ap");
      expect(ofStack.exitCode).toBe(1);
      expect(ofStack.stdout + ofStack.stderr).toContain('Did you mean "stack=app"?');
    },
  );
});

describe("stack=", () => {
  it.skipIf(!terraformAvailable)("chooses for status", async () => {
    const { stdout } = await terraloomWith(
      process.env,
      root,
      "status",
      "stack=app",
      "--timeout",
      "1",
    );
    expect(stdout).toMatch(/^staging /m);
    expect(stdout).toMatch(/^production\/europe /m);
    expect(stdout).not.toContain("network/");
  });

  it.skipIf(!terraformAvailable)("chooses for verify, with a pattern", async () => {
    const { stdout, stderr } = await terraloomWith(
      process.env,
      root,
      "verify",
      "stack=network",
      "**/staging",
    );
    expect(stdout + stderr).toContain("1 environment: ");
    expect(stdout + stderr).not.toContain("production");
  });
});

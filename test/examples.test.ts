import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { disk } from "../src/files/disk.ts";
import { walk } from "../src/model/files.ts";
import { offlineProviders } from "./reference/terraform.ts";
import { terraformAvailable } from "./support/programs.ts";
import { terraloom, terraloomWith } from "./support/screen.ts";
import { repository } from "./support/temporaryProject.ts";

const examples = readdirSync(join(repository, "examples"));

describe.each(examples)("examples/%s", (name) => {
  const root = join(repository, "examples", name);

  it("is committed as generated, without warnings", async () => {
    const screen = await terraloom(root, "check");
    expect(screen).toMatchObject({ exitCode: 0, stdout: "" });
    expect(screen.stderr).toMatch(/^generated\/ is current: \d+ files\n$/);
  });

  it("has no undeclared difference", async () => {
    const { stdout, exitCode } = await terraloom(root, "drift-report");
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain("needs no permission");
    // A nested environment is further away from modules, and that is no difference.
    expect(stdout).not.toMatch(/^[-+] +source /m);
  });

  it.skipIf(!terraformAvailable || !offlineProviders)("is valid for Terraform", async () => {
    const config = join(offlineProviders ?? "", "terraform.rc");
    const screen = await terraloomWith(
      { ...process.env, TF_CLI_CONFIG_FILE: config },
      root,
      "verify",
    );
    expect(screen).toMatchObject({ exitCode: 0, stderr: expect.stringContaining(": valid (") });
  });

  it("is what its docs page shows", () => {
    const page = readFileSync(join(repository, "docs", `example-${name}.md`), "utf8");
    const shown = [...page.matchAll(/^```(?:ts|yaml|handlebars)\n([\s\S]*?)^```$/gm)];
    const files = disk(root);
    const texts = ["schema", "envs", "templates"]
      .flatMap((folder) => walk(files, folder))
      .map((path) => readFileSync(join(root, path), "utf8"));
    expect(shown.length).toBeGreaterThan(2);
    for (const [, excerpt = ""] of shown) {
      expect(texts.some((text) => text.includes(excerpt)) || excerpt).toBe(true);
    }
  });
});

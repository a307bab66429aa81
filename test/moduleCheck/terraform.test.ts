import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { offlineProviders } from "../reference/terraform.ts";
import { terraformAvailable } from "../support/programs.ts";
import { broken, type Case, whole } from "./broken.ts";
import { realLooking } from "./realLooking.ts";

/** Every case takes Terraform a second; all of them with TERRALOOM_SLOW=1. */
const every = process.env.TERRALOOM_SLOW === "1" ? 1 : 8;
const sample = <T>(cases: readonly T[]): T[] => cases.filter((_, index) => index % every === 0);

/** Whether Terraform takes the code: it refuses some of it as early as in init. */
function isValid({ main, beside }: Omit<Case, "want">): boolean {
  const folder = mkdtempSync(join(tmpdir(), "terraloom-validate-"));
  const root = join(folder, "environments/staging");
  try {
    for (const [path, text] of Object.entries({ "main.tf": main, ...beside })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const run = (...argv: string[]) =>
      spawnSync("terraform", argv, { cwd: root, stdio: "pipe", env: { ...process.env, ...rc } });
    return (
      run("init", "-backend=false", "-input=false").status === 0 && run("validate").status === 0
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Whether providers can be had: without them Terraform says nothing of code that needs one. */
function needsProvider({ main, beside = {} }: Omit<Case, "want">): boolean {
  return [main, ...Object.values(beside)].some((text) => /random|aws/.test(text));
}

const hasProviders = offlineProviders !== undefined;
const rc = offlineProviders ? { TF_CLI_CONFIG_FILE: join(offlineProviders, "terraform.rc") } : {};

describe.skipIf(!terraformAvailable)("Terraform itself", { timeout: 30_000 }, () => {
  it.each(sample(broken))("refuses $name", (each) => {
    if (needsProvider(each) && !hasProviders) return;
    expect(isValid(each)).toBe(false);
  });

  it.each(sample([...whole, ...realLooking]))("accepts $name", (each) => {
    if (needsProvider(each) && !hasProviders) return;
    expect(isValid(each)).toBe(true);
  });
});

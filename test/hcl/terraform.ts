import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What `terraform fmt` makes of each text, in one run; undefined where it refuses the text. */
export function terraformFormat(texts: readonly string[]): (string | undefined)[] {
  return inFolder((folder) => {
    const names = texts.map((_, index) => `file${index}.tf`);
    texts.forEach((text, index) => {
      writeFileSync(join(folder, names[index] ?? ""), text);
    });
    const { stderr } = terraform(folder, ["fmt", "-list=false", "-no-color", "."]);
    const refused = new Set(
      [...stderr.matchAll(/ on (file\d+\.tf) line /g)].map((match) => match[1]),
    );
    return names.map((name) =>
      refused.has(name) ? undefined : readFileSync(join(folder, name), "utf8"),
    );
  });
}

/** Applies a configuration without providers and gives the JSON text of its outputs. */
export function terraformOutputs(files: Readonly<Record<string, string>>): string {
  return inFolder((folder) => {
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(folder, name), text);
    }
    const applied = terraform(folder, ["apply", "-auto-approve", "-input=false", "-no-color"]);
    if (applied.status !== 0) {
      throw new Error(applied.stderr);
    }
    return terraform(folder, ["output", "-json"]).stdout;
  });
}

/** The diagnostics of `terraform validate` for one file; empty if it is valid. */
export function terraformFaults(text: string): string {
  return inFolder((folder) => {
    writeFileSync(join(folder, "main.tf"), text);
    const { status, stdout, stderr } = terraform(folder, ["validate", "-no-color"]);
    return status === 0 ? "" : stdout + stderr;
  });
}

function terraform(folder: string, words: readonly string[]) {
  return spawnSync("terraform", words, {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1" },
  });
}

function inFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "terraloom-hcl-"));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

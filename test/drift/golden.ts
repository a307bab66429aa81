import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { driftReport } from "../../src/driftReport/driftReport.ts";
import type { DriftReport } from "../../src/model/drift.ts";
import type { Project } from "../../src/model/project.ts";
import { loadProject } from "../../src/project/loadProject.ts";
import { repository, temporaryProject } from "../support/temporaryProject.ts";

/** The day of all golden reports. */
export const today = "2026-12-01";

export const goldenFolder: string = join(repository, "test", "golden", "drift");

/** The golden projects. Each is a folder with schema/, envs/ and templates/, and the reports that are expected of it. */
export const goldenCases = [
  "no-drift",
  "undeclared",
  "declared",
  "waivers",
  "unneeded",
  "absent",
  "nested",
  "conditional",
  "list-order",
  "outlier",
  "two-hundred",
  "sensitive",
  "renamed",
  "broken",
] as const;

/** Those whose JSON is kept: two hundred environments are five thousand lines of it that say nothing new. */
export const jsonCases: readonly string[] = goldenCases.filter((name) => name !== "two-hundred");

/** The report of a golden project. Where it has a folder `before`, that is what it was at the revision "main". */
export async function goldenReport(name: (typeof goldenCases)[number]): Promise<DriftReport> {
  const project = await load(
    join(goldenFolder, name),
    name === "two-hundred" ? writeTenants : undefined,
  );
  if (name !== "renamed") return driftReport(project, { today });
  const before = await load(join(goldenFolder, name, "before"));
  const since = {
    revision: "main",
    commit: "0123456789abcdef0123456789abcdef01234567",
    project: before,
  };
  return driftReport(project, { today, since });
}

async function load(folder: string, prepare?: (root: string) => void): Promise<Project> {
  const copy = temporaryProject(folder, ["schema", "envs", "templates"]);
  try {
    prepare?.(copy.root);
    return await loadProject(copy.root);
  } finally {
    copy.remove();
  }
}

/** Two hundred environments: two outliers, one of them waived, some that chose the larger plan. */
function writeTenants(root: string): void {
  mkdirSync(join(root, "envs"), { recursive: true });
  for (let number = 1; number <= 200; number++) {
    const name = `tenant-${String(number).padStart(3, "0")}`;
    const lines = ["extends: _tenant.yaml", "variables:", `  hostname: ${name}.example.org`];
    if (number % 40 === 0) lines.push("  plan: large");
    if (number === 17) lines.push('  tls_policy: "1.2"');
    if (number === 42) {
      lines.push("  core_tasks: 6", "accepted_drift:");
      lines.push(
        '  - { variable: core_tasks, reason: "their fair is in December", until: 2026-12-20 }',
      );
    }
    writeFileSync(join(root, "envs", `${name}.yaml`), `${lines.join("\n")}\n`);
  }
}

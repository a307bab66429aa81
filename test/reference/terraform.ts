import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A folder with a `terraform.rc` that names providers which need neither network nor account. Made
 * by `.ci/run`; without it the tests that apply the reference stack skip.
 */
export const offlineProviders: string | undefined = process.env.TERRALOOM_OFFLINE_PROVIDERS;

/** A resource in a plan's JSON. */
export interface PlannedResource {
  readonly address: string;
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

interface PlannedModule {
  readonly resources?: readonly PlannedResource[];
  readonly child_modules?: readonly PlannedModule[];
}

/** A copy of generated/ whose environment keeps its state beside it instead of in S3. */
export interface Workspace {
  /** Runs terraform in the environment's folder and returns what it did. */
  readonly terraform: (...parameters: string[]) => { status: number | null; output: string };
  /** Every resource that a saved plan leaves behind. */
  readonly resources: (planFile: string) => readonly PlannedResource[];
  readonly remove: () => void;
}

/** Copies `generated`, and puts a local backend over the one of `environment`. */
export function workspaceOf(generated: string, environment: string): Workspace {
  const root = mkdtempSync(join(tmpdir(), "terraloom-reference-"));
  cpSync(generated, root, { recursive: true });
  const directory = join(root, "environments", environment);
  writeFileSync(join(directory, "backend_override.tf"), 'terraform {\n  backend "local" {}\n}\n');
  const run = (parameters: readonly string[]) =>
    spawnSync("terraform", parameters, {
      cwd: directory,
      encoding: "utf8",
      maxBuffer: 2 ** 28,
      env: {
        ...process.env,
        ...(offlineProviders ? { TF_CLI_CONFIG_FILE: join(offlineProviders, "terraform.rc") } : {}),
        TF_IN_AUTOMATION: "1",
        NO_COLOR: "1",
      },
    });
  return {
    terraform(...parameters) {
      const { status, stdout, stderr } = run(parameters);
      return { status, output: stdout + stderr };
    },
    resources(planFile) {
      const { planned_values } = JSON.parse(run(["show", "-json", planFile]).stdout);
      return resourcesOf(planned_values.root_module);
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function resourcesOf({ resources = [], child_modules = [] }: PlannedModule): PlannedResource[] {
  return [...resources, ...child_modules.flatMap(resourcesOf)];
}

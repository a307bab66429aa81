import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { World } from "./world.ts";

/**
 * A module whose resources can be made to fail, and to wait: each looks for a file `fail-NAME`, and waits as long as
 * there is a file `wait-NAME`.
 */
const service = (gates: string): string => {
  const gate = (name: string, when = ""): string => `
  provisioner "local-exec" {
    ${when}
    command = "echo ${name} >> ${gates}/log; while [ -e ${gates}/wait-${name} ]; do sleep 0.05; done; test ! -e ${gates}/fail-${name}"
  }`;
  return `
resource "terraform_data" "first" {
  triggers_replace = var.core_memory
${gate("first")}
${gate("destroy", "when = destroy")}
}

resource "terraform_data" "second" {
  triggers_replace = terraform_data.first.id
${gate("second")}
}

resource "terraform_data" "bare" {}

resource "terraform_data" "many" {
  count = 3
  input = "\${count.index} of \${var.core_memory}"
}

resource "terraform_data" "named" {
  for_each = toset(["a", "b"])
  input    = each.key
}
`;
};

/** What terraform came to. */
export interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/** Staging's folder in a copy of generated/, initialised, and files that make its resources fail or wait. */
export interface Applies {
  readonly terraform: (...parameters: readonly string[]) => Promise<Ended>;
  /** Starts an apply, waits until a resource is being made, and sends a signal. */
  readonly interrupted: (
    at: string,
    signal: NodeJS.Signals,
    ...parameters: readonly string[]
  ) => Promise<Ended>;
  /** Lets a resource fail, or wait, while something is done. */
  readonly while: <T>(gate: string, work: () => Promise<T>) => Promise<T>;
  readonly remove: () => void;
}

/** Gives the world's module resources that fail and wait on demand. */
export function useGates(world: World): string {
  const gates = mkdtempSync(join(tmpdir(), "terraloom-gates-"));
  writeFileSync(
    join(world.root, "templates/modules/service/main.tf.hbs"),
    service(gates).replaceAll("{{", "\\{{"),
  );
  return gates;
}

/** Initialises staging's folder as generated/ has it now. */
export async function copyToApply(world: World, gates: string): Promise<Applies> {
  const copy = mkdtempSync(join(tmpdir(), "terraloom-ends-"));
  cpSync(join(world.root, "generated"), copy, { recursive: true });
  const folder = join(copy, "environments/staging");
  const start = (parameters: readonly string[]) => {
    const child = spawn("terraform", parameters, { cwd: folder, env: world.env, detached: true });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (data) => (output += data));
    const ended = new Promise<Ended>((resolve) => {
      child.on("close", (status) => resolve({ status, output }));
    });
    return { child, ended, isAt: (name: string) => output.includes(`.${name}: Creating...`) };
  };
  const gated = async <T>(gate: string, work: () => Promise<T>): Promise<T> => {
    writeFileSync(join(gates, gate), "");
    try {
      return await work();
    } finally {
      rmSync(join(gates, gate), { force: true });
    }
  };
  const { status, output } = await start(["init", "-input=false", "-no-color"]).ended;
  if (status !== 0) throw new Error(output);
  return {
    terraform: (...parameters) => start(parameters).ended,
    while: gated,
    interrupted: (at, signal, ...parameters) =>
      gated(`wait-${at}`, async () => {
        const { child, ended, isAt } = start(parameters);
        while (!isAt(at) && child.exitCode === null) await new Promise((go) => setTimeout(go, 20));
        if (signal === "SIGKILL") process.kill(-(child.pid ?? 0), signal);
        else child.kill(signal);
        rmSync(join(gates, `wait-${at}`), { force: true });
        return ended;
      }),
    remove: () => rmSync(copy, { recursive: true, force: true }),
  };
}

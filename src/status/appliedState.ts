import { join } from "node:path";
import type { Held } from "../model/environment.ts";
import { errorText } from "../terraform/errorText.ts";
import { inPrivateFolder } from "../terraform/privateFolder.ts";
import type { Terraform, TerraformAnswer } from "../terraform/terraform.ts";

/** What an environment's state says of the code that it was applied from. */
export type AppliedState =
  | {
      readonly kind: "applied";
      readonly digest: string;
      readonly environment: string;
      /** What its spec held when it was applied. */
      readonly held: readonly Held[];
    }
  /** There is no state, or nothing is in it any more. */
  | { readonly kind: "never" }
  /** There is a state, and terraloom's output is not in it. */
  | { readonly kind: "not-ours" }
  | { readonly kind: "unreachable"; readonly reason: string };

/**
 * Asks an environment's state which code it was applied from. It only reads: no state, no lock and no file of the
 * project is written. Of its outputs nothing but terraloom's own is kept: others may be secrets.
 *
 * @param folder absolute path of the environment's folder in generated/, initialised there or not
 * @param timeout for all that has to be asked, in milliseconds
 */
export async function appliedState(
  terraform: Terraform,
  folder: string,
  timeout: number,
): Promise<AppliedState> {
  const start = performance.now();
  const left = (): number => timeout - (performance.now() - start);
  const run: Run = async (parameters, env = {}) => {
    const answer = await terraform.run(folder, [...parameters, "-no-color"], {
      env,
      timeout: Math.max(1, Math.ceil(left())),
    });
    return left() > 0 ? answer : { problem: `no answer within ${timeout / 1000} seconds` };
  };
  const answer = await run(askOutputs);
  if ("stdout" in answer && wantsInit(answer)) return inPrivateFolder((own) => askApart(run, own));
  return stateOf(answer, run);
}

type Run = (
  parameters: readonly string[],
  env?: Readonly<Record<string, string>>,
) => Promise<TerraformAnswer>;

const askOutputs = ["output", "-json"];

/** "Backend initialization required", and OpenTofu's words for it. */
function wantsInit({ status, stderr }: { status: number; stderr: string }): boolean {
  return status !== 0 && /initiali[sz]ation required/i.test(stderr);
}

/**
 * Connects to the backend with data of our own, so that what the folder has, or has not, stays as it is. Modules
 * and providers are not fetched: init says that they are missing, after the backend is connected.
 */
async function askApart(run: Run, own: string): Promise<AppliedState> {
  const env = { TF_DATA_DIR: join(own, "data") };
  const init = ["init", "-input=false", "-get=false", "-lock=false", "-lockfile=readonly"];
  const connected = await run([...init, `-plugin-dir=${join(own, "plugins")}`], env);
  if ("problem" in connected) return unreachable(connected);
  const answer = await run(askOutputs, env);
  // Then init has the reason: it could not connect.
  if ("stdout" in answer && wantsInit(answer)) return unreachable(connected);
  return stateOf(answer, (parameters) => run(parameters, env));
}

async function stateOf(answer: TerraformAnswer, run: Run): Promise<AppliedState> {
  if ("problem" in answer || answer.status !== 0) return unreachable(answer);
  const outputs = readOutputs(answer.stdout);
  if (!outputs)
    return { kind: "unreachable", reason: "its answer is not the JSON that was asked for" };
  const { digest, environment, held } = outputs.terraloom?.value ?? {};
  if (typeof digest === "string" && typeof environment === "string") {
    return { kind: "applied", digest, environment, held: readHeld(held) };
  }
  if (Object.keys(outputs).length > 0) return { kind: "not-ours" };
  // A state without outputs may hold resources all the same. It ends in an error where there is no state.
  const resources = await run(["state", "list"]);
  const any = "stdout" in resources && resources.status === 0 && resources.stdout.trim() !== "";
  return { kind: any ? "not-ours" : "never" };
}

/** A state may have been written by anybody: what is no hold is left out. */
function readHeld(held: unknown): readonly Held[] {
  if (!Array.isArray(held)) return [];
  return held.flatMap((entry: Readonly<Record<keyof Held, unknown>> | null) => {
    const { kind, name, reason, until, by } = entry ?? {};
    if (kind !== "environment" && kind !== "variable" && kind !== "setting") return [];
    if (typeof name !== "string" || typeof reason !== "string" || typeof until !== "string")
      return [];
    return [{ kind, name, reason, until, ...(typeof by === "string" ? { by } : {}) }];
  });
}

type Outputs = Readonly<
  Record<string, { readonly value?: Readonly<Record<string, unknown>> | null } | undefined>
>;

function readOutputs(json: string): Outputs | undefined {
  try {
    const outputs: unknown = JSON.parse(json);
    return typeof outputs === "object" && outputs !== null ? (outputs as Outputs) : undefined;
  } catch {
    return undefined;
  }
}

function unreachable(answer: TerraformAnswer): AppliedState {
  const reason = "problem" in answer ? answer.problem : errorText(answer.stderr);
  return { kind: "unreachable", reason: reason || "Terraform did not say why" };
}

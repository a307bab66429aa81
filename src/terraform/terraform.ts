import { diagnostic, reasonOf } from "../diagnostics/diagnostic.ts";
import type { OtherAnswer } from "../diagnostics/messages/terraform.ts";
import { type Failure, failure, type Result, success } from "../model/result.ts";
import { isJsonObject } from "../model/value.ts";
import { readJson } from "../text/readJson.ts";
import type { TerraformAnswer } from "./answer.ts";
import { errorText } from "./errorText.ts";
import {
  type ProcessEnvironment,
  runProgram,
  type TerraformRun,
  unanswered,
} from "./runProgram.ts";

/** What a run wrote that ended without an error; else what is wrong. */
export function outputOf(answer: TerraformAnswer): Result<string> {
  if (!answer.ok) return answer;
  const { status, stdout, stderr } = answer.value;
  return status === 0 ? success(stdout) : unanswered({ kind: "refused", said: errorText(stderr) });
}

/** A real `terraform` or `tofu`. */
export interface Terraform {
  /** What is run: `terraform`, `tofu`, or a path. */
  readonly program: string;
  /** Such as `1.11.4`. */
  readonly version: string;
  /** What it is run with: credentials, TF_ variables. */
  readonly env: ProcessEnvironment;
  /** Runs it in a folder, an absolute path. It runs without input, and without telling HashiCorp that it was run. */
  run(
    folder: string,
    parameters: readonly string[],
    options?: TerraformRun,
  ): Promise<TerraformAnswer>;
}

/** What is looked for on PATH, the first that is there. */
const programs = ["terraform", "tofu"] as const;

/** How long a program may take to tell its version, in milliseconds. */
const versionTimeout = 60_000;

/**
 * Finds the Terraform to run.
 *
 * @param env it is run with it: PATH, credentials, TF_ variables
 * @param program the one that is wanted, a name or a path; absent: `terraform`, else `tofu`
 * @returns the first that answers as Terraform does; or what those that are there answered
 */
export async function findTerraform(
  env: ProcessEnvironment,
  program?: string,
): Promise<Result<Terraform>> {
  const answered: OtherAnswer[] = [];
  for (const candidate of program === undefined ? programs : [program]) {
    // Arguments for other commands are none for this one.
    const plain = { ...env, TF_CLI_ARGS: undefined, TF_CLI_ARGS_version: undefined };
    const options = { timeout: versionTimeout };
    const answer = await runProgram(candidate, process.cwd(), ["version", "-json"], plain, options);
    if (!answer.ok) {
      if (!isAbsent(answer)) answered.push({ program: candidate, said: reasonOf(answer.problems) });
      continue;
    }
    const { status, stdout, stderr } = answer.value;
    const version = status === 0 && versionIn(stdout);
    if (version) {
      const run: Terraform["run"] = (folder, parameters, options) =>
        runProgram(candidate, folder, parameters, env, options);
      return success({ program: candidate, version, env, run });
    }
    answered.push({ program: candidate, status, said: [stderr, stdout].join("\n").trim() });
  }
  return failure(diagnostic("terraform-not-found", { wanted: program, answered }));
}

function isAbsent({ problems }: Failure): boolean {
  return problems.some(
    ({ code, args }) => code === "terraform-unanswered" && args.kind === "absent",
  );
}

/** OpenTofu answers with the same key. */
function versionIn(json: string): string | undefined {
  const read = readJson(json);
  const version = isJsonObject(read) ? read.terraform_version : undefined;
  return typeof version === "string" ? version : undefined;
}

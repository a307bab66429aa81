import { join, resolve } from "node:path";
import { reasonOf } from "../diagnostics/diagnostic.ts";
import type { Environment } from "../model/environment.ts";
import type { Progress } from "../model/progress.ts";
import type { TerraformAnswer } from "../terraform/answer.ts";
import { errorText, terraformErrors } from "../terraform/errorText.ts";
import { dataFolder, initialiseEach } from "../terraform/initialise.ts";
import type { PrivateCopy } from "../terraform/privateCopy.ts";
import type { RunOptions } from "../terraform/runOptions.ts";
import type { Terraform } from "../terraform/terraform.ts";
import { type Finding, readValidation } from "./finding.ts";

/** With what environments are run. */
export interface VerifyContext extends RunOptions {
  /** Absolute path of the project. */
  readonly root: string;
  readonly terraform: Terraform;
  readonly copy: PrivateCopy;
  readonly progress: Progress;
}

/** Runs `init` and `validate` on environments side by side. */
export async function runEnvironments(
  environments: readonly Environment[],
  context: VerifyContext,
): Promise<readonly Finding[]> {
  let done = 0;
  const init = (one: Environment, ...more: readonly string[]): Promise<TerraformAnswer> =>
    run(one, ["init", "-backend=false", "-input=false", "-no-color", ...more], context);
  const found = await initialiseEach(environments, { ...context, init }, async (one, failed) => {
    const failures = failed ? failuresOf(one, failed, context) : [];
    const findings = await validate(one, failures, context);
    context.progress("verifying environments", ++done, environments.length);
    return findings;
  });
  return found.flat();
}

/** What keeps an environment from being initialised. */
function failuresOf(
  environment: Environment,
  answer: TerraformAnswer,
  context: VerifyContext,
): readonly Finding[] {
  const failed = (reason: string): Finding => failure(environment, "init", reason, context);
  if (!answer.ok) return [failed(reasonOf(answer.problems))];
  const { stderr } = answer.value;
  const errors = terraformErrors(stderr).filter(({ text }) => !isPreamble.test(text));
  if (errors.length === 0) return [failed(errorText(stderr))];
  const { fileOf } = placesOf(environment, context);
  return errors.map(({ text, place }) => {
    const file = place && fileOf(place.file);
    return file === undefined
      ? failed(text)
      : { ...failed(text), place: { file, line: place?.line ?? 1 } };
  });
}

/** What Terraform says before it says what is wrong. */
const isPreamble = /^Terraform encountered problems during initiali[sz]ation/;

/**
 * @param failures what kept it from being initialised: mistakes in the code are reported better by
 *   `validate`, and what follows from the rest is not told
 */
async function validate(
  environment: Environment,
  failures: readonly Finding[],
  context: VerifyContext,
): Promise<readonly Finding[]> {
  const answer = await run(environment, ["validate", "-json", "-no-color"], context);
  const failed = (reason: string) => [
    ...failures,
    failure(environment, "validate", reason, context),
  ];
  if (!answer.ok) return failed(reasonOf(answer.problems));
  const { stdout, stderr } = answer.value;
  const findings = readValidation(stdout, environment.name, placesOf(environment, context).fileOf);
  if (!findings) return failed(errorText(stderr));
  if (failures.length === 0) return findings;
  const own = findings.filter(({ summary, place }) => place && !followsFromInit.test(summary));
  const told = new Set(own.map(({ place }) => `${place?.file}:${place?.line}`));
  return [...own, ...failures.filter(({ place }) => !told.has(`${place?.file}:${place?.line}`))];
}

const followsFromInit =
  /^(?:Module not installed|Module (?:source|version requirements) ha(?:s|ve) changed|Missing required provider|Inconsistent dependency lock file)$/;

/** The reason without the private folder's name: it is one cause, however many environments it is of. */
function failure(
  environment: Environment,
  step: string,
  reason: string,
  { copy }: VerifyContext,
): Finding {
  const detail = reason
    .replaceAll(dataFolder(environment, copy), ".terraform")
    .replaceAll(`${copy.repository}/`, "");
  return { environment: environment.name, kind: "failed", summary: step, detail };
}

function run(
  environment: Environment,
  parameters: readonly string[],
  context: VerifyContext,
): Promise<TerraformAnswer> {
  const { terraform, copy, timeout, signal } = context;
  const env = { TF_DATA_DIR: dataFolder(environment, copy) };
  const { folder } = placesOf(environment, context);
  return terraform.run(folder, parameters, { env, timeout, signal });
}

/** An environment's folder in the copy, and where a file that Terraform names there is in the repository. */
function placesOf(
  { directory }: Environment,
  { copy }: VerifyContext,
): { readonly folder: string; readonly fileOf: (file: string) => string | undefined } {
  const folder = join(copy.repository, directory);
  return { folder, fileOf: (file) => copy.fileOf(resolve(folder, file)) };
}

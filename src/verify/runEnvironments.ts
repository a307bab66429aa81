import { join, resolve } from "node:path";
import { reasonOf } from "../diagnostics/diagnostic.ts";
import { noProgress, type Progress } from "../model/progress.ts";
import type { TerraformAnswer } from "../terraform/answer.ts";
import { errorText, terraformErrors } from "../terraform/errorText.ts";
import { dataFolder, initialiseEach, type Subject } from "../terraform/initialise.ts";
import type { PrivateCopy } from "../terraform/privateCopy.ts";
import type { Terraform } from "../terraform/terraform.ts";
import { type Finding, readValidation } from "./finding.ts";

/** With what environments are run. */
export interface VerifyContext {
  readonly terraform: Terraform;
  readonly copy: PrivateCopy;
  /** How many run at once. */
  readonly concurrency: number;
  /** How long one run may take, in milliseconds. */
  readonly timeout: number;
  readonly signal?: AbortSignal;
  readonly progress?: Progress;
}

/** Runs `init` and `validate` on environments side by side. */
export async function runEnvironments(
  subjects: readonly Subject[],
  means: VerifyContext,
): Promise<readonly Finding[]> {
  const { progress = noProgress } = means;
  let done = 0;
  const init = (subject: Subject, ...more: readonly string[]): Promise<TerraformAnswer> =>
    run(subject, ["init", "-backend=false", "-input=false", "-no-color", ...more], means);
  const found = await initialiseEach(subjects, { ...means, init }, async (subject, failed) => {
    const failures = failed ? failuresOf(subject, failed, means) : [];
    const findings = await validate(subject, failures, means);
    progress("verifying environments", ++done, subjects.length);
    return findings;
  });
  return found.flat();
}

/** What keeps an environment from being initialised. */
function failuresOf(
  subject: Subject,
  answer: TerraformAnswer,
  means: VerifyContext,
): readonly Finding[] {
  if (!answer.ok) return [failure(subject, "init", reasonOf(answer.problems), means)];
  const { stderr } = answer.value;
  const errors = terraformErrors(stderr).filter(({ text }) => !isPreamble.test(text));
  if (errors.length === 0) return [failure(subject, "init", errorText(stderr), means)];
  const { fileOf } = placesOf(subject, means);
  return errors.map(({ text, place }) => {
    const file = place && fileOf(place.file);
    const found = failure(subject, "init", text, means);
    return file === undefined ? found : { ...found, place: { file, line: place?.line ?? 1 } };
  });
}

/** What Terraform says before it says what is wrong. */
const isPreamble = /^Terraform encountered problems during initiali[sz]ation/;

/**
 * @param failures what kept it from being initialised: mistakes in the code are reported better by
 *   `validate`, and what follows from the rest is not told
 */
async function validate(
  subject: Subject,
  failures: readonly Finding[],
  means: VerifyContext,
): Promise<Finding[]> {
  const answer = await run(subject, ["validate", "-json", "-no-color"], means);
  if (!answer.ok) {
    return [...failures, failure(subject, "validate", reasonOf(answer.problems), means)];
  }
  const { fileOf } = placesOf(subject, means);
  const findings = readValidation(answer.value.stdout, subject.name, fileOf);
  if (!findings)
    return [...failures, failure(subject, "validate", errorText(answer.value.stderr), means)];
  if (failures.length === 0) return [...findings];
  const own = findings.filter(({ summary, place }) => place && !followsFromInit.test(summary));
  const told = new Set(own.map(({ place }) => `${place?.file}:${place?.line}`));
  return [...own, ...failures.filter(({ place }) => !told.has(`${place?.file}:${place?.line}`))];
}

const followsFromInit =
  /^(?:Module not installed|Module (?:source|version requirements) ha(?:s|ve) changed|Missing required provider|Inconsistent dependency lock file)$/;

/** The reason without the private folder's name: it is one cause, however many environments it is of. */
function failure(subject: Subject, step: string, reason: string, means: VerifyContext): Finding {
  const detail = reason
    .replaceAll(dataFolder(subject, means.copy), ".terraform")
    .replaceAll(`${means.copy.repository}/`, "");
  return { environment: subject.name, kind: "failed", summary: step, detail };
}

function run(
  subject: Subject,
  parameters: readonly string[],
  means: VerifyContext,
): Promise<TerraformAnswer> {
  const { terraform, timeout, signal } = means;
  const env = { TF_DATA_DIR: dataFolder(subject, means.copy) };
  return terraform.run(placesOf(subject, means).folder, parameters, {
    env,
    timeout,
    ...(signal ? { signal } : {}),
  });
}

/** An environment's folder in the copy, and where a file that Terraform names there is in the repository. */
function placesOf(
  { directory }: Subject,
  { copy }: VerifyContext,
): { readonly folder: string; readonly fileOf: (file: string) => string | undefined } {
  const folder = join(copy.repository, directory);
  return { folder, fileOf: (file) => copy.fileOf(resolve(folder, file)) };
}

import { join, resolve } from "node:path";
import pLimit from "p-limit";
import { noProgress, type Progress } from "../model/progress.ts";
import { errorText, terraformErrors } from "../terraform/errorText.ts";
import type { PrivateCopy } from "../terraform/privateCopy.ts";
import type { Terraform, TerraformAnswer } from "../terraform/terraform.ts";
import { type Finding, readValidation } from "./finding.ts";

/** An environment as it is run. */
export interface Subject {
  readonly name: string;
  readonly stack: string;
  /** Its folder, below the repository's root. */
  readonly directory: string;
  /** Absolute path of the providers it was initialised with in place; absent: it was not. */
  readonly providers?: string;
}

/** With what environments are run. */
export interface Means {
  readonly terraform: Terraform;
  readonly copy: PrivateCopy;
  /** How many run at once. */
  readonly concurrency: number;
  readonly signal?: AbortSignal;
  readonly progress?: Progress;
}

/**
 * Runs `init` and `validate` on environments side by side.
 *
 * A provider may be 700 MB: it is not fetched for each environment. The first of a stack is initialised alone, as
 * the user's own `init` would do it, and the others are given its providers; so are those that were
 * initialised in place theirs. What does not do with those is initialised as if there were none. Only one such
 * `init` runs at a time: Terraform's plugin cache is not made for several.
 */
export async function runEnvironments(
  subjects: readonly Subject[],
  means: Means,
): Promise<readonly Finding[]> {
  const limit = pLimit(means.concurrency);
  const alone = pLimit(1);
  const { progress = noProgress } = means;
  let done = 0;
  const finish = async (subject: Subject, failures: readonly Finding[]): Promise<Finding[]> => {
    const findings = await validate(subject, failures, means);
    progress("verifying environments", ++done, subjects.length);
    return findings;
  };
  const runStack = async (members: readonly Subject[]): Promise<Finding[][]> => {
    const first = members.find(({ providers }) => providers !== undefined) ?? members[0];
    if (!first) return [];
    const failures = await limit(() => initialise(first, first.providers, means, alone));
    const shared = failures.length === 0 ? join(dataFolder(first, means), "providers") : undefined;
    const others = members.filter((member) => member !== first);
    return Promise.all([
      limit(() => finish(first, failures)),
      ...others.map((member) =>
        limit(async () => {
          if (shared !== undefined) means.copy.provide(lockFile(first), lockFile(member));
          const providers = member.providers ?? shared;
          return finish(member, await initialise(member, providers, means, alone));
        }),
      ),
    ]);
  };
  const stacks = [...new Set(subjects.map(({ stack }) => stack))];
  const found = await Promise.all(
    stacks.map((name) => runStack(subjects.filter(({ stack }) => stack === name))),
  );
  return found.flat(2);
}

/** @returns what keeps the environment from being initialised */
async function initialise(
  subject: Subject,
  providers: string | undefined,
  means: Means,
  alone: <T>(work: () => Promise<T>) => Promise<T>,
): Promise<readonly Finding[]> {
  const init = (...more: string[]): Promise<TerraformAnswer> =>
    run(subject, ["init", "-backend=false", "-input=false", "-no-color", ...more], means);
  if (providers !== undefined) {
    const answer = await init(`-plugin-dir=${providers}`);
    if ("status" in answer && answer.status === 0) return [];
  }
  const answer = await alone(() => init());
  if ("problem" in answer) return [failure(subject, "init", answer.problem, means)];
  if (answer.status === 0) return [];
  const errors = terraformErrors(answer.stderr).filter(({ text }) => !isPreamble.test(text));
  if (errors.length === 0) return [failure(subject, "init", errorText(answer.stderr), means)];
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
 * @param failures what kept it from being initialised: mistakes in the code are told better by
 *   `validate`, and what follows from the rest is not told
 */
async function validate(
  subject: Subject,
  failures: readonly Finding[],
  means: Means,
): Promise<Finding[]> {
  const answer = await run(subject, ["validate", "-json", "-no-color"], means);
  if ("problem" in answer)
    return [...failures, failure(subject, "validate", answer.problem, means)];
  const { fileOf } = placesOf(subject, means);
  const findings = readValidation(answer.stdout, subject.name, fileOf);
  if (!findings)
    return [...failures, failure(subject, "validate", errorText(answer.stderr), means)];
  if (failures.length === 0) return [...findings];
  const own = findings.filter(({ summary, place }) => place && !followsFromInit.test(summary));
  const told = new Set(own.map(({ place }) => `${place?.file}:${place?.line}`));
  return [...own, ...failures.filter(({ place }) => !told.has(`${place?.file}:${place?.line}`))];
}

const followsFromInit =
  /^(?:Module not installed|Module (?:source|version requirements) ha(?:s|ve) changed|Missing required provider|Inconsistent dependency lock file)$/;

/** The reason without the private folder's name: it is one cause, however many environments it is of. */
function failure(subject: Subject, step: string, reason: string, means: Means): Finding {
  const detail = reason
    .replaceAll(dataFolder(subject, means), ".terraform")
    .replaceAll(`${means.copy.repository}/`, "");
  return { environment: subject.name, kind: "failed", summary: step, detail };
}

function run(
  subject: Subject,
  parameters: readonly string[],
  means: Means,
): Promise<TerraformAnswer> {
  const { terraform, signal } = means;
  const env = { TF_DATA_DIR: dataFolder(subject, means) };
  return terraform.run(placesOf(subject, means).folder, parameters, {
    env,
    ...(signal ? { signal } : {}),
  });
}

function dataFolder({ name }: Subject, { copy }: Means): string {
  return join(copy.data, name.replaceAll("/", "+"));
}

function lockFile({ directory }: Subject): string {
  return `${directory}/.terraform.lock.hcl`;
}

/** An environment's folder in the copy, and where a file that Terraform names there is in the repository. */
function placesOf(
  { directory }: Subject,
  { copy }: Means,
): { readonly folder: string; readonly fileOf: (file: string) => string | undefined } {
  const folder = join(copy.repository, directory);
  return { folder, fileOf: (file) => copy.fileOf(resolve(folder, file)) };
}

import { diagnostic } from "../../diagnostics/diagnostic.ts";
import type { AffectedReport } from "../../model/affected.ts";
import { failure, type Result, success } from "../../model/result.ts";
import { type Batch, batchesOf, batchesWithin, onlyOf, variablesOf, wavesOf } from "./batches.ts";

/** GitLab takes no larger file, in bytes. */
const mostBytes = 5_000_000;

/** GitLab takes no more jobs with an environment in a pipeline, unless its administrator says otherwise. */
const mostJobs = 500;

/** Top-level keys of a pipeline that are not jobs. */
const keywords = new Set([
  ...["after_script", "before_script", "cache", "default", "image", "include", "pages", "services"],
  ...["spec", "stages", "types", "variables", "workflow"],
]);

/**
 * A child pipeline that needs nothing else: a stage for each wave, a job for each environment that no other job of that
 * environment runs beside. It is never empty, since GitLab refuses a pipeline without jobs.
 *
 * @param command what a job runs, in a shell
 * @param shards the most jobs of a stage; absent: as many as GitLab takes in all stages together
 */
export function affectedGitlab(
  { environments }: AffectedReport,
  command: string,
  shards?: number,
): Result<string> {
  const stages = [...wavesOf(environments).keys()].map((wave) => `wave ${wave}`);
  const batches =
    shards === undefined ? batchesWithin(environments, mostJobs) : batchesOf(environments, shards);
  const jobs = batches.map(job);
  const nothing = `\n"nothing is affected":\n  stage: none\n  script:\n    - 'true'\n`;
  // Without rules of its own it would not run for a merge request.
  const text = `# Made by terraloom affected: the environments whose code is not what it was
workflow: { rules: [{ when: always }] }
stages: ${JSON.stringify(stages.length > 0 ? stages : ["none"])}

.terraloom:
  script:
    - ${JSON.stringify(command)}
${jobs.length > 0 ? jobs.join("") : nothing}`;
  if (Buffer.byteLength(text) <= mostBytes) return success(text);
  return failure(diagnostic("pipeline-too-large", { ci: "GitLab" }));
}

function job(batch: Batch): string {
  const one = onlyOf(batch.environments);
  const name = JSON.stringify(one?.environment ?? batch.id);
  const key = one && keywords.has(one.environment) ? `"environment ${one.id}"` : name;
  const single = `\n  resource_group: ${name}\n  environment: { name: ${name}, action: access }`;
  return `
${key}:
  extends: .terraloom
  stage: wave ${batch.wave}${one ? single : ""}
  variables: ${JSON.stringify(variablesOf(batch))}
`;
}

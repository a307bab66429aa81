import type { AffectedReport } from "../../model/affected.ts";
import { failure, type Result, success } from "../../model/result.ts";
import { type Batch, batchesOf, variablesOf, wavesOf } from "./batches.ts";

/** GitLab takes no larger file, in bytes. */
const mostBytes = 5_000_000;

/**
 * A child pipeline that needs nothing else: a stage for each wave, a job for each environment that no other job of that
 * environment runs beside. It is never empty, since GitLab refuses a pipeline without jobs.
 *
 * @param command what a job runs, in a shell
 * @param shards the most jobs of a stage
 */
export function affectedGitlab(
  { environments }: AffectedReport,
  command: string,
  shards?: number,
): Result<string, string> {
  const stages = [...wavesOf(environments).keys()].map((wave) => `wave ${wave}`);
  const jobs = batchesOf(environments, shards).map(job);
  const nothing = `\n"nothing is affected":\n  stage: none\n  script:\n    - 'true'\n`;
  const text = `# Made by terraloom affected: the environments whose code is not what it was
stages: ${JSON.stringify(stages.length > 0 ? stages : ["none"])}

.terraloom:
  script:
    - ${JSON.stringify(command)}
${jobs.length > 0 ? jobs.join("") : nothing}`;
  if (Buffer.byteLength(text) <= mostBytes) return success(text);
  return failure("GitLab takes no pipeline of more than 5 MB; --shards N makes fewer jobs");
}

function job(batch: Batch): string {
  const [one, ...others] = batch.environments;
  const isSingle = one !== undefined && others.length === 0;
  const name = JSON.stringify(isSingle ? one.environment : batch.id);
  const single = `\n  resource_group: ${name}\n  environment: { name: ${name}, action: access }`;
  return `
${name}:
  extends: .terraloom
  stage: wave ${batch.wave}${isSingle ? single : ""}
  variables: ${JSON.stringify(variablesOf(batch))}
`;
}

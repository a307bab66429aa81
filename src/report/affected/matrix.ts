import { diagnostic } from "../../diagnostics/diagnostic.ts";
import type { AffectedReport } from "../../model/affected.ts";
import { failure, type Result, success } from "../../model/result.ts";
import { type Batch, batchesOf, batchesWithin, onlyOf, wavesOf } from "./batches.ts";

/** The most jobs of one matrix: a run may have 256, and needs some for other things. */
const mostJobs = 250;

/** GitHub takes no larger output of a job: a megabyte, and it counts two bytes a character. */
const mostCharacters = 500_000;

/**
 * Lines for `$GITHUB_OUTPUT`: `count`, `matrix` for all environments side by side, and for each wave
 * `wave_1_count` and `wave_1`. More environments than a run may have jobs come several to a job. An empty matrix is an
 * error to GitHub: the job that takes it asks for the count first, which is there for every wave of the project.
 *
 * @param waves how many the project has
 */
export function affectedMatrix(
  { environments }: AffectedReport,
  waves: number,
  shards: number = mostJobs,
): Result<string> {
  const affected = wavesOf(environments);
  const all = Array.from({ length: waves }, (_, index) => index + 1);
  const most = Math.min(shards, mostJobs);
  const lines = [
    `count=${environments.length}`,
    `matrix=${matrix(batchesWithin(environments, most))}`,
    ...all.flatMap((wave) => {
      const members = affected.get(wave) ?? [];
      const batches = matrix(batchesOf(members, most));
      return [`wave_${wave}_count=${members.length}`, `wave_${wave}=${batches}`];
    }),
  ];
  if (lines.every(({ length }) => length <= mostCharacters))
    return success(`${lines.join("\n")}\n`);
  return failure(diagnostic("pipeline-too-large", { ci: "GitHub" }));
}

function matrix(batches: readonly Batch[]): string {
  const include = batches.map(({ id, wave, environments }) => {
    const names = environments.map(({ environment }) => environment).join(" ");
    const one = onlyOf(environments);
    if (!one) return { id, wave, environments: names };
    const { environment, stack, path, valuesFile, digest } = one;
    return { environment, id, stack, path, valuesFile, wave, digest, environments: names };
  });
  return JSON.stringify({ include });
}

import type { AffectedReport } from "../../model/affected.ts";
import { type Batch, batchesOf, wavesOf } from "./batches.ts";

/** The most jobs of one matrix: a run may have 256, and needs some for other things. */
const mostJobs = 250;

/**
 * Lines for `$GITHUB_OUTPUT`: `count`, `matrix` for all environments side by side, and for each wave
 * `wave_1_count` and `wave_1`. More environments than a run may have jobs come several to a job. An empty matrix is an
 * error to GitHub: the job that takes it asks for the count first.
 */
export function affectedMatrix(
  { environments }: AffectedReport,
  shards: number = mostJobs,
): string {
  const waves = wavesOf(environments);
  const most = Math.min(shards, mostJobs);
  const each = Math.max(1, Math.floor(most / Math.max(1, waves.size)));
  const all = environments.length > most ? each : most;
  const lines = [
    `count=${environments.length}`,
    `matrix=${matrix(batchesOf(environments, all))}`,
    ...[...waves].flatMap(([wave, members]) => [
      `wave_${wave}_count=${members.length}`,
      `wave_${wave}=${matrix(batchesOf(members, most))}`,
    ]),
  ];
  return `${lines.join("\n")}\n`;
}

function matrix(batches: readonly Batch[]): string {
  const include = batches.map(({ id, wave, environments }) => {
    const names = environments.map(({ environment }) => environment).join(" ");
    const [one, ...others] = environments;
    if (!one || others.length > 0) return { id, wave, environments: names };
    const { environment, stack, path, digest } = one;
    return { environment, id, stack, path, wave, digest, environments: names };
  });
  return JSON.stringify({ include });
}

import type { AffectedReport } from "../../model/affected.ts";
import { type Batch, batchesOf, onlyOf, variablesOf } from "./batches.ts";

/** Buildkite takes at most 500 jobs in one upload. */
const mostSteps = 450;

/**
 * Pipelines to upload in their order, each within what Buildkite takes at once: a group of steps for each wave, which
 * waits for all groups of the wave before.
 *
 * @param command what a step runs, in a shell
 * @param folder the project's in its repository: what is uploaded for another one has other keys
 * @param shards the most steps of a wave
 */
export function affectedBuildkite(
  { environments }: AffectedReport,
  command: string,
  folder: string,
  shards?: number,
): readonly string[] {
  const prefix = folder.replaceAll("/", "-");
  const groups = groupsOf(batchesOf(environments, shards), prefix);
  const files: Group[][] = [];
  for (const group of groups) {
    const file = files.at(-1);
    const steps = file?.flatMap(({ batches }) => batches).length ?? mostSteps;
    if (file && steps + group.batches.length <= mostSteps) file.push(group);
    else files.push([group]);
  }
  return files.map((file) => {
    const texts = file.map((group) => groupText(group, groups, command));
    return `steps:\n${texts.join("")}`;
  });
}

function groupText(
  { wave, title, key, batches }: Group,
  all: readonly Group[],
  command: string,
): string {
  const before = Math.max(0, ...all.map((group) => group.wave).filter((other) => other < wave));
  const needed = all.filter((group) => group.wave === before).map((group) => group.key);
  const waits = needed.length > 0 ? `\n    depends_on: ${JSON.stringify(needed)}` : "";
  return `  - group: ${JSON.stringify(title)}
    key: ${JSON.stringify(key)}${waits}
    steps:
${batches.map((batch) => step(batch, command)).join("")}`;
}

interface Group {
  readonly wave: number;
  readonly key: string;
  readonly title: string;
  readonly batches: readonly Batch[];
}

/** The steps of each wave, in as many groups as they need. */
function groupsOf(batches: readonly Batch[], prefix: string): readonly Group[] {
  const waves = [...new Set(batches.map(({ wave }) => wave))];
  return waves.flatMap((wave) => {
    const members = batches.filter((batch) => batch.wave === wave);
    const parts = Math.ceil(members.length / mostSteps);
    return Array.from({ length: parts }, (_, index): Group => {
      const part = parts > 1 ? ` part ${index + 1}` : "";
      const title = `wave ${wave}${part}`;
      const batches = members.slice(index * mostSteps, (index + 1) * mostSteps);
      return { wave, title, key: prefix + title.replaceAll(" ", "-"), batches };
    });
  });
}

function step(batch: Batch, command: string): string {
  const one = onlyOf(batch.environments);
  const label = one?.environment ?? batch.id;
  const single = one
    ? `\n        concurrency: 1\n        concurrency_group: ${JSON.stringify(`terraloom/${label}`)}`
    : "";
  // The upload puts values in place of names with one dollar, before the step runs.
  return `      - label: ${JSON.stringify(label)}
        command: ${JSON.stringify(command.replaceAll("$", "$$$$"))}
        env: ${JSON.stringify(variablesOf(batch))}${single}
`;
}

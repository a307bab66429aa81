import type { AffectedReport } from "../../model/affected.ts";
import { groupBy } from "../../model/groupBy.ts";
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
  const files: Group[][] = [];
  for (const group of groupsOf(batchesOf(environments, shards), prefix)) {
    const file = files.at(-1);
    const steps = file?.flatMap(({ batches }) => batches).length ?? mostSteps;
    if (file && steps + group.batches.length <= mostSteps) file.push(group);
    else files.push([group]);
  }
  return files.map((file) => {
    const texts = file.map((group) => groupText(group, command));
    return `steps:\n${texts.join("")}`;
  });
}

interface Group {
  readonly key: string;
  readonly title: string;
  readonly batches: readonly Batch[];
  /** The keys of all groups of the wave before. */
  readonly needed: readonly string[];
}

/** The steps of each wave, in as many groups as they need. */
function groupsOf(batches: readonly Batch[], prefix: string): readonly Group[] {
  let needed: readonly string[] = [];
  return [...groupBy(batches, ({ wave }) => wave)].flatMap(([wave, members]) => {
    const parts = Math.ceil(members.length / mostSteps);
    const groups = Array.from({ length: parts }, (_, index): Group => {
      const title = `wave ${wave}${parts > 1 ? ` part ${index + 1}` : ""}`;
      const batches = members.slice(index * mostSteps, (index + 1) * mostSteps);
      return { key: prefix + title.replaceAll(" ", "-"), title, batches, needed };
    });
    needed = groups.map(({ key }) => key);
    return groups;
  });
}

function groupText({ key, title, batches, needed }: Group, command: string): string {
  const waits = needed.length > 0 ? `\n    depends_on: ${JSON.stringify(needed)}` : "";
  return `  - group: ${JSON.stringify(title)}
    key: ${JSON.stringify(key)}${waits}
    steps:
${batches.map((batch) => step(batch, command)).join("")}`;
}

function step(batch: Batch, command: string): string {
  const one = onlyOf(batch.environments);
  const label = one?.environment ?? batch.id;
  const single = one
    ? `\n        concurrency: 1\n        concurrency_group: ${JSON.stringify(`terraloom/${label}`)}`
    : "";
  // The upload replaces names with one dollar before the step runs.
  return `      - label: ${JSON.stringify(label)}
        command: ${JSON.stringify(command.replaceAll("$", "$$$$"))}
        env: ${JSON.stringify(variablesOf(batch))}${single}
`;
}

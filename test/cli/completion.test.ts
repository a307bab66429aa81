import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  repository,
  type TemporaryProject,
  temporaryProject,
} from "../support/temporaryProject.ts";

const program = join(repository, "bin/terraloom.js");

describe("completion", () => {
  let project: TemporaryProject;
  beforeAll(() => {
    project = temporaryProject(join(repository, "test/golden/base"));
  });
  afterAll(() => project.remove());

  function candidates(...words: readonly string[]): string[] {
    const printed = execFileSync(process.execPath, [program, "complete", "--", ...words], {
      cwd: project.root,
      encoding: "utf8",
    });
    const lines = printed.trimEnd().split("\n");
    expect(lines.pop()).toBe(":4");
    return lines.map((line) => line.split("\t")[0] ?? "");
  }

  it.each<readonly [string, readonly string[], readonly string[]]>([
    ["commands", ["dri"], ["drift-report"]],
    ["words of commands", ["rename", "v"], ["variable"]],
    ["options", ["check", "--fo"], ["--format"]],
    ["choices of an option", ["check", "--format", "gith"], ["github"]],
    ["environments", ["status", ""], ["staging", "production"]],
    ["environments of an option", ["converge", "--from", "s"], ["staging"]],
    ["variables", ["trace", "cor"], ["core_memory"]],
    ["secrets", ["trace", "API_"], ["API_URL", "API_PASSWORD"]],
    ["variables of a command of two words", ["remove", "variable", "reg"], ["region"]],
    ["nothing for a name that is new", ["add", "variable", ""], []],
  ])("completes %s", (_, words, want) => {
    expect(candidates(...words)).toEqual(want);
  });

  describe("in a shell, by the script that it prints,", () => {
    let bin: string;
    beforeAll(() => {
      bin = mkdtempSync(join(tmpdir(), "terraloom-bin-"));
      const command = join(bin, "terraloom");
      writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
      chmodSync(command, 0o755);
    });
    afterAll(() => rmSync(bin, { recursive: true, force: true }));

    function inShell(shell: string, ...parameters: readonly string[]): string {
      return execFileSync(shell, parameters, {
        cwd: project.root,
        encoding: "utf8",
        env: { ...process.env, PATH: `${bin}:${process.env.PATH}` },
        // The script of bash sets an option of interactive shells.
        stdio: ["ignore", "pipe", "ignore"],
        timeout: 20_000,
      });
    }

    /** What Tab offers after the words; the shell's own functions print where it has no terminal. */
    const offers: Readonly<Record<string, (words: readonly string[]) => string>> = {
      bash: (words) => {
        const press = `COMP_WORDS=(${quoted(words)}); COMP_CWORD=${words.length - 1}; __terraloom_complete`;
        const script = `source <(terraloom completion bash)\n${press}; echo "\${COMPREPLY[@]}"`;
        return inShell("bash", "--norc", "-c", script);
      },
      fish: (words) => {
        const typed = quoted([words.join(" ")]);
        const script = `terraloom completion fish | source; complete -C ${typed}`;
        return inShell("fish", "--no-config", "-c", script);
      },
      zsh: (words) => {
        const functions = `compdef() :; compset() :; _describe() print -r -- \${(P)argv[2]}`;
        const press = `words=(${quoted(words)}); CURRENT=${words.length}; _terraloom`;
        const script = `${functions}\nsource <(terraloom completion zsh)\n${press}`;
        return inShell("zsh", "-f", "-c", script);
      },
    };

    describe.each(Object.entries(offers))("%s", (shell, offered) => {
      it.skipIf(!has(shell))("completes names", () => {
        expect(offered(["terraloom", "trace", "core"])).toMatch(/^core_memory\b/);
      });

      it.skipIf(!has(shell))("never evaluates what was typed", () => {
        const trap = join(bin, `ran-in-${shell}`);
        offered(["terraloom", "trace", `$(touch ${trap})`]);
        offered(["terraloom", "trace", `--value=$(touch\${IFS}${trap})=`]);
        expect(existsSync(trap)).toBe(false);
      });
    });

    it("works in bash where words are split at an equals sign", () => {
      expect(offers.bash?.(["terraloom", "check", "--format", "=", "gith"]).trim()).toBe("github");
    });

    it.skipIf(!has("zsh"))("works in zsh, in a terminal", () => {
      const script = `zmodload zsh/zpty; zpty z zsh -f -i
zpty -w z 'autoload -Uz compinit; compinit -u -D; source <(terraloom completion zsh); echo READ''Y'
zpty -r -m z out '*READY*'
zpty -w -n z $'terraloom check --format=gith\\t'
zpty -r -m z out '*github*'; echo "$out"`;
      expect(inShell("zsh", "-f", "-c", script)).toContain("terraloom check --format=github");
    });
  });
});

/** Words as a shell's script names them, so that it reads nothing into them. */
function quoted(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(" ");
}

/** Whether a shell is there that few machines have. */
function has(shell: string): boolean {
  return spawnSync(shell, ["--version"]).status === 0;
}

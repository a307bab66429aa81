import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
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
    ["choices of an option", ["check", "--format", "g"], ["github"]],
    ["environments", ["status", ""], ["staging", "production"]],
    ["environments of an option", ["converge", "--from", "s"], ["staging"]],
    ["variables", ["trace", "cor"], ["core_memory"]],
    ["secrets", ["trace", "API_"], ["API_URL", "API_PASSWORD"]],
    ["variables of a command of two words", ["remove", "variable", "reg"], ["region"]],
    ["nothing for a name that is new", ["add", "variable", ""], []],
  ])("completes %s", (_, words, want) => {
    expect(candidates(...words)).toEqual(want);
  });

  it("completes in bash by the script that it prints", () => {
    const bin = mkdtempSync(join(tmpdir(), "terraloom-bin-"));
    try {
      const command = join(bin, "terraloom");
      writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
      chmodSync(command, 0o755);
      // What the package bash-completion defines, for words without = and :.
      const words = `_get_comp_words_by_ref() { cur=\${COMP_WORDS[COMP_CWORD]}; words=("\${COMP_WORDS[@]}"); cword=$COMP_CWORD; }`;
      const press = `COMP_WORDS=(terraloom trace core); COMP_CWORD=2; __terraloom_complete; echo "\${COMPREPLY[@]}"`;
      const script = `${words}\nsource <(terraloom completion bash)\n${press}\n`;
      const printed = execFileSync("bash", ["-c", script], {
        cwd: project.root,
        encoding: "utf8",
        env: { ...process.env, PATH: `${bin}:${process.env.PATH}` },
        // The script sets an option of interactive shells.
        stdio: ["ignore", "pipe", "ignore"],
      });
      expect(printed.trim()).toBe("core_memory");
    } finally {
      rmSync(bin, { recursive: true, force: true });
    }
  });
});

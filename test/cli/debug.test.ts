import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listen, program, stage } from "../../src/debug/debug.ts";
import { terraloom, terraloomWith } from "../support/screen.ts";
import { repository, temporaryProject } from "../support/temporaryProject.ts";

/** What was told, without how long it took. */
function told(stderr: string): string[] {
  return [...stderr.matchAll(/^debug: +(?:[\d.]+ ms +)?(.*)$/gm)].map(([, words = ""]) => words);
}

describe("--debug", () => {
  it("prints stages with their counts, and versions, on stderr", async () => {
    const { stdout, stderr, exitCode } = await terraloom(repository, "check", "--debug");
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain("debug:");
    const words = told(stderr);
    expect(words[0]).toMatch(/^terraloom \d/);
    expect(words).toContain("read specs (5 files)");
    expect(words.at(-1)).toBe("in all");
  });

  it("works by environment variable too, and prints cache hits and misses", async () => {
    const { root, remove } = temporaryProject(join(repository, "test/golden/base"));
    const { stderr } = await terraloomWith({ TERRALOOM_DEBUG: "1" }, root, "generate");
    remove();
    expect(told(stderr)).toContain("cache: record of the last run (missed)");
  });

  it("shows no value of a backend's settings", () => {
    const lines: string[] = [];
    const stop = listen(({ name }) => lines.push(name));
    program("terraform", ["init", "-backend-config=secret_key=hunter2", "-var=a=b"], () => 0);
    stop();
    expect(lines).toEqual(["terraform init -backend-config=secret_key=... -var=a=..."]);
  });

  it("prints a slow stage's time when it has ended", async () => {
    const lines: unknown[] = [];
    const stop = listen(({ kind, name, detail }) => lines.push([kind, name, detail]));
    await stage(
      "read",
      () => Promise.resolve(3),
      (files) => `${files} files`,
    );
    stop();
    expect(lines).toEqual([["stage", "read", "3 files"]]);
  });
});

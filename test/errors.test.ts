import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { catalog } from "../src/diagnostics/catalog.ts";
import { disk } from "../src/files/disk.ts";
import { walk } from "../src/model/files.ts";
import { screenText, terraloom } from "./support/screen.ts";
import { repository, temporaryProject } from "./support/temporaryProject.ts";

/**
 * Each folder lays its files over test/golden/base, less what its REMOVE lists, and says in
 * expected.txt the very text that a person then sees. `npx vitest run test/errors.test.ts -u`
 * writes it anew: read what it says.
 */
const golden = join(repository, "test/golden");
const cases = readdirSync(join(golden, "errors"));

describe("errors, as a person sees them", () => {
  it.each(cases)("%s", async (name) => {
    const folder = join(golden, "errors", name);
    const project = temporaryProject(join(golden, "base"));
    try {
      for (const path of readLines(join(folder, "REMOVE"))) {
        rmSync(join(project.root, path), { recursive: true });
      }
      for (const entry of readdirSync(folder)) {
        if (entry === "expected.txt" || entry === "REMOVE") continue;
        cpSync(join(folder, entry), join(project.root, entry), { recursive: true });
      }
      const screen = await terraloom(project.root, "generate", "--all");
      await expect(screenText(screen)).toMatchFileSnapshot(join(folder, "expected.txt"));
      expect(existsSync(join(project.root, "generated"))).toBe(screen.exitCode === 0);
    } finally {
      project.remove();
    }
  });

  it("or other tests have a case for every code", () => {
    // Some need a folder that was generated before, another process, or an edit.
    const texts = walk(disk(join(repository, "test")), "").filter((file) => !notCases.has(file));
    const told = texts
      .map((file) => readFileSync(join(repository, "test", file), "utf8"))
      .join("\n");
    const untold = Object.keys(catalog).filter(
      (code) => !new RegExp(`(?<![\\w-])${code}(?:: |[" ])`).test(told),
    );
    // The text of a drift report tells of a base without its code (test/drift/command.test.ts).
    expect(untold).toEqual(["base-broken", "unknown-base"]);
  });
});

/** They name codes, and bring none about. */
const notCases = new Set(["errors.test.ts", "support/diagnosticSamples.ts"]);

function readLines(file: string): string[] {
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
}

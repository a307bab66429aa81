import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { terraloom } from "./support/screen.ts";
import { repository, temporaryProject } from "./support/temporaryProject.ts";

const readme = readFileSync(join(repository, "README.md"), "utf8");

/** The README's blocks of code in a language. */
function blocks(language: string): string[] {
  const fence = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm");
  return [...readme.matchAll(fence)].map(([, code = ""]) => code);
}

it("README: adding a variable does what it shows", async () => {
  const command = blocks("sh").find((code) => code.startsWith("npx terraloom add variable")) ?? "";
  const words = [...command.replaceAll("\\\n", " ").matchAll(/"([^"]*)"|(\S+)/g)];
  const argv = words.map(([, quoted, plain]) => quoted ?? plain ?? "").slice(2);
  const project = temporaryProject(repository, ["schema", "envs", "templates", "generated"]);
  try {
    const screen = await terraloom(project.root, ...argv);
    expect(screen.stderr).toContain("Added SUPPORT_EMAIL");
    expect(screen.exitCode).toBe(0);
    const shown = (blocks("diff")[0] ?? "").trim().split("\n");
    expect(shown.length).toBeGreaterThan(10);
    // The README leaves lines out; those it shows are there, each in its file.
    const printed = addedLines(screen.stdout.split("\n"));
    for (const [file, lines] of addedLines(shown)) {
      expect([file, printed.get(file)]).toEqual([file, expect.arrayContaining(lines)]);
    }
    expect((await terraloom(project.root, "check")).exitCode).toBe(0);
  } finally {
    project.remove();
  }
});

/** What a diff adds, by the line that names the file. */
function addedLines(diff: readonly string[]): Map<string, string[]> {
  const files = new Map<string, string[]>();
  let file = "";
  for (const line of diff) {
    if (line.startsWith("--- ")) file = line;
    const added = line.startsWith("+") && !line.startsWith("+++");
    files.set(file, [...(files.get(file) ?? []), ...(added ? [line] : [])]);
  }
  return files;
}

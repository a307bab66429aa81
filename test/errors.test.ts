import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Code, catalog } from "../src/diagnostics/catalog.ts";
import { disk } from "../src/files/disk.ts";
import { walk } from "../src/model/files.ts";
import { formatDiagnostics } from "../src/report/problems/format.ts";
import { samples } from "./support/diagnosticSamples.ts";
import { screenText, terraloom } from "./support/screen.ts";
import { repository, temporaryProject } from "./support/temporaryProject.ts";

/**
 * Each folder lays its files over test/golden/base, less what its REMOVE lists, and says in
 * expected.txt the very text that a person then sees. `npx vitest run test/errors.test.ts -u`
 * writes it anew, and its part of docs/errors.md: read what they say.
 */
const golden = join(repository, "test/golden");
const cases = readdirSync(join(golden, "errors"));
/** Every text below test/, by path; the screens as this run found them. */
const texts = new Map(
  walk(disk(join(repository, "test")), "").map((path) => [
    path,
    readFileSync(join(repository, "test", path), "utf8"),
  ]),
);

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
      texts.set(`golden/errors/${name}/expected.txt`, screenText(screen));
      await expect(screenText(screen)).toMatchFileSnapshot(join(folder, "expected.txt"));
      expect(existsSync(join(project.root, "generated"))).toBe(screen.exitCode === 0);
    } finally {
      project.remove();
    }
  });

  it("every code is brought about by a golden screen or another test", () => {
    // Some need a folder that was generated before, another process, or an edit.
    const told = [...texts].filter(([path]) => !notCases.has(path)).map(([, text]) => text);
    const all = told.join("\n");
    const untold = codes.filter((code) => !new RegExp(`(?<![\\w-])${code}(?:: |[" ])`).test(all));
    // The text of a drift report tells of a base without its code (test/drift/command.test.ts).
    expect(untold, "codes that no test brings about").toEqual(["base-broken", "unknown-base"]);
  });
});

/** They name codes, and bring none about. */
const notCases = new Set(["errors.test.ts", "support/diagnosticSamples.ts"]);

const codes = Object.keys(catalog) as readonly Code[];
const file = join(repository, "docs/errors.md");
const written = sectionsOf(readFileSync(file, "utf8"));

/** In docs/errors.md people write what a code means and what to do; `-u` writes the rest. */
describe("docs/errors.md", () => {
  it("has every code of the catalog, as it looks today, and no other", async () => {
    const screens = [...texts].filter(([path]) => /^golden\/.*expected\.txt$/.test(path)).sort();
    const shown = screens.map(([, screen]) => screen).join("\n\n");
    const sections = codes.map((code) => sectionOf(code, exampleOf(code, shown)));
    const page = `# Errors and warnings

All codes of terraloom's messages, each with its meaning, an example and the remedy. A command that reports an error writes nothing.

${sections.join("\n")}`;
    expect(
      codes.filter((code) => exampleOf(code, shown) === undefined),
      "codes without a golden screen or a sample in test/support/diagnosticSamples.ts",
    ).toEqual([]);
    await expect(page).toMatchFileSnapshot(file);
  });

  it("says of every code what it means, and what to do", () => {
    const isSentence = (text = ""): boolean => /^\S.*\.$/.test(text);
    const untold = codes.filter((code) => {
      const { meaning, remedy } = written.get(code) ?? {};
      return !isSentence(meaning) || !isSentence(remedy);
    });
    expect(untold, "codes whose TODO lines in docs/errors.md want a paragraph of one line").toEqual(
      [],
    );
  });
});

function readLines(file: string): string[] {
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
}

function sectionOf(code: Code, example: string | undefined): string {
  const { meaning, remedy } = written.get(code) ?? {
    meaning: "TODO: what it means",
    remedy: "TODO: what to do",
  };
  return `## ${code}

${meaning} (${catalog[code].severity})

\`\`\`text
${example}
\`\`\`

${remedy}
`;
}

/** What people wrote, by code. */
function sectionsOf(page: string): ReadonlyMap<string, { meaning: string; remedy: string }> {
  const section = /^## (\S+)\n\n(.*) \(\w+\)\n\n```text\n[\s\S]*?\n```\n\n(.*)$/gm;
  return new Map(
    [...page.matchAll(section)].map(([, code = "", meaning = "", remedy = ""]) => [
      code,
      { meaning, remedy },
    ]),
  );
}

/** The shortest that a golden screen shows: its line, and the indented ones below it. */
function exampleOf(code: Code, screens: string): string | undefined {
  const told = new RegExp(`^(?:\\S+:\\d+:\\d+: )?(?:error|warning) ${code}: .*(?:\\n  .*)*`, "gm");
  const examples = [...(screens.match(told) ?? [])];
  const [first] = examples.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  if (first !== undefined) return first;
  const sample = samples.find((one) => one.code === code);
  return sample && formatDiagnostics([sample], "text").trim();
}

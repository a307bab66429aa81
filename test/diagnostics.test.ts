import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type Code, catalog } from "../src/diagnostics/catalog.ts";
import { formatDiagnostics } from "../src/report/problems/format.ts";
import { samples } from "./support/diagnosticSamples.ts";
import { repository } from "./support/temporaryProject.ts";

const codes = Object.keys(catalog) as readonly Code[];
const file = join(repository, "docs/errors.md");
const written = sectionsOf(readFileSync(file, "utf8"));

/** In docs/errors.md people write what a code means and what to do; `-u` writes the rest. */
it("docs/errors.md has every code of the catalog, as it looks today, and no other", async () => {
  const page = `# Errors and warnings

Every code that terraloom prints: what it means, how it looks, what to do. With an error nothing is written.

${codes.map(sectionOf).join("\n")}`;
  expect(codes.filter((code) => exampleOf(code) === "...")).toEqual([]);
  await expect(page).toMatchFileSnapshot(file);
});

it("docs/errors.md says of every code what it means, and what to do", () => {
  const isSentence = (text = ""): boolean => /^\S.*\.$/.test(text);
  const untold = codes.filter((code) => {
    const { meaning, remedy } = written.get(code) ?? {};
    return !isSentence(meaning) || !isSentence(remedy);
  });
  expect(untold).toEqual([]);
});

function sectionOf(code: Code): string {
  const { meaning, remedy } = written.get(code) ?? {
    meaning: "TODO: what it means",
    remedy: "TODO: what to do",
  };
  return `## ${code}

${meaning} (${catalog[code].severity})

\`\`\`text
${exampleOf(code)}
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

const golden = join(repository, "test/golden");
const screens = readdirSync(golden, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith("expected.txt"))
  .sort()
  .map((path) => readFileSync(join(golden, path), "utf8"));

/** The shortest that a golden screen shows: its line, and the indented ones below it. */
function exampleOf(code: Code): string {
  const told = new RegExp(`^(?:\\S+:\\d+:\\d+: )?(?:error|warning) ${code}: .*(?:\\n  .*)*`, "gm");
  const examples = screens.flatMap((screen) => screen.match(told) ?? []);
  const [first] = examples.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  if (first !== undefined) return first;
  const sample = samples.find((one) => one.code === code);
  return sample ? formatDiagnostics([sample], "text").trim() : "...";
}

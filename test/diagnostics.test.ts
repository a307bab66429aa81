import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type Code, catalog } from "../src/diagnostics/catalog.ts";
import { meanings } from "../src/diagnostics/meanings.ts";
import { formatDiagnostics } from "../src/report/problems/format.ts";
import { samples } from "./support/diagnosticSamples.ts";
import { repository } from "./support/temporaryProject.ts";

const codes = Object.keys(catalog) as readonly Code[];

it("docs/errors.md is made from the catalog", async () => {
  const page = `# Errors and warnings

Every code that terraloom prints: what it means, how it looks, what to do. With an error nothing is written.

${codes.map(sectionOf).join("\n")}`;
  expect(codes.filter((code) => exampleOf(code) === "...")).toEqual([]);
  await expect(page).toMatchFileSnapshot(join(repository, "docs/errors.md"));
});

function sectionOf(code: Code): string {
  const [meaning, remedy] = meanings[code];
  return `## ${code}

${meaning} (${catalog[code].severity})

\`\`\`text
${exampleOf(code)}
\`\`\`

${remedy}
`;
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

it("says of every code what it means, and knows no other", () => {
  expect(Object.keys(meanings).sort()).toEqual([...codes].sort());
  for (const [meaning, remedy] of Object.values(meanings)) {
    expect(meaning).toMatch(/^\S.*\.$/);
    expect(remedy).toMatch(/^\S.*\.$/);
  }
});

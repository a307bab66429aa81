import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type DriftFormat, formatDriftReport } from "../../src/report/drift/format.ts";
import { goldenCases, goldenFolder, goldenReport, jsonCases } from "./golden.ts";

const files: Readonly<Record<DriftFormat, string>> = {
  text: "report.txt",
  json: "report.json",
  markdown: "report.md",
  html: "report.html",
  github: "annotations.txt",
};

/** The page without its look and its script, which are the same in all. */
function withoutAssets(page: string): string {
  return page
    .replace(/<style>.*<\/style>/s, "<style></style>")
    .replace(/<script>.*<\/script>/s, "<script></script>");
}

describe.each(goldenCases)("%s", async (name) => {
  const report = await goldenReport(name);
  const kept = Object.entries(files).filter(
    ([format]) => format !== "json" || jsonCases.includes(name),
  );
  test.each(kept)("%s", async (format, file) => {
    const text = formatDriftReport(report, format as DriftFormat);
    const shown = format === "html" ? withoutAssets(text) : text;
    await expect(shown).toMatchFileSnapshot(join(goldenFolder, name, "expected", file));
  });
});

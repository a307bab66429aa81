import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { driftReport } from "../../src/driftReport/driftReport.ts";
import { loadProject } from "../../src/project/loadProject.ts";
import { formatDriftReport } from "../../src/report/drift/format.ts";
import { repository } from "../support/temporaryProject.ts";
import { today } from "./golden.ts";

const page = join(repository, "docs", "drift-report.md");

test("the reference stack has no undeclared or expired differences, and the docs show its report", async () => {
  const report = driftReport(await loadProject(repository), { today });
  expect(report.verdict).toBe("agreed");
  const block = `<!-- report -->\n\n\`\`\`\`text\n${formatDriftReport(report, "text")}\`\`\`\`\n\n<!-- /report -->`;
  const current = readFileSync(page, "utf8").replace(
    /<!-- report -->.*<!-- \/report -->/s,
    () => block,
  );
  await expect(current).toMatchFileSnapshot(page);
});

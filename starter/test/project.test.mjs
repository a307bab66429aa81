// npm test: what is committed is what schema, specs and templates say, and environments differ only
// where they may. Add what else must hold of your project: `environments` has every value.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { check, driftReport, formatDiagnostics, formatDriftReport, loadProject } from "terraloom";

const project = await loadProject(fileURLToPath(new URL("..", import.meta.url)));

test("generated/ is what npx terraloom generate would make", async () => {
  const { current, steps, problems } = await check(project);
  assert.equal(formatDiagnostics(problems, "text"), "");
  const stale = steps.filter(({ action }) => action !== "unchanged").map(({ path }) => path);
  assert.deepEqual(stale, []);
  assert.ok(current);
});

test("environments differ only where the schema says why", () => {
  const today = new Date().toISOString().slice(0, 10);
  const report = driftReport(project, { today });
  assert.equal(report.verdict, "agreed", formatDriftReport(report, "text"));
});

test("every environment of the promotion order is there", () => {
  const names = project.environments.map(({ name }) => name);
  const promoted = project.schema.promotion.flat();
  assert.deepEqual(names.slice(0, promoted.length), promoted);
});

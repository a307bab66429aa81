import { expect, test } from "vitest";
import { compareEnvironments } from "../../src/compare/compare.ts";
import type { DriftReport } from "../../src/model/drift.ts";
import type { Environment } from "../../src/model/environment.ts";
import type { ProjectStack, ProjectVariable } from "../../src/model/schema.ts";
import { decideContents } from "../../src/report/drift/decide.ts";
import { driftFormats, formatDriftReport } from "../../src/report/drift/format.ts";
import { htmlLimits } from "../../src/report/drift/html/page.ts";
import { markdownLimits } from "../../src/report/drift/markdown.ts";
import { textLimits } from "../../src/report/drift/text.ts";
import { plainStyle } from "../../src/report/style.ts";

const names = Array.from({ length: 100 }, (_, index) => `variable_${index}`);

/** A thirtieth of the variables has a value for each environment, a third has five, the rest is the same but for an outlier. */
function valueFor(variable: number, environment: number): string {
  if (variable % 30 === 0) return `value of ${environment}`;
  if (variable % 3 === 0) return `value ${environment % 5}`;
  return environment === variable ? "odd" : "the value of all";
}

function stackOf(): ProjectStack {
  const variables = names.map((name, index): [string, ProjectVariable] => {
    const variable = { name, description: name, sensitive: index === 33, type: { kind: "string" } };
    return [name, { ...variable, ...(index % 2 ? { drift: "why" } : {}) } as ProjectVariable];
  });
  return {
    name: "app",
    settings: new Map(),
    variables: new Map(variables),
    secrets: new Map(),
  } as unknown as ProjectStack;
}

function environmentOf(stack: ProjectStack, number: number): Environment {
  const values = Object.fromEntries(names.map((name, index) => [name, valueFor(index, number)]));
  const file = `envs/tenant-${number}.yaml`;
  return {
    name: `tenant-${number}`,
    file,
    stack,
    within: [],
    directory: `generated/environments/tenant-${number}`,
    settings: {},
    givenSettings: {},
    given: values,
    values,
    computed: new Map(),
    acceptedDrift: [],
    locate: () => ({ file, line: 1, column: 1 }),
  };
}

test("a thousand environments with a hundred variables take seconds, and a few screens of text", () => {
  const stack = stackOf();
  const environments = Array.from({ length: 1000 }, (_, number) => environmentOf(stack, number));
  const start = performance.now();
  const drift = compareEnvironments(stack, environments, { today: "2026-12-01", complete: true });
  const report: DriftReport = {
    version: 1,
    today: "2026-12-01",
    verdict: "drift",
    stacks: [drift],
    broken: [],
    problems: [],
  };
  const sizes = driftFormats.map((format) => formatDriftReport(report, format).length);
  expect(performance.now() - start).toBeLessThan(20_000);
  const text = formatDriftReport(report, "text");
  expect(text.split("\n").length).toBeLessThan(200);
  // The single ones that stand out lead.
  expect(text).toMatch(
    /undeclared: .*\n(?: {2}[^ ].*\n)+ {2}variable_2: variable_2\n {4}tenant-2 +"odd"/,
  );
  for (const limits of [
    textLimits({ style: plainStyle, columns: 80, all: false }),
    markdownLimits(false),
    htmlLimits,
  ]) {
    for (const { count, entries } of decideContents(report, limits).stacks[0]?.classes ?? []) {
      const left = Number(/^and (\d+) more: /.exec(entries.more ?? "")?.[1] ?? 0);
      expect(entries.shown.length + left).toBe(count);
      expect(entries.shown.length).toBeLessThanOrEqual(limits.differences);
    }
  }
  expect(sizes[driftFormats.indexOf("markdown")]).toBeLessThanOrEqual(65_000);
  expect(sizes[driftFormats.indexOf("html")]).toBeLessThan(5_000_000);
});

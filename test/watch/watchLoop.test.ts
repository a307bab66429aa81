import { describe, expect, it } from "vitest";
import { diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { areTold, type WatchReport, watchLine } from "../../src/report/watch.ts";
import { watchLoop } from "../../src/watch/watchLoop.ts";

describe("watchLoop", () => {
  it("runs once and after each change, and passes each run the previous result", async () => {
    const events: string[] = [];
    const reports = ["one", "two", "three"];
    const last = await watchLoop(
      async () => {
        events.push("run");
        return reports.shift() ?? "";
      },
      (report, before) => events.push(`tell ${report} after ${before}`),
      async (report) => {
        events.push(`wait after ${report}`);
        return report !== "three";
      },
    );
    expect(last).toBe("three");
    expect(events).toEqual([
      "run",
      "tell one after undefined",
      "wait after one",
      "run",
      "tell two after one",
      "wait after two",
      "run",
      "tell three after two",
      "wait after three",
    ]);
  });
});

const update = { action: "update", path: "a", old: new Uint8Array() };
const steps = [update, { action: "unchanged", path: "b" }] as unknown as WatchReport["steps"];
const error = diagnostic("schema-missing", { file: "schema/index.ts" });
const other = diagnostic("schema-missing", { file: "elsewhere" });
const warning = diagnostic("no-environments", { directory: "envs" });
const report = (more: Partial<WatchReport> = {}): WatchReport => ({
  steps,
  written: false,
  environments: 1,
  problems: [],
  ...more,
});
const written = report({ written: true });
const broken = report({ problems: [error] });

describe("the line about a run", () => {
  const cases: readonly [report: WatchReport, before: WatchReport | undefined, line: string][] = [
    [report(), undefined, "1 environment: 2 files, all current"],
    [written, undefined, "1 environment: 1 updated, 1 unchanged"],
    [written, report(), "1 updated, 1 unchanged"],
    [report(), written, "2 files, all current"],
    [report({ problems: [warning] }), written, "2 files, all current"],
    [broken, undefined, "nothing was written"],
    [broken, written, "nothing was written"],
    [broken, broken, "still the same error: nothing was written"],
    [report({ problems: [other] }), broken, "nothing was written"],
    [
      report({ problems: [error, other] }),
      report({ problems: [error, other] }),
      "still the same 2 errors: nothing was written",
    ],
    [written, broken, "all is well again: 1 updated, 1 unchanged"],
    [report(), broken, "all is well again: 2 files, all current"],
    [report({ failure: "EACCES" }), written, "nothing was done: EACCES"],
    [report(), report({ failure: "EACCES" }), "all is well again: 2 files, all current"],
  ];

  it.each(cases.map((each, index) => [index, ...each] as const))("%i", (_, now, before, line) => {
    expect(watchLine(now, before)).toBe(line);
  });

  it("is all that is printed when the problems are the same as before", () => {
    expect([areTold(broken, undefined), areTold(broken, written)]).toEqual([false, false]);
    expect([areTold(broken, broken), areTold(written, report())]).toEqual([true, true]);
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { columns } from "../../src/hcl/graphemes.ts";
import type { DriftReport } from "../../src/model/drift.ts";
import { driftFormats, formatDriftReport } from "../../src/report/drift/format.ts";
import { sideBySide } from "../../src/report/drift/html/diff.ts";
import { driftJson } from "../../src/report/drift/json.ts";
import { styleFor } from "../../src/report/style.ts";
import { goldenCases, goldenFolder, goldenReport } from "./golden.ts";

const reports = new Map(
  await Promise.all(goldenCases.map(async (name) => [name, await goldenReport(name)] as const)),
);

function reportOf(name: (typeof goldenCases)[number]): DriftReport {
  const report = reports.get(name);
  if (!report) throw new Error(`There is no report of ${name}`);
  return report;
}

/** A report in which every text that a user can write is the same one. */
function withTexts(text: string): DriftReport {
  const replace = (value: unknown, key = ""): unknown => {
    if (Array.isArray(value)) return value.map((item) => replace(item, key));
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([name, item]) => [name, replace(item, name)]),
      );
    }
    return ["reason", "description", "message", "advice", "value"].includes(key) ? text : value;
  };
  return replace(reportOf("waivers")) as DriftReport;
}

describe("all formats report the same", () => {
  test.each(goldenCases)("%s", (name) => {
    const report = reportOf(name);
    const told = report.stacks.flatMap(({ differences, unneeded }) => [
      ...differences.flatMap((difference) => [
        difference.name,
        difference.class,
        ...difference.waivers.flatMap(({ until, environment }) => [until, environment]),
      ]),
      ...unneeded.map((entry) => entry.name),
    ]);
    const places = report.problems.flatMap(({ place, code }) => (place ? [place.file, code] : []));
    for (const format of driftFormats) {
      const text = formatDriftReport(report, format).replaceAll("&quot;", '"');
      expect(
        [...told, ...places].filter((word) => !text.includes(word)),
        format,
      ).toEqual([]);
    }
  });
});

describe("text", () => {
  test.each(goldenCases)("%s fits into terminals of 80 and 160 columns, but for diffs", (name) => {
    const report = reportOf(name);
    const stacks = report.stacks.map(({ files, ...stack }) =>
      files ? { ...stack, files: { ...files, different: [] } } : stack,
    );
    for (const width of [80, 160]) {
      const text = formatDriftReport({ ...report, stacks }, "text", { columns: width });
      expect(text.split("\n").filter((line) => columns(line) > width)).toEqual([]);
    }
  });

  test("shortens a value where there is no room, and puts its place on the next line", () => {
    const value = "x".repeat(100);
    const wide = formatDriftReport(withTexts(value), "text", { columns: 160 });
    expect(wide).toContain(`"${value}"  envs/staging.yaml:2:45`);
    const narrow = formatDriftReport(withTexts(value), "text", { columns: 40 });
    expect(narrow).toContain(
      '    staging     "xxxxxxxxxxxxxxxxxxxxxx…\n                envs/staging.yaml:2:45',
    );
  });

  test("has colour when asked for, and the same text", () => {
    for (const report of reports.values()) {
      const plain = formatDriftReport(report, "text");
      const painted = formatDriftReport(report, "text", { style: styleFor(true) });
      expect(painted).not.toBe(plain);
      expect(painted.replaceAll(/\u001b\[\d+m/g, "")).toBe(plain);
    }
  });

  test("lists what is identical when all is asked for", () => {
    const report = reportOf("no-drift");
    expect(formatDriftReport(report, "text")).not.toContain('"us-east-1"  envs');
    expect(formatDriftReport(report, "text", { all: true })).toContain(
      "ratio   1  envs/staging.yaml:4:10",
    );
  });
});

describe("json", () => {
  test.each(goldenCases)("%s reads back as the report", (name) => {
    const report = reportOf(name);
    expect(JSON.parse(driftJson(report))).toEqual(JSON.parse(JSON.stringify(report)));
  });

  test("keeps all digits of an integer", () => {
    const report = {
      ...reportOf("no-drift"),
      version: 12345678901234567890n,
    } as unknown as DriftReport;
    expect(driftJson(report)).toContain('"version": 12345678901234567890,');
  });
});

describe("markdown", () => {
  test("leaves whole blocks out where a comment is too small, and says so", () => {
    for (const limit of [400, 1000, 3000]) {
      const text = formatDriftReport(reportOf("two-hundred"), "markdown", { limit });
      expect(text.length).toBeLessThanOrEqual(limit);
      expect(text).toMatch(/_\d+ parts? (?:was|were) left out: a comment holds \d+ characters\./);
      expect(text.split("<details>").length).toBe(text.split("</details>").length);
      expect(text).toContain("Undeclared or expired differences in tls\\_policy");
    }
  });

  test("escapes text that looks like markup", () => {
    const text = formatDriftReport(withTexts("a|b `c` <b>d</b> @team *e*\n\n# f"), "markdown");
    expect(text.replaceAll(/<code>.*?<\/code>/g, "")).not.toMatch(/<b>|@team|^# f/m);
    const rows = text.split("\n").filter((line) => line.startsWith("| "));
    for (const row of rows) expect(row.replaceAll("\\|", "").split("|").length, row).toBe(6);
  });

  test("uses a fence longer than any in a diff", () => {
    const report = reportOf("nested");
    const [stack] = report.stacks;
    const files = {
      identical: 0,
      ownName: [],
      conditional: [],
      different: [
        {
          path: "a.md",
          omitted: 0,
          groups: [{ environments: ["staging"], diff: "-```\n+````\n" }],
        },
      ],
    };
    const text = formatDriftReport(
      { ...report, stacks: stack ? [{ ...stack, files }] : [] },
      "markdown",
    );
    expect(text).toContain("`````diff\n-```\n+````\n`````\n");
  });
});

describe("html", () => {
  test("escapes text that looks like markup", () => {
    const page = formatDriftReport(withTexts('</script><img src=x onerror="alert(1)">'), "html");
    expect(page).not.toContain("<img");
    expect(page.split("</script>").length).toBe(2);
  });

  test("puts lines side by side", () => {
    const diff =
      "--- a\n+++ b\n@@ -3,4 +3,3 @@\n same\n-old\n-gone\n+new\n end\n@@ -9,1 +8,2 @@\n x\n+y\n";
    const rows = sideBySide(diff).map(({ kind, before, after }) =>
      [kind, before?.number, before?.text, after?.number, after?.text].join(" "),
    );
    expect(rows).toEqual([
      "same 3 same 3 same",
      "changed 4 old 4 new",
      "changed 5 gone  ",
      "same 6 end 5 end",
      "gap    ",
      "same 9 x 8 x",
      "changed   9 y",
    ]);
  });
});

describe("github", () => {
  test("is one command a line, whatever a text holds", () => {
    const lines = formatDriftReport(withTexts("50%\r\n::error::no, a: b"), "github")
      .trimEnd()
      .split("\n");
    for (const line of lines) {
      expect(line).toMatch(
        /^::(?:error|warning|notice) (?:file=[^,:]+,line=\d+,col=\d+,)?title=[^,:]+::/,
      );
    }
  });

  test("annotates the outlier, not those that hold the usual value", () => {
    const text = readFileSync(join(goldenFolder, "outlier", "expected", "annotations.txt"), "utf8");
    const errors = text.split("\n").filter((line) => line.startsWith("::error file"));
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain("file=envs/staging.yaml,line=2,col=25");
  });
});

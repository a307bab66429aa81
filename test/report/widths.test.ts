import { expect, test } from "vitest";
import { diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { pad, truncate, wrap } from "../../src/report/drift/layout.ts";
import { formatDiagnostics } from "../../src/report/problems/format.ts";

test.each([
  ["  名前: 東京", 7, 9, "  1 |   名前: 東京\n    |         ^^^^"],
  ["  e\u0301: x", 7, 8, "  1 |   e\u0301: x\n    |      ^"],
  ["\tx: y", 5, 6, "  1 | \tx: y\n    | \t   ^"],
])("the caret is under its place in %j", (excerpt, column, endColumn, want) => {
  const location = { file: "envs/a.yaml", line: 1, column, endColumn, excerpt };
  const text = formatDiagnostics(
    [diagnostic("spec-syntax", { kind: "parser", message: "wrong" }, location)],
    "text",
  );
  expect(text).toContain(want);
});

test("columns count as terminals count them", () => {
  expect(pad("東京", 6)).toBe("東京  ");
  expect(truncate("東京都", 5)).toBe("東京…");
  expect(truncate("👩‍💻👩‍💻", 3)).toBe("👩‍💻…");
  expect(wrap("東京 大阪", 6)).toEqual(["東京", "大阪"]);
});

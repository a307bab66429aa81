import { describe, expect, it } from "vitest";
import { attributeLines } from "../../src/hcl/attributes.ts";
import { identifier } from "../../src/hcl/identifier.ts";

describe("attributeLines", () => {
  it.each<readonly [string, readonly (readonly [string, string])[], string]>([
    ["nothing", [], ""],
    ["one", [["a", "1"]], "a = 1\n"],
    [
      "aligned",
      [
        ["a", "1"],
        ["bcd", "var.x"],
      ],
      "a   = 1\nbcd = var.x\n",
    ],
    [
      "apart around several lines",
      [
        ["a", "1"],
        ["bcd", "[\n  1,\n]"],
        ["efgh", "2"],
        ["i", "3"],
      ],
      "a = 1\nbcd = [\n  1,\n]\nefgh = 2\ni    = 3\n",
    ],
    [
      "aligned around a heredoc",
      [
        ["a", "1"],
        ["bcd", "<<-EOT\n  x\nEOT"],
        ["efghi", "2"],
      ],
      "a     = 1\nbcd   = <<-EOT\n  x\nEOT\nefghi = 2\n",
    ],
    [
      "by characters seen",
      [
        ["日本", "1"],
        ["é", "2"],
        ["abc", "3"],
      ],
      "日本  = 1\né   = 2\nabc = 3\n",
    ],
    [
      "with quoted names",
      [
        ['"a.b"', "1"],
        ['"🏻"', "2"],
        ["c", "3"],
      ],
      '"a.b" = 1\n"🏻"   = 2\nc     = 3\n',
    ],
  ])("writes %s", (_, given, want) => {
    expect(attributeLines(given)).toBe(want);
  });

  it("indents every line of its own", () => {
    expect(
      attributeLines(
        [
          ["a", "[\n    1,\n  ]"],
          ["b", "2"],
        ],
        "  ",
      ),
    ).toBe("  a = [\n    1,\n  ]\n  b = 2\n");
  });

  it("takes any iterable, and thousands of entries", () => {
    const entries = new Map(
      Array.from({ length: 200_000 }, (_, index) => [`v${index}`, "1"] as const),
    );
    expect(attributeLines(entries).split("\n")).toHaveLength(200_001);
  });
});

describe("identifier", () => {
  it.each(["a", "_", "_a1", "a-b", "A", "größe", "名前", "for", "null"])("takes %j", (name) => {
    expect(identifier(name)).toBe(true);
  });

  it.each(["", "1a", "-a", "a.b", "a b", "a\n", "${a}", "a/b", "é!", "👍"])(
    "refuses %j",
    (name) => {
      expect(identifier(name)).toBe(false);
    },
  );
});

import { describe, expect, it } from "vitest";
import { format } from "../../src/hcl/format.ts";
import { literal, quotedLiteral } from "../../src/hcl/literal.ts";
import { type LiteralFault, literalFault } from "../../src/hcl/literalFault.ts";
import { success } from "../../src/model/result.ts";
import type { Value } from "../../src/model/value.ts";

const table: readonly (readonly [name: string, given: Value, want: string])[] = [
  ["null", null, "null"],
  ["true", true, "true"],
  ["empty text", "", '""'],
  ["text", "us-east-1", '"us-east-1"'],
  ["an interpolation", "${x}", '"$${x}"'],
  ["a directive", "%{x}", '"%%{x}"'],
  ["an escaped interpolation", "$${x}", '"$$${x}"'],
  ["a dollar and a percent sign", "$5 at 10%", '"$5 at 10%"'],
  ["quotes", 'say "hi"', '"say \\"hi\\""'],
  ["backslashes", "C:\\n", '"C:\\\\n"'],
  ["a tab and a carriage return", "a\tb\r\n", '"a\\tb\\r\\n"'],
  ["one line", "a\n", '"a\\n"'],
  ["lines without an end", "a\nb", '"a\\nb"'],
  ["letters of the world", "größe 名前 👍", '"größe 名前 👍"'],
  [
    "what cannot be seen",
    "\u0000\u00a0\u200d\u202e\ufeff",
    '"\\u0000\\u00a0\\u200d\\u202e\\ufeff"',
  ],
  ["beyond the basic plane", "\u{e0001}", '"\\U000e0001"'],

  ["zero", 0, "0"],
  ["negative zero", -0, "-0"],
  ["a fraction", -1.5, "-1.5"],
  ["a large float", 1e21, "1e+21"],
  ["a small float", 1e-7, "1e-7"],
  ["a big integer", 12345678901234567890n, "12345678901234567890"],

  ["lines", "a\nb\n", "<<-EOT\n  a\n  b\nEOT"],
  ["empty lines", "a\n\n\nb\n", "<<-EOT\n  a\n\n\n  b\nEOT"],
  ["lines that all begin with blanks", "  a\n   b\n", "<<EOT\n  a\n   b\nEOT"],
  ["lines that begin with tabs", "\ta\n\tb\n", "<<EOT\n\ta\n\tb\nEOT"],
  ["templates in lines", "${a}\n%{b}\n$$\n", "<<-EOT\n  $${a}\n  %%{b}\n  $$\nEOT"],
  ["quotes in lines", '{"a": "\\n"}\nb\n', '<<-EOT\n  {"a": "\\n"}\n  b\nEOT'],
  ["the end marker in lines", "a\n EOT \nEOT2\n", "<<-EOT3\n  a\n   EOT \n  EOT2\nEOT3"],
  ["lines that begin with a combining mark", "\u0301a\nb\n", "<<EOT\n\u0301a\nb\nEOT"],
  ["lines with a carriage return", "a\r\nb\r\n", '"a\\r\\nb\\r\\n"'],

  ["an empty list", [], "[]"],
  ["a list", ["a", 1, null, true], '["a", 1, null, true]'],
  ["a list of empty things", [[], {}, ""], '[[], {}, ""]'],
  ["lines in a list", ["a\nb\n"], '["a\\nb\\n"]'],
  [
    "a long list",
    ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1", "subnet-0123456789abcdef2"],
    `[
  "subnet-0123456789abcdef0",
  "subnet-0123456789abcdef1",
  "subnet-0123456789abcdef2",
]`,
  ],
  [
    "a list of 72 characters",
    ["a".repeat(33), "b".repeat(31)],
    `["${"a".repeat(33)}", "${"b".repeat(31)}"]`,
  ],
  [
    "a list of 73 characters",
    ["a".repeat(33), "b".repeat(32)],
    `[\n  "${"a".repeat(33)}",\n  "${"b".repeat(32)}",\n]`,
  ],
  ["a list of lists", [[1, 2], [3]], "[\n  [1, 2],\n  [3],\n]"],
  ["a list of objects", [{ a: 1 }], "[\n  {\n    a = 1\n  },\n]"],

  ["an empty object", {}, "{}"],
  ["an object", { a: 1, bcd: "x" }, '{\n  a   = 1\n  bcd = "x"\n}'],
  [
    "objects and lists within",
    { a: 1, b: { c: 1, dd: 2 }, e: [[1]], ffff: [1], g: 2 },
    `{
  a = 1
  b = {
    c  = 1
    dd = 2
  }
  e = [
    [1],
  ]
  ffff = [1]
  g    = 2
}`,
  ],
  [
    "lines within",
    { a: "x\ny\n", long: 1 },
    "{\n  a    = <<-EOT\n    x\n    y\n  EOT\n  long = 1\n}",
  ],
  [
    "keys that are names",
    { a: 1, _b: 1, "c-d": 1, A1: 1 },
    "{\n  a   = 1\n  _b  = 1\n  c-d = 1\n  A1  = 1\n}",
  ],
  [
    "keys that are words of HCL",
    { for: 1, null: 1, true: 1, false: 1, if: 1 },
    '{\n  "for"   = 1\n  "null"  = 1\n  "true"  = 1\n  "false" = 1\n  if      = 1\n}',
  ],
  [
    "keys that are no names",
    { "": 1, "a.b": 1, "${x}": 1, "1a": 1, "-a": 1, 'q"': 1, "a\nb": 1, é: 1 },
    `{
  ""      = 1
  "a.b"   = 1
  "$\${x}" = 1
  "1a"    = 1
  "-a"    = 1
  "q\\""   = 1
  "a\\nb"  = 1
  "é"     = 1
}`,
  ],
];

describe("literal", () => {
  it.each(table)("writes %s", (_, given, want) => {
    expect(literal(given)).toBe(want);
  });

  it.each(table)("writes %s as format leaves it", (_, _given, want) => {
    expect(format(`x = ${want}\n`)).toEqual(success(`x = ${want}\n`));
  });

  it("indents all lines but the first", () => {
    expect(literal({ a: [[1]], b: "x\ny\n" }, "  ")).toBe(
      "{\n    a = [\n      [1],\n    ]\n    b = <<-EOT\n      x\n      y\n    EOT\n  }",
    );
  });

  it.each([NaN, Infinity, -Infinity, "\ud800", "a\udc00b"])("refuses %j", (given) => {
    expect(() => literal(given)).toThrow(RangeError);
    expect(() => literal({ a: [given] })).toThrow(RangeError);
  });
});

describe("quotedLiteral", () => {
  it("keeps lines in quotes", () => {
    expect(quotedLiteral("a\nb\n")).toBe('"a\\nb\\n"');
  });
});

describe("literalFault", () => {
  it.each<readonly [string | number | bigint, LiteralFault | undefined]>([
    ["é", undefined],
    ["e\u0301", "not-normalized"],
    ["\ud83d\ude00", undefined],
    ["\ud83d", "lone-surrogate"],
    ["\ude00\ud83d", "lone-surrogate"],
    [1e308, undefined],
    [-0, undefined],
    [NaN, "not-finite"],
    [Infinity, "not-finite"],
    [2n ** 512n, undefined],
    [-(2n ** 512n), undefined],
    [2n ** 512n + 1n, "too-many-digits"],
    [-(2n ** 512n) - 1n, "too-many-digits"],
  ])("of %s is %s", (given, want) => {
    expect(literalFault(given)).toBe(want);
  });
});

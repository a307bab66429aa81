import { describe, expect, it } from "vitest";
import { describe as words } from "../../src/diagnostics/diagnostic.ts";
import { readSpec } from "../../src/specs/readSpecs.ts";
import { parseSpec } from "../../src/yaml/parseSpec.ts";

/** The value of `v` in a spec. */
function readValue(text: string): unknown {
  const { parsed, problems } = parseSpec("envs/a.yaml", text);
  expect(told(problems)).toEqual([]);
  return (parsed.value as { readonly v?: unknown }).v;
}

function told(problems: ReturnType<typeof parseSpec>["problems"]): string[] {
  return problems.map((problem) => {
    const { message, advice } = words(problem);
    const { line, column } = problem.location ?? { line: 0, column: 0 };
    return `${line}:${column} ${message}${advice === undefined ? "" : ` | ${advice}`}`;
  });
}

describe("a number", () => {
  it.each<[string, number | bigint | string]>([
    ["0", 0],
    ["-0", 0],
    ["-0.0", 0],
    ["+5", 5],
    ["-17", -17],
    ["007", 7],
    ["9007199254740991", 9007199254740991],
    ["9007199254740992", 9007199254740992n],
    ["-9007199254740993", -9007199254740993n],
    ["12345678901234567890", 12345678901234567890n],
    ["-123456789012345678901234567890", -123456789012345678901234567890n],
    ["0x1F", 31],
    ["0o17", 15],
    ["0xFFFFFFFFFFFFFFFFFF", 0xffffffffffffffffffn],
    ["1e3", 1000],
    ["1E+3", 1000],
    ["1e-7", 1e-7],
    [".5", 0.5],
    ["5.", 5],
    ["-1.50", -1.5],
    ["+.5e1", 5],
    ["1e21", 1e21],
    ["1.7976931348623157e308", Number.MAX_VALUE],
    ["5e-324", 5e-324],
    ["0.1", 0.1],
    ["100000000000000000000.0", 1e20],
    ["1_000", "1_000"],
    ["0b11", "0b11"],
    ["-0x1F", "-0x1F"],
    ["1:30", "1:30"],
    ["0x", "0x"],
    ["1.2.3", "1.2.3"],
    ["1e", "1e"],
    ["1,5", "1,5"],
  ])("%s", (text, expected) => {
    expect(readValue(`v: ${text}\n`)).toBe(expected);
    expect(readValue(`v: ${text} # as the other parser reads it\nw: &w 1\n`)).toBe(expected);
  });

  it.each([
    ["0.12345678901234567890", "0.12345678901234568"],
    ["1e400", "Infinity"],
    ["1e-400", "0"],
    ["3.14159265358979323846", "3.141592653589793"],
    ["9007199254740993.0", "9007199254740992"],
  ])("%s, which a double would round, is refused", (text, nearest) => {
    expect(told(parseSpec("envs/a.yaml", `v: ${text}\n`).problems)).toEqual([
      `1:4 the number ${text} has more digits than can be kept: it would become ${nearest} | Round it, or make it a string in quotes and in the schema.`,
    ]);
  });

  it.each([".inf", "-.Inf", "+.INF", ".nan", ".NaN"])("%s is refused", (text) => {
    expect(told(parseSpec("envs/a.yaml", `v: ${text}\n`).problems)).toEqual([
      "1:4 Terraform has no infinite number and no NaN",
    ]);
  });

  it("past 512 bits is refused", () => {
    expect(readValue(`v: ${2n ** 512n}\n`)).toBe(2n ** 512n);
    expect(told(parseSpec("envs/a.yaml", `v: ${2n ** 512n + 1n}\n`).problems)).toEqual([
      "1:4 Terraform keeps 512 bits of a number, and this one needs more",
    ]);
  });
});

describe("text", () => {
  it.each<[string, string, unknown]>([
    ["plain", "v: a b  # c\n", "a b"],
    [
      "words of YAML 1.1",
      "v: [yes, no, on, off, y, n, Yes]\n",
      ["yes", "no", "on", "off", "y", "n", "Yes"],
    ],
    [
      "words of YAML 1.2",
      "v: [true, False, TRUE, null, ~, Null, '']\n",
      [true, false, true, null, null, null, ""],
    ],
    ["dates", "v: [2026-12-01, 12:30:45]\n", ["2026-12-01", "12:30:45"]],
    ["quotes", "v: ['it''s \\n', \"a\\tb\\n\\\"\\\\\"]\n", ["it's \\n", 'a\tb\n"\\']],
    ["escapes", 'v: "\\u00e9\\x41\\U0001F469\\ud83d\\udc69\\0\\e"\n', "éA👩👩\0\u001b"],
    ["unicode", "v: é日本👨‍👩‍👧 \u202e\u00a0x\n", "é日本👨‍👩‍👧 \u202e\u00a0x"],
    ["Terraform's marks", "v: ${a} %{b} $${c} <<EOT\n", "${a} %{b} $${c} <<EOT"],
    ["a literal block", "v: |\n  a\n   b\n\n  c\n", "a\n b\n\nc\n"],
    ["a literal block without its end", "v: |-\n  a\n  b\n", "a\nb"],
    ["a literal block with all its end", "v: |+\n  a\n\n\n", "a\n\n\n"],
    ["a literal block with leading blanks", "v: |2\n    a\n  b\n", "  a\nb\n"],
    ["a folded block", "v: >\n  a\n  b\n\n  c\n   d\n", "a b\nc\n d\n"],
    ["several lines, plain", "v: a\n  b\n\n  c\n", "a b\nc"],
    ["several lines in quotes", 'v: "a\n  b\\\n  c"\n', "a bc"],
    ["tags of the core", "v: [!!str 5, !!int '5', !!float 5.5, ! 5]\n", ["5", 5, 5.5, "5"]],
    [
      "keys as they are written",
      "v: { 1.0: a, true: b, ~: c, 0x1: d, '': e, a.b: f, 'x y': g }\n",
      { "1.0": "a", true: "b", "~": "c", "0x1": "d", "": "e", "a.b": "f", "x y": "g" },
    ],
    ["keys of prototypes", "v: { constructor: 1, toString: 2 }\n", { constructor: 1, toString: 2 }],
  ])("%s", (_, text, expected) => {
    expect(readValue(text)).toStrictEqual(expected);
    expect(readValue(`w: &w 1\n${text}`)).toStrictEqual(expected);
  });

  it("has the key __proto__ like any other", () => {
    const value = readValue("v: { __proto__: { x: 1 } }\n") as object;
    expect(Object.entries(value)).toEqual([["__proto__", { x: 1 }]]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it.each([
    [
      "half a character",
      'v: "\\ud800"',
      "1:4 the text contains half of a UTF-16 pair, which is not a character",
    ],
    [
      "text that is not composed",
      "v: e\u0301",
      "1:4 the text is not in Unicode's composed form (NFC), and Terraform would change it | Type its accented letters again: they were pasted as a letter and an accent.",
    ],
    [
      "a key that is not composed",
      "v: { a: 1, e\u0301: 1 }",
      "1:12 the text is not in Unicode's composed form (NFC), and Terraform would change it | Type its accented letters again: they were pasted as a letter and an accent.",
    ],
    ["a map as a key", "v: { [a]: 1, b: 2 }", "1:6 a list or a map cannot be a key"],
    [
      "a key twice",
      "v: 1\nv: 2",
      "2:1 this key is written twice in the same map | Remove one of the two.",
    ],
    [
      "a key twice, once in quotes",
      "v:\n  1: a\n  '1': b",
      "3:3 this key is written twice in the same map | Remove one of the two.",
    ],
    [
      "a tag of YAML 1.1",
      "v: !!binary aGVsbG8=",
      "1:4 unresolved tag: !!binary | Specs hold plain data: strings, numbers, booleans, lists and maps.",
    ],
    [
      "a set of YAML 1.1",
      "v: !!set { a, b }",
      "1:4 unresolved tag: !!set | Specs hold plain data: strings, numbers, booleans, lists and maps.",
    ],
    [
      "a date of YAML 1.1",
      "v: !!timestamp 2026-01-01",
      "1:4 unresolved tag: !!timestamp | Specs hold plain data: strings, numbers, booleans, lists and maps.",
    ],
    [
      "a tag of one's own",
      "v: !mine a",
      "1:4 unresolved tag: !mine | Specs hold plain data: strings, numbers, booleans, lists and maps.",
    ],
    [
      "YAML 1.1",
      "# old\n%YAML 1.1\n---\nv: yes",
      "2:1 the spec says that it is YAML 1.1 | Specs are YAML 1.2: remove the %YAML line.",
    ],
    [
      "two documents",
      "v: 1\n---\nw: 2",
      '2:1 the file holds more than one YAML document | A spec is one document: remove the "---" line and what follows, or make it a file of its own.',
    ],
    [
      "lines of a map in two columns",
      "v:\n   a: 1\n  b: 2",
      "3:1 all mapping items must start at the same column | This line begins in column 3, the one above in column 4.",
    ],
    ["a tab", "v:\n\ta: 1", "2:1 a tab indents this line | YAML is indented with spaces."],
    [
      "depth without end",
      `v: ${"[".repeat(5000)}`,
      expect.stringContaining("lists and maps are nested too deep"),
    ],
  ])("%s is refused", (_, text, expected) => {
    const { problems } = parseSpec("envs/a.yaml", `${text}\n`);
    expect(told(problems)).toEqual([expected]);
  });
});

describe("anchors and merge keys", () => {
  it.each<[string, string, unknown]>([
    ["an alias", "a: &a { x: 1 }\nv: *a\n", { x: 1 }],
    ["an alias of text", "a: &a text\nv: [*a, *a]\n", ["text", "text"]],
    ["an alias of a big number", "a: &a 12345678901234567890\nv: *a\n", 12345678901234567890n],
    ["the anchor that was set last", "a: &a 1\nb: &a 2\nv: *a\n", 2],
    [
      "a merge, where a map's own comes first",
      "a: &a { x: 1, y: 1 }\nv: { y: 2, <<: *a, z: 2 }\n",
      { y: 2, z: 2, x: 1 },
    ],
    ["own keys before the merge", "a: &a { x: 1 }\nv: { <<: *a, x: 2 }\n", { x: 2 }],
    [
      "of several maps the first",
      "a: &a { x: 1, y: 1 }\nb: &b { y: 2, z: 2 }\nv: { <<: [*a, *b] }\n",
      { x: 1, y: 1, z: 2 },
    ],
    [
      "a merge of a merge",
      "a: &a { x: 1, y: 1 }\nb: &b { <<: *a, y: 2 }\nv: { <<: *b, z: 3 }\n",
      { z: 3, y: 2, x: 1 },
    ],
    [
      "a merge that is not deep",
      "a: &a { m: { x: 1 } }\nv: { <<: *a, m: { y: 1 } }\n",
      { m: { y: 1 } },
    ],
    ["a merge of a map written out", "v: { <<: { x: 1 }, y: 2 }\n", { y: 2, x: 1 }],
    ["a merge of nothing in a list", "v: { <<: [], y: 2 }\n", { y: 2 }],
    ["<< in quotes, a key like any other", "v: { '<<': 1 }\n", { "<<": 1 }],
    [
      "two merges",
      "a: &a { x: 1 }\nb: &b { x: 2, y: 2 }\nv:\n  <<: *a\n  <<: *b\n",
      { x: 1, y: 2 },
    ],
  ])("%s", (_, text, expected) => {
    const value = readValue(text);
    expect(value).toStrictEqual(expected);
    expect(JSON.stringify(value, bigints)).toBe(JSON.stringify(expected, bigints));
  });

  it.each([
    [
      "an anchor that is not there",
      "v: *a",
      '1:4 there is no anchor "a" above this alias | Name a value with &name before it is used with *name; a text with a leading * must be in quotes.',
    ],
    [
      "an anchor that comes later",
      "v: *a\na: &a 1",
      '1:4 there is no anchor "a" above this alias | Name a value with &name before it is used with *name; a text with a leading * must be in quotes.',
    ],
    ["an anchor that contains itself", "v: &a { x: *a }", '1:12 the anchor "a" contains itself'],
    [
      "a merge of text",
      "a: &a text\nv: { <<: *a }",
      "2:10 << takes a map, or a list of maps | It merges another map into this one: <<: *name, where &name marks that map.",
    ],
    [
      "a merge of a list of text",
      "v: { <<: [{ a: 1 }, b] }",
      "1:10 << takes a map, or a list of maps | It merges another map into this one: <<: *name, where &name marks that map.",
    ],
    [
      "a merge of nothing",
      "v: { <<: }",
      "1:10 << takes a map, or a list of maps | It merges another map into this one: <<: *name, where &name marks that map.",
    ],
  ])("%s is refused", (_, text, expected) => {
    expect(told(parseSpec("envs/a.yaml", `${text}\n`).problems)).toEqual([expected]);
  });

  it.each([
    ["aliases", (line: number) => `[${Array(9).fill(`*l${line}`).join(", ")}]`],
    [
      "merges",
      (line: number) =>
        `{ ${[..."abcdefghi"].map((key) => `${key}: { <<: *l${line} }`).join(", ")} }`,
    ],
    [
      "merges of lists of maps",
      (line: number) =>
        `{ ${[..."abcdefghi"].map((key) => `${key}: { <<: [*l${line}] }`).join(", ")} }`,
    ],
    [
      "merges in one another",
      (line: number) =>
        `{ <<: *l${line}, ${[..."abcdefghi"].map((key) => `${key}${line}: { <<: *l${line} }`).join(", ")} }`,
    ],
  ])("%s that expand without end are refused at once", (_, next) => {
    const lines = [
      "l0: &l0 { x: 1 }",
      ...Array.from({ length: 5 }, (_, line) => `l${line + 1}: &l${line + 1} ${next(line)}`),
    ];
    const started = performance.now();
    const { problems } = parseSpec("envs/a.yaml", `${lines.join("\n")}\n`);
    expect(told(problems)).toEqual([
      expect.stringMatching(/^\d+:\d+ aliases expand to more than 10000 values$/),
    ]);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

function bigints(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? `${value}n` : value;
}

describe("the place of a value", () => {
  const lines = [
    "# a comment",
    "stack: app",
    "variables:",
    "  region: eu # here",
    "  tags: { a: 1, b: [x, 'y'] }",
    "  text: |",
    "    one",
    "    two",
    "  copy: &c { k: v }",
    "  again: *c",
    "  merged:",
    "    <<: *c",
    "    own: 1",
    "  empty:",
    "",
  ];
  const places: [(string | number)[], string, string][] = [
    [[], "2:1", "2:1"],
    [["stack"], "2:1", "2:8"],
    [["variables", "region"], "4:3", "4:11"],
    [["variables", "tags", "a"], "5:11", "5:14"],
    [["variables", "tags", "b", 1], "5:24", "5:24"],
    [["variables", "text"], "6:3", "6:9"],
    [["variables", "again", "k"], "9:14", "9:17"],
    [["variables", "merged", "k"], "9:14", "9:17"],
    [["variables", "merged", "own"], "13:5", "13:10"],
    [["variables", "empty"], "14:3", "14:9"],
    [["variables", "absent", "deep"], "3:1", "4:3"],
  ];

  it.each([
    ["\\n", "\n", ""],
    ["\\r\\n", "\r\n", ""],
    ["\\r\\n and a byte order mark", "\r\n", "\ufeff"],
    ["\\n and a byte order mark", "\n", "\ufeff"],
  ])("is right in a file with %s", (_, newline, mark) => {
    const { spec, problems } = readSpec("envs/a.yaml", mark + lines.join(newline));
    expect(told(problems)).toEqual([]);
    for (const [path, key, value] of places) {
      const at = (what: "key" | "value"): string => {
        const { file, line, column, excerpt } = spec.locate(path, what);
        expect([file, excerpt]).toEqual(["envs/a.yaml", lines[line - 1]]);
        return `${line}:${column}`;
      };
      expect([path, at("key"), at("value")]).toEqual([path, key, value]);
    }
    expect(spec.sections.variables?.text).toBe("one\ntwo\n");
    expect([
      spec.has(["variables", "merged", "k"]),
      spec.has(["variables", "tags", "c"]),
      spec.has(["variables", "tags", "b", 2]),
    ]).toEqual([true, false, false]);
  });

  it("is right on the first line after a byte order mark", () => {
    const { spec } = readSpec("envs/a.yaml", "\ufeffstack: app # \\\n");
    expect(spec.locate(["stack"], "value")).toMatchObject({
      column: 8,
      excerpt: "stack: app # \\",
    });
    expect(spec.sections).toEqual({ stack: "app" });
  });

  it("counts in UTF-16 units", () => {
    const { parsed } = parseSpec("envs/a.yaml", "a: [👩, b]\n");
    expect(parsed.locate(["a", 1], "value")).toMatchObject({ line: 1, column: 9 });
  });
});

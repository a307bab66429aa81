import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { format } from "../../src/hcl/format.ts";
import { literal } from "../../src/hcl/literal.ts";
import { literalFault } from "../../src/hcl/literalFault.ts";
import { maskedLines, maskingOf } from "../../src/mask/mask.ts";
import type { Environment } from "../../src/model/environment.ts";
import type { ProjectStack, ProjectVariable } from "../../src/model/schema.ts";
import type { Value } from "../../src/model/value.ts";
import { driftFormats, formatDriftReport } from "../../src/report/drift/format.ts";
import { goldenReport } from "./golden.ts";

describe.each(["sensitive", "broken"] as const)("%s", async (name) => {
  const report = await goldenReport(name);
  const secrets = [
    "developers@secret",
    "on-call@secret",
    "hunter2",
    "hunter3",
    'x\\"y',
    "BEGIN KEY",
    "c3RhZ2luZy1rZXk",
    "cHJvZHVjdGlvbi1rZXk",
    "90125",
    "5150",
    "same-secret",
    "token-of-all",
    '"tok"',
  ];
  test.each(driftFormats)("no sensitive value in %s", (asked) => {
    const text = formatDriftReport(report, asked, { all: true });
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    if (name === "sensitive") expect(text).toContain("sensitive");
  });
});

const text = fc.string({ unit: fc.constantFrom(...'abcdef "\\${}%\n\té') });
const sensitiveValue = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    text,
    fc.integer(),
    fc.boolean(),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("key", "odd key", "${x}"), tie("value"), { maxKeys: 3 }),
  ),
})).value;

/** One environment of a stack whose one sensitive variable holds a value. */
function maskingFor(value: Value): ReturnType<typeof maskingOf> {
  const variable = { name: "token", sensitive: true, type: { kind: "string" } };
  const stack = { variables: new Map([["token", variable as ProjectVariable]]) };
  const environment = { name: "staging", values: { token: value } };
  return maskingOf(stack as unknown as ProjectStack, [environment as unknown as Environment]);
}

function masked(file: string, value: Value): string[] {
  const masking = maskingFor(value);
  if (!masking) throw new Error("There is a sensitive variable");
  const lineAt = maskedLines(file, "staging", masking);
  return file.split("\n").map((_, index) => lineAt(index) ?? "");
}

describe("a sensitive variable's definition", () => {
  test("is masked on all its lines, whatever it holds, and nothing else is", () => {
    fc.assert(
      fc.property(sensitiveValue, (value) => {
        fc.pre(literalFault(JSON.stringify(value)) === undefined);
        const formatted = format(`first = [1, 2]\ntoken = ${literal(value)}\nlast = { a = 1 }\n`);
        const file = formatted.ok ? formatted.value : "";
        expect(file).not.toBe("");
        const lines = masked(file, value);
        const last = lines.length - 2;
        expect(lines[0]).toMatch(/^first += \[1, 2\]$/);
        expect(lines[1]).toMatch(/^token += \(sensitive value 1\)$/);
        expect(lines.slice(2, last)).toEqual(
          lines.slice(2, last).map(() => "  (sensitive value 1)"),
        );
        expect(lines[last]).toMatch(/^last += \{ a = 1 \}$/);
      }),
    );
  });

  test("of a number with few digits is masked, and the number elsewhere is not", () => {
    expect(masked("token = 7\nport = 7\n", 7)).toEqual([
      "token = (sensitive value 1)",
      "port = 7",
      "",
    ]);
  });
});

describe("a sensitive text elsewhere", () => {
  test.each([
    ["hunter22", 'x = "hunter22"', 'x = "(sensitive)"'],
    ["hunter22", "# for hunter22, see below", "# for (sensitive), see below"],
    [
      "hunter22",
      'url = "https://me:hunter22@example.org"',
      'url = "https://me:(sensitive)@example.org"',
    ],
    ['a"b\\c', 'x = "a\\"b\\\\c"', 'x = "(sensitive)"'],
    ["a${b}c", 'x = "a$${b}c"', 'x = "(sensitive)"'],
    ["line one\nline two\n", "  line two", "  (sensitive)"],
    ["abc", 'x = "abc"', 'x = "(sensitive)"'],
    ["abc", 'x = "abcd"', 'x = "abcd"'],
    ["[.*]+", 'x = "[.*]+"', 'x = "(sensitive)"'],
    [12345, "port = 12345", "port = (sensitive)"],
    [12345, "port = 123456", "port = 123456"],
    [["first-one", { a: "second-one" }], '"second-one first-one"', '"(sensitive) (sensitive)"'],
  ] as const)("%j in %s", (value, line, expected) => {
    expect(masked(line, value as Value)).toEqual([expected]);
  });

  test("that begins with another one is masked to its end", () => {
    expect(masked('x = "password-1"', ["password", "password-1"])).toEqual(['x = "(sensitive)"']);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseHcl } from "../../src/hcl/parse.ts";
import { shape } from "../../src/hcl/shape.ts";
import { tokenize } from "../../src/hcl/tokenize.ts";
import { program } from "./program.ts";

const literals = [
  ...[
    '"a"',
    '""',
    '"${x}"',
    '"$${x}"',
    '"\\u00e9"',
    '"a\\nb"',
    "0",
    "7",
    "1.5",
    "1e5",
    "-1",
    "true",
    "null",
  ],
  ...["[]", "[1, 2]", '[ "a",\n"b", ]', "{}", "{ a = 1 }", "{ a : 1, b = [2] }", "<<EOT\nx\nEOT\n"],
];
const faults = [
  ...[
    '"\\q"',
    '"\\u12"',
    '"\\ud800"',
    "1..2",
    "1.2.3",
    "1e999",
    "0.1",
    "[1 2]",
    "[1,,2]",
    "{ a 1 }",
    "{ for = 1 }",
  ],
  ...[
    "{ a = 1 b = 2 }",
    "{ a =\n1 }",
    ". . .",
    "= =",
    "..",
    "=",
    ",",
    "\n",
    " # c\n",
    " /* c */ ",
    "x",
    "{",
    "}",
    "[",
    ")",
  ],
];

/** A program, and the same with some tokens replaced, most of them literals by literals. */
const mutants = fc
  .tuple(
    fc.oneof(
      program,
      fc
        .array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom(...literals, ...faults)), {
          maxLength: 3,
        })
        .map((pairs) => pairs.map(([name, text], index) => `${name}${index} = ${text}\n`).join("")),
    ),
    fc.array(
      fc.record({
        at: fc.nat(),
        text: fc.oneof(
          { weight: 2, arbitrary: fc.constantFrom(...literals) },
          { weight: 1, arbitrary: fc.constantFrom(...faults) },
        ),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  )
  .map(([text, replacements]) => [
    text,
    ...replacements.map(({ at, text: replacement }) => replaced(text, at, replacement)),
  ]);

function replaced(text: string, at: number, replacement: string): string {
  const tokenized = tokenize(text);
  if (!tokenized.ok || tokenized.value.tokens.length === 0) {
    return `${text}${replacement}`;
  }
  const { tokens } = tokenized.value;
  const kinds = new Set(["number", "quotedText", "heredocText", "comment"]);
  const candidates = tokens.filter(
    (token) => kinds.has(token.kind) || /^(?:true|false|null)$/.test(token.text),
  );
  const chosen = (at % 4 === 0 || candidates.length === 0 ? tokens : candidates).at(
    at % (at % 4 === 0 || candidates.length === 0 ? tokens : candidates).length,
  );
  const inQuotes = chosen?.kind === "quotedText" || chosen?.kind === "heredocText";
  const inner = inQuotes ? replacement.replaceAll(/^"|"$/g, "").replaceAll("\n", " ") : replacement;
  return tokens
    .map((token) => " ".repeat(token.spaces) + (token === chosen ? inner : token.text))
    .join("");
}

describe("shape", () => {
  it("is the same only for texts that parse alike", { timeout: 120_000 }, async () => {
    const texts = [...new Set(fc.sample(mutants, 250).flat())];
    const groups = new Map<string, { text: string; parses: boolean }[]>();
    for (const text of texts) {
      const { ok: parses } = await parseHcl("test.tf", text);
      const key = shape(text);
      groups.set(key, [...(groups.get(key) ?? []), { text, parses }]);
    }
    const shared = [...groups.values()].filter((group) => group.length > 1);
    const contradicted = shared.filter(
      (group) => new Set(group.map(({ parses }) => parses)).size > 1,
    );

    expect(contradicted[0]).toBeUndefined();
    expect(shared.length).toBeGreaterThan(50);
    expect([...groups.values()].filter((group) => !group[0]?.parses).length).toBeGreaterThan(50);
  });
});

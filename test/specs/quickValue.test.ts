import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDocument, stringify } from "yaml";
import { plainEntry } from "../../src/yaml/plainEntry.ts";
import { quickValue as quickRead } from "../../src/yaml/quickValue.ts";
import { toValue } from "../../src/yaml/toValue.ts";

const quickValue = (text: string): unknown => quickRead(text)?.value;

/** What the parser that keeps positions makes of a text; `undefined` where it refuses it. */
function slowValue(text: string): unknown {
  const document = parseDocument(text, {
    version: "1.2",
    intAsBigInt: true,
    prettyErrors: false,
    merge: true,
  });
  let problems = document.errors.length + document.warnings.length;
  const value = problems > 0 ? undefined : toValue(document, () => problems++);
  return problems > 0 ? undefined : value;
}

const scalars = [
  "",
  "~",
  "null",
  "Null",
  "true",
  "True",
  "yes",
  "on",
  "no",
  "0",
  "-0",
  "+0",
  "007",
  "+5",
  "-17",
  "1_000",
  "9007199254740991",
  "9007199254740992",
  "12345678901234567890",
  "1e3",
  "1E-3",
  "-1.50",
  ".5",
  "5.",
  "+.5e1",
  "0.1",
  "3.14159265358979323846",
  "0x1F",
  "0o17",
  "0b1",
  ".inf",
  "-.inf",
  ".nan",
  ".NaN",
  "1:30",
  "12:30:45",
  "2026-12-01",
  "2026-12-01T00:00:00Z",
  "1.2.3",
  "1.2.3.4/16",
  "- ",
  "-",
  "--",
  "=",
  "a b",
  "a: b",
  "a:b",
  "a #b",
  "a#b",
  "#c",
  "'it''s'",
  "'5'",
  '"5"',
  '"a b"',
  "[]",
  "{}",
  "[1, two, [3]]",
  "{ a: 1, b: { c: [] } }",
  "[a, ]",
  "{ a }",
  "[a: 1]",
  "é",
  "e\u0301",
  "日本",
  "@x",
  "`x",
  "|\n    a\n     b\n",
  ">\n    a\n    b\n\n    c\n",
  "|-\n    a\n",
  "|+\n    a\n\n",
  "|2\n      a\n",
  "plain\n    continued",
  "'quoted\n    continued'",
  "? x",
  "https://example.org/?q=1",
  "a,b",
  "a]b",
  "[a, 'b', \"c\"]",
  "<<",
  "0.0",
  "-0.0",
  "1e400",
  "1e-400",
];

describe("the quick parser of specs", () => {
  it.each(scalars)("reads %j as the full parser does, or leaves it to that one", (scalar) => {
    for (const text of [
      `k: ${scalar}\n`,
      `k: [${scalar}]\n`,
      `k:\n  - ${scalar}\n  - b\nl: 1\n`,
      `${scalar}: v\n`,
    ]) {
      const quick = quickValue(text);
      if (quick !== undefined) expect([text, quick]).toStrictEqual([text, slowValue(text)]);
    }
  });

  it("reads usual specs", () => {
    const text = `# A comment
stack: app
settings: { backend: { bucket: states, key: a.tfstate } }
variables:
  region: us-east-1   # where
  memory: 512
  ratio: 0.25
  open: true
  none: ~
  urls: [https://a.example.org, 'it''s']
  text: |
    two
    lines
  nested:
    - { name: a, port: 80 }
`;
    expect(quickValue(text)).toStrictEqual(slowValue(text));
  });

  it("agrees with the full parser on any data, however it is written", () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: "small" },
        fc.constantFrom(...scalars),
        fc.string({ unit: "grapheme" }),
        fc.string(),
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("any"), { maxLength: 4 }),
        fc.dictionary(
          fc.oneof(fc.string(), fc.constantFrom("a", "1", "true", "<<", "__proto__")),
          tie("any"),
          { maxKeys: 4 },
        ),
      ),
    })).any;
    const written = fc.record({
      value,
      lineWidth: fc.constantFrom(0, 20, 80),
      defaultStringType: fc.constantFrom(
        "PLAIN",
        "QUOTE_SINGLE",
        "QUOTE_DOUBLE",
        "BLOCK_LITERAL",
        "BLOCK_FOLDED",
      ),
      collectionStyle: fc.constantFrom("any", "block", "flow"),
      indentSeq: fc.boolean(),
    });
    let quickly = 0;
    fc.assert(
      fc.property(written, ({ value, ...options }) => {
        const text = stringify({ k: value }, { ...options, aliasDuplicateObjects: false } as never);
        const quick = quickValue(text);
        if (quick === undefined) return;
        quickly++;
        expect([text, quick]).toStrictEqual([text, slowValue(text)]);
      }),
      { numRuns: 3000 },
    );
    // A reading that always gives up would agree too.
    expect(quickly).toBeGreaterThan(500);
  });

  it("agrees with the full parser on simple lines", () => {
    const token = fc.constantFrom(
      ...["a", "b-1", "k.c", "a/b", "x@y", ":", ": ", " ", ", ", ",", "[", "]", "{", "}", "- "],
      ...["0", "-7", "12", "00", "1.5", "true", "No", "null", "~", '"', "'", "#", " #", "é", "?"],
    );
    const written = fc.array(token, { maxLength: 9 }).map((tokens) => tokens.join(""));
    const wrapped = fc.oneof(
      written,
      ...["[]", "{}", "''", '""'].map(([open = "", close = ""]) =>
        written.map((text) => open + text + close),
      ),
    );
    const key = fc.constantFrom("k", "true", "null", "a.b", "no");
    let quickly = 0;
    fc.assert(
      fc.property(key, wrapped, (name, text) => {
        const entry = `  ${name}: ${text}\n`;
        const quick = plainEntry(entry);
        if (quick === undefined) return;
        quickly++;
        expect([entry, { [name]: quick }]).toStrictEqual([entry, slowValue(entry)]);
      }),
      { numRuns: 5000 },
    );
    expect(quickly).toBeGreaterThan(300);
  });

  it("agrees with the full parser on damaged texts", () => {
    const text = "a: 1\nb:\n  - x\n  - { c: 'd', e: [1, 2] }\nf: |\n  text\n  more\ng: \"h\"\n";
    const edit = fc.record({
      at: fc.nat(text.length),
      remove: fc.nat(3),
      insert: fc.string({ unit: fc.constantFrom(..."ab1 \n:-[]{},#'\"|>~."), maxLength: 4 }),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        const damaged = edits.reduce(
          (old, { at, remove, insert }) => old.slice(0, at) + insert + old.slice(at + remove),
          text,
        );
        const quick = quickValue(damaged);
        if (quick !== undefined)
          expect([damaged, quick]).toStrictEqual([damaged, slowValue(damaged)]);
      }),
      { numRuns: 10000 },
    );
  });
});

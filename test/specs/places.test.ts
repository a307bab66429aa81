import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import type { Path } from "../../src/model/value.ts";
import { parseSpec } from "../../src/yaml/parseSpec.ts";
import { quickValue } from "../../src/yaml/quickValue.ts";

/** The same text for the parser that reads whole files: it knows documents that begin with a mark, the other does not. */
function readWhole(text: string) {
  return parseSpec("envs/a.yaml", `---\n${text}`).parsed;
}

/** All paths of a value, and some that lead nowhere. */
function pathsIn(value: unknown, path: Path = []): Path[] {
  const inner =
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, item]) =>
          pathsIn(item, [...path, Array.isArray(value) ? Number(key) : key]),
        )
      : [];
  return [path, [...path, "absent"], [...path, 7], ...inner];
}

describe("positions in a spec that is read in pieces", () => {
  it("are those of the file read as a whole", () => {
    const item = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: "small" },
        fc.constantFrom("text", "two\nlines\n", "a: b", "# no comment", "", 5, true, null),
        fc.array(tie("any"), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom("one", "two", "t h r e e"), tie("any"), { maxKeys: 3 }),
      ),
    })).any;
    const section = fc.dictionary(fc.constantFrom("a", "b_2", "c-3", "d.4"), item, { maxKeys: 4 });
    const spec = fc.record({ stack: fc.constant("app"), settings: section, variables: section });
    const options = fc.record({
      lineWidth: fc.constantFrom(0, 20, 80),
      collectionStyle: fc.constantFrom("any", "block", "flow"),
      indent: fc.constantFrom(2, 4),
    });
    let inPieces = 0;
    fc.assert(
      fc.property(spec, options, fc.boolean(), (value, style, commented) => {
        const plain = stringify(value, style as never);
        const text = commented ? plain.replaceAll(/^( +\w.*)$/gm, "# about it\n$1  # so") : plain;
        if (!quickValue(text)?.inPieces) return;
        inPieces++;
        const { parsed } = parseSpec("envs/a.yaml", text);
        const whole = readWhole(text);
        expect(parsed.value).toStrictEqual(whole.value);
        for (const path of pathsIn(parsed.value)) {
          expect([text, path, parsed.has(path)]).toStrictEqual([text, path, whole.has(path)]);
          for (const what of ["key", "value"] as const) {
            const { line, ...place } = whole.locate(path, what);
            const expected =
              path.length === 0 ? parsed.locate(path, what) : { ...place, line: line - 1 };
            expect([text, path, parsed.locate(path, what)]).toStrictEqual([text, path, expected]);
          }
        }
      }),
      { numRuns: 300 },
    );
    expect(inPieces).toBeGreaterThan(100);
  });
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { outline } from "../../src/hcl/outline/outline.ts";
import { byStatements } from "../../src/hcl/statements.ts";

const statements = fc.constantFrom(
  ...["a = 1\n", 'module "m" {\nsource = "../m"\n\n  b = var.a\n}\n', "# a comment\n", "\n"],
  ...["x = <<EOT\ntext\n\nmore {\n\nEOT\n", "/* a comment\n\nb = 1\n*/\n", "l = [\n1,\n\n2,\n]\n"],
  ...["}\n", "{\n", 'open = "\n', "b {\nc = 1\n"],
);
const readNames = (text: string): string[] =>
  outline(text).body.statements.map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);
const readStatements = byStatements(readNames);

test("statements read one by one are those of the whole text, each at its place", () => {
  fc.assert(
    fc.property(fc.array(statements, { maxLength: 6 }), (parts) => {
      const text = parts.join("");
      const found = readStatements(text);
      if (!found) return;
      expect([text, found.flatMap(({ reading }) => reading)]).toEqual([text, readNames(text)]);
      const starts = found.map(({ start }, index) => text.slice(start, found[index + 1]?.start));
      expect(starts.join("")).toBe(text);
    }),
    { numRuns: 2000 },
  );
  expect(readStatements("a = 1\nb {\n  c = 1\n}\n")).toHaveLength(2);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { format } from "../../src/hcl/format.ts";
import { formatShaped, shapeMemory } from "../../src/hcl/formatShaped.ts";
import { parseHcl } from "../../src/hcl/parse.ts";
import { cutValues, fillerOf, syntaxKey } from "../../src/hcl/plainValues.ts";
import { program } from "./program.ts";

const values = fc.constantFrom(
  ...['"a"', '"b c"', '""', '"10.0.0.0/8"', '"42"', '"true"', '"x # y"', '"x */ y"', '"/* x"'],
  ...['"$${a} 5 $"', '"\\"q\\""', '"${a}"', '"%%{if}"', '"../m"', '"é\u{1F600}"', '"\u0091"'],
  ...["1", "-2.5", "true", "null", "007", '["a", "b"]', '["a",1]', "[1, true]", "[]"],
);

/** Places that look as if a value stood in them, where it is one and where it is none. */
const places = fc.constantFrom(
  ...["a = @\n", "long_name = @\n", "a = @ # why\n", "b = @ /* c */\n", "type = @\n"],
  ...["l = [\n@,\n@\n]\n", 'm = {\n"k" = @\nkey: @,\n}\n', "x = f(\n@,\n)\n"],
  ...["h = <<EOT\n  a = @\nEOT\n", "h = <<-EOT\n@\n  EOT\n", "/* a comment\na = @\n*/\n"],
  ...['variable "v" {\ntype = @\ndefault = @\n}\n', 'r "x" {\n\n\n@\n}\n', "# a = @\n", "\n"],
  ...['t = "${\n{\na = @\n}\n}"\n', "c = (\nx\n? @\n: @\n)\n"],
);

const texts = fc
  .array(fc.tuple(places, values, values), { maxLength: 6 })
  .map((parts) =>
    parts
      .map(([place, one, other]) => place.replace("@", () => one).replace("@", () => other))
      .join(""),
  );

test("formatting by shape equals formatting the text", () => {
  const memory = shapeMemory();
  const maker = {};
  fc.assert(
    fc.property(fc.oneof(texts, program), values, (text, value) => {
      // The second is nearly the first, as what one template makes for two environments is.
      for (const one of [text, text.replace(/= ?"[^"\n$%]*"$/m, () => `= ${value}`)]) {
        const formatted = format(one);
        expect([one, formatShaped(one, maker, memory)?.text]).toEqual([
          one,
          formatted.ok ? formatted.value : undefined,
        ]);
      }
    }),
    { numRuns: 2000 },
  );
});

test("values that were cut out are put back, and a text parses exactly if its shape does", async () => {
  const found = fc.sample(texts, 300);
  for (const text of found) {
    const cut = cutValues(text);
    if (!cut) continue;
    expect([text, fillerOf(cut.shape)(cut.values)]).toEqual([text, text]);
    for (const like of [cut.shape, syntaxKey(cut.shape)]) {
      const [one, other] = [await parseHcl("", text), await parseHcl("", like)];
      expect([text, one.ok]).toEqual([text, other.ok]);
    }
  }
});

test("what differs in plain values, in how many a list has, or in lines of comments, has one syntax", () => {
  const keyOf = (text: string): string => syntaxKey(cutValues(text)?.shape ?? text);
  const keys = ['["a"]', '["a", "b"]', '[\n  "a",\n  "true",\n]'].map((list) =>
    keyOf(`x = ${list}\ny = "a"\n`),
  );
  expect(new Set(keys).size).toBe(1);
  expect(keyOf('x = ["a"]\ny = "a"\n')).not.toBe(keyOf('x = ["a" "b"]\ny = "a"\n'));
  expect(keyOf("# one\nx = y\n  // two")).toBe(keyOf("x = y\n"));
  // In a heredoc it may be a template, and in a comment its end.
  for (const line of ["# ${", "# %{ if", "# */", "# /*"]) {
    expect(keyOf(`${line}\nx = y\n`)).not.toBe(keyOf("x = y\n"));
  }
  // Quotes of Windows-1252, read as Latin-1, are the marks of values: where no value is, they stay in the key.
  expect(keyOf("x = y\n")).not.toBe(keyOf("x = \u0093y\u0094\n"));
});

test("what differs in values alone has one shape; a type, a name or a path makes another", () => {
  const shapeOf = (text: string): string | undefined => cutValues(text)?.shape;
  const text =
    'module "m" {\n  source = "../m"\n  a      = "x"\n  b      = ["10.0.0.0/8", "5"]\n}\n';
  const like = text.replace('"x"', () => '"say \\"y\\" for $${z}"').replace('"5"', '"6"');
  expect(shapeOf(like)).toBe(shapeOf(text));
  for (const [part, other] of [
    ['"x"', "5"],
    ['"x"', '"5"'],
    ['"x"', '"true"'],
    ['"x"', "true"],
    ['"x"', '"${y}"'],
    ["a  ", "ab "],
    ["../m", "../n"],
    ['"5"', "5"],
    // No number, and no boolean: a module that takes these may refuse what it was not seen with.
    ['"5"', '"5.5.5"'],
    ['"5"', '"1"'],
    ['"m"', '"n"'],
  ] as const) {
    expect([other, shapeOf(text.replace(part, other)) === shapeOf(text)]).toEqual([other, false]);
  }
  expect(shapeOf('required_version = ">= 1.9"')).not.toBe(shapeOf('required_version = ">= 1.8"'));
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { format, formatAgain } from "../../src/hcl/format.ts";
import { outline } from "../../src/hcl/outline/outline.ts";
import { topBlocks } from "../../src/hcl/topBlocks.ts";

const snippets = [
  'a = 1\nlong_name = "x"\n',
  'module "m" {\nsource = "../m"\n\n  a = var.a\n\n\n  bb = [\n1,\n\n2 ]\n}\n',
  'resource "r" "one" {\nfor_each = {}\n}\n',
  "x = <<EOT\ntext\n\nmore {\n\nEOT\n",
  "/* a comment\n\nb = 1\n*/\n",
  "# a comment\n",
  'y = "${ a }" # why\n',
  "l = [\n1,\n\n2,\n]\n",
  "}\n",
  "{\n",
  'open = "\n',
  "\n",
];

const texts = fc
  .array(
    fc.record({ snippet: fc.constantFrom(...snippets), gap: fc.constantFrom("", "\n", "\n\n") }),
    {
      maxLength: 6,
    },
  )
  .map((parts) => parts.map(({ snippet, gap }) => snippet + gap).join(""));

test("formatting in pieces equals formatting as a whole", () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect([text, formatAgain(text)]).toEqual([text, format(text)]);
    }),
    { numRuns: 3000, examples: [['}\n{\n\na = 1\nlong_name = "x"\n']] },
  );
});

test("pieces have the same blocks as the whole", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const whole = outline(text).body.blocks.map(({ type, labels }) => [
        type,
        ...labels.map((label) => label.text),
      ]);
      const found = topBlocks("main.tf", text).map(({ type, labels }) => [type, ...labels]);
      expect([text, found]).toEqual([text, whole]);
    }),
    { numRuns: 3000 },
  );
});

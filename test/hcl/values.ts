import fc from "fast-check";
import { literalFault } from "../../src/hcl/literalFault.ts";
import type { Value } from "../../src/model/value.ts";

const fragment = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: "grapheme-ascii", maxLength: 6 }) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 4 }) },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 4 }) },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      ...["${", "$${", "%{", "%%{", "$", "%", "{", "}", "~}", "${x}", "%{ if true }", "$$${y}"],
      ...['"', "\\", "\\n", "\\u0041", "'", "`", "#", "//", "/*", "*/", "<<EOT", "<<-EOT"],
      ...[
        "\n",
        "\n",
        "\n\n",
        "\r",
        "\r\n",
        "\t",
        " ",
        "  ",
        "EOT",
        "EOT\n",
        "\nEOT\n",
        "\n  EOT  \n",
      ],
      ...["\u0000", "\u0007", "\u007f", "\u0085", "\u00a0", "\u2028", "\ufeff", "\u200d", "\u202e"],
      ...["é", "ß", "日本", "👨‍👩‍👧", "🏻", "\ufffd", "\u{10ffff}", "क्ष"],
    ),
  },
);

/** Any text Terraform can hold: Unicode's form NFC, no lone surrogates. */
export const text: fc.Arbitrary<string> = fc
  .array(fragment, { maxLength: 8 })
  .map((fragments) => fragments.join("").normalize("NFC"))
  .filter((joined) => literalFault(joined) === undefined);

/** Text of several whole lines, as heredocs are for. */
const lines: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.constantFrom("", "", "  ", "\t", "    "), text), {
    minLength: 2,
    maxLength: 5,
  })
  .map((pairs) => pairs.map(([indentation, line]) => `${indentation}${line}\n`).join(""))
  .filter((joined) => literalFault(joined) === undefined);

const key = fc.oneof(
  text,
  fc.constantFrom(
    ...[
      "for",
      "in",
      "if",
      "null",
      "true",
      "false",
      "a.b",
      "${x}",
      "",
      " ",
      "1",
      "1e3",
      "-",
      "_",
      "a-b",
    ],
    ...["__proto__", "constructor", "größe", "名前", "a\nb", "content_type", "for_each"],
  ),
);

const scalar: fc.Arbitrary<Value> = fc.oneof(
  text,
  lines,
  fc.boolean(),
  fc.constant(null),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(1e21, 1e-7, 0.1, 5e-324, Number.MAX_VALUE, 2 ** 53, -1.5),
  fc.bigInt({ min: -(2n ** 500n), max: 2n ** 500n }),
);

/** Any value of the model that Terraform reads back as it is. */
export const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    { weight: 4, arbitrary: scalar },
    { weight: 1, arbitrary: fc.array(tie("value"), { maxLength: 5 }) },
    { weight: 1, arbitrary: fc.array(scalar, { maxLength: 12 }) },
    { weight: 2, arbitrary: fc.dictionary(key, tie("value"), { maxKeys: 6 }) },
  ),
})).value;

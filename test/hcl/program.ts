import fc from "fast-check";

/**
 * Random HCL that parses and that nobody would have written: blanks, comments and line breaks wherever
 * the grammar lets them stand.
 */

const join = (...parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
  fc
    .tuple(...parts.map((part) => (typeof part === "string" ? fc.constant(part) : part)))
    .map((texts) => texts.join(""));

const pick = (...texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);

/** Blanks, perhaps none; at least one; and the same where line breaks mean nothing. */
const gap = pick("", "", " ", " ", "  ", "\t", "   \t ", " /* c */ ", " /* é\n * two */ ");
const blank = pick(" ", " ", "  ", "\t", " /* in */ ");
const wideGap = fc.oneof(
  { weight: 3, arbitrary: gap },
  pick("\n", "\n\n", "\n   ", " # é\n", "// q\r\n\t", "\r\n", "\n /* a */ \n"),
);
const wideBlank = fc.oneof(
  { weight: 3, arbitrary: blank },
  pick("\n", " \n\t", " # c\n", "\n\n   ", " // x\n"),
);

const name = pick(
  "a",
  "bc",
  "def_g",
  "h-i",
  "é",
  "名前",
  "in",
  "for_each",
  "type",
  "_",
  "x9",
  "null",
  "if-not",
);
const number = pick("0", "1", "42", "3.14", "1e5", "2E-3", "007", "10.50e+2");
const keyword = pick("true", "false", "null");

const quotedText = pick(
  ...[
    "a",
    "é",
    "e\u0301",
    "👨‍👩‍👧",
    "क्ष",
    "x y",
    "\\n",
    '\\"',
    "\\\\",
    "\\u00e9",
    "$${",
    "%%{",
    "$",
    "%",
    "$$",
  ],
  ...["#", "//", "/*", "}", "{", "<<EOT", "\t", "~", "$ {", "100%", "$$$${b}", "\\U0001f600"],
);
const heredocLine = pick(
  ...[
    "text",
    "  indented",
    "",
    "\ttab",
    "$${x} %%{y}",
    "é 👩",
    "EOT2",
    "x EOT",
    '"quotes"',
    "# no comment",
  ],
  ...["}", "a = 1", "  ", "$", "%", "windows\r"],
);

type Part = "value" | "wide" | "object" | "template" | "heredoc" | "body" | "block";

const parts = fc.letrec<Record<Part, string>>((tie) => {
  /** An expression whose own line breaks would matter (`open`), or would not. */
  const expression = (self: "value" | "wide", space: typeof gap, must: typeof blank) => {
    const term = tie(self);
    const comma = join(space, ",", space);
    const list = fc.array(tie("wide"), { maxLength: 4 }).chain((items) =>
      fc
        .tuple(wideGap, wideGap, wideGap, fc.boolean())
        .map(([before, between, after, trailing]) => {
          const last = trailing && items.length > 0 ? "," : "";
          return `${before}${items.join(`${between},${after}`)}${last}${after}`;
        }),
    );
    // Not `[true]` and `[null]`: Terraform 1.11 loses them.
    const index = fc.oneof(pick("0", '"k"', "b.c", "-1"), join("f(", tie("wide"), ")"));
    const operator = pick("+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||");
    return fc.oneof(
      { maxDepth: 4, depthSize: "small", withCrossShrink: true },
      { weight: 4, arbitrary: fc.oneof(name, number, keyword, pick('""', '"text"', "var.x")) },
      { weight: 3, arbitrary: tie("template") },
      { weight: 2, arbitrary: join("[", list, "]") },
      { weight: 2, arbitrary: join(pick("f", "merge", "provider::x::y"), gap, "(", list, ")") },
      { weight: 2, arbitrary: tie("object") },
      { weight: 2, arbitrary: join(term, must, operator, must, term) },
      { weight: 1, arbitrary: join(term, must, "?", must, term, must, ":", must, term) },
      { weight: 1, arbitrary: join(pick("!", "-"), space, name) },
      { weight: 1, arbitrary: join("(", wideGap, tie("wide"), wideGap, ")") },
      { weight: 1, arbitrary: join(name, gap, "[", wideGap, index, wideGap, "]") },
      {
        weight: 1,
        arbitrary: join(
          name,
          pick(".x", " . y", "[*]", ".*", "[ * ].z", "[0]", ".0", '["k"]', " [0]"),
        ),
      },
      {
        weight: 1,
        arbitrary: join(
          ...["[", wideGap, "for", wideBlank, "k", comma, "v", wideBlank, "in", wideBlank],
          ...[
            tie("wide"),
            wideBlank,
            ":",
            wideGap,
            tie("wide"),
            pick("", " if k", "\nif (v)"),
            wideGap,
            "]",
          ],
        ),
      },
      {
        weight: 1,
        arbitrary: join(
          ...[
            "{",
            wideGap,
            "for",
            wideBlank,
            "v",
            wideBlank,
            "in",
            wideBlank,
            tie("wide"),
            wideBlank,
          ],
          ...[
            ":",
            wideGap,
            "v",
            wideGap,
            "=>",
            wideGap,
            tie("wide"),
            pick("", "...", " ..."),
            wideGap,
            "}",
          ],
        ),
      },
    );
  };

  const sequence = join(pick("${", "${~", "${ "), wideGap, tie("wide"), wideGap, pick("}", " ~}"));
  const directive = fc.oneof(
    join("%{", gap, "if", blank, tie("wide"), pick("}", "~}"), "yes%{ else }no%{endif}"),
    join("%{~ for", blank, "x", blank, "in", blank, tie("wide"), " }", "-", "%{ endfor ~}"),
  );

  const key = fc.oneof(name, pick('"q"', '"a.b"', "(a)", "( f( x ) )", '"${k}"', "1", '"é"'));
  const item = join(key, gap, pick("=", "=", ":"), gap, tie("value"));
  const lineEnd = pick(
    "\n",
    "\n",
    "  \n",
    "\r\n",
    " # c\n",
    "  // long é comment\n",
    "\n\n",
    " /* x */\n",
  );

  const attribute = fc.oneof(
    { weight: 5, arbitrary: join(gap, "NAME", gap, "=", gap, tie("value"), lineEnd) },
    { weight: 2, arbitrary: join(gap, "NAME", gap, "=", gap, tie("heredoc"), "\n") },
    {
      weight: 1,
      arbitrary: join(gap, "NAME", gap, "=", gap, 'f("x",', gap, tie("heredoc"), "\n)", lineEnd),
    },
    {
      weight: 1,
      arbitrary: join(gap, "NAME", gap, '= "${', wideGap, tie("wide"), wideGap, '}"', lineEnd),
    },
  );
  const label = fc.oneof(
    name,
    pick(
      '"l"',
      '"aws_x"',
      '"é\\u0041"',
      '""',
      '"a\\tb"',
      '"$${"',
      '"a$b"',
      '"\u00a0"',
      '"e\u0301"',
    ),
  );
  const header = fc
    .tuple(
      pick("resource", "variable", "b", "type"),
      fc.array(join(blank, label), { maxLength: 2 }),
    )
    .map(([type, labels]) => `${type}${labels.join("")}`);

  return {
    value: expression("value", gap, blank),
    wide: expression("wide", wideGap, wideBlank),
    object: fc.oneof(
      join("{", gap, "}"),
      join("{", gap, item, gap, ",", gap, item, gap, "}"),
      fc
        .array(join(gap, item, pick("", "", ","), lineEnd), { maxLength: 4 })
        .chain((items) => join("{", lineEnd, items.join(""), gap, "}")),
    ),
    template: fc
      .array(fc.oneof({ weight: 3, arbitrary: quotedText }, sequence, directive), { maxLength: 4 })
      // A `$` or `%` next to what follows would begin a sequence or an escape.
      .map(
        (texts) =>
          `"${texts
            .join("\0")
            .replaceAll(/(?<=[$%])\0(?=[$%{])/g, " ")
            .replaceAll("\0", "")}"`,
      ),
    heredoc: fc
      .tuple(
        pick("<<", "<<-"),
        pick("EOT", "END-x", "é"),
        fc.array(
          fc.oneof(
            { weight: 3, arbitrary: heredocLine },
            join(
              heredocLine.map((line) => line.trim()),
              " ",
              sequence,
            ),
            directive,
          ),
          { maxLength: 4 },
        ),
        pick("", "  ", "\t"),
      )
      .map(([open, marker, lines, indentation]) => {
        const body = lines.map((line) => `${line}\n`).join("");
        return `${open}${marker}\n${body}${indentation}${marker}`;
      }),
    block: fc.oneof(
      join(gap, header, gap, "{", gap, "}"),
      join(gap, header, gap, "{", gap, pick("only", "type"), gap, "=", gap, tie("value"), gap, "}"),
      join(gap, header, gap, "{", lineEnd, tie("body"), gap, "}"),
      join(
        gap,
        'variable "v" {\n type',
        gap,
        "=",
        gap,
        pick('"string"', '"list"', "map", '"${x}"', "set(any)", '"any"'),
        "\n}",
      ),
    ),
    body: fc
      .array(
        fc.oneof(
          { maxDepth: 3, depthSize: "small" },
          { weight: 6, arbitrary: attribute },
          {
            weight: 1,
            arbitrary: pick(
              "# comment\n",
              "\t// other \n",
              "/* block\n   comment */\n",
              "\n",
              "  \n",
            ),
          },
          { weight: 2, arbitrary: join(tie("block"), lineEnd) },
        ),
        { maxLength: 6 },
      )
      .map((items) => items.join("")),
  };
});

const startsNumbered = /NAME/g;
const names = ["a", "bb", "ccc_long", "é", "e\u0301e", "type", "日本", "x-y"];

/** A whole file. */
export const program: fc.Arbitrary<string> = fc
  .tuple(
    pick("", "", "", "\ufeff"),
    parts.body,
    parts.body,
    pick("", "", "z = 1", "  ", "# end", "q = [ 1 ] /* e */"),
  )
  .map(([start, first, second, end]) => {
    let count = 0;
    const unique = (): string => `${names[count % names.length]}${count++}`;
    return `${start}${`${first}${second}${end}`.replaceAll(startsNumbered, unique)}`;
  });

import { describe, expect, it } from "vitest";
import { success } from "../../src/model/result.ts";
import { evaluate } from "../../src/template/evaluate.ts";
import type { TemplateData } from "../../src/template/expression.ts";
import { plainOutput, tracedOutput } from "../../src/template/output.ts";
import { libraryOf, type Partials, parsed } from "./engine.ts";

const data = { name: "x", yes: true, rows: [1, 2], two: "t1\nt2" };

/** Each line of what a template writes, with the place in a template that made it (`file line:column`). */
function origins(template: string, partials: Partials = {}): (readonly [string, string])[] {
  const run = {
    library: libraryOf(partials),
    literal: (value: TemplateData) => success(String(value)),
  };
  const traced = tracedOutput();
  const plain = plainOutput();
  evaluate(parsed(template, "main"), data, run, traced);
  evaluate(parsed(template, "main"), data, run, plain);
  return plain
    .text()
    .split("\n")
    .map((line, index) => {
      const place = traced.origin(index + 1);
      const file = place?.file.replace(/^_|\.hbs$/g, "") ?? "";
      return [line, place ? `${file} ${place.line}:${place.column}` : "nowhere"] as const;
    });
}

describe("the place in a template that made a line", () => {
  it.each<[string, string, [string, string][], Partials?]>([
    [
      "is the line's own",
      "a\n  b\n",
      [
        ["a", "main 1:1"],
        ["  b", "main 2:3"],
        ["", "main 2:3"],
      ],
    ],
    [
      "is nowhere above the first text",
      "\n\na",
      [
        ["", "nowhere"],
        ["", "nowhere"],
        ["a", "main 3:1"],
      ],
    ],
    [
      "is an expression's, where a line begins with one",
      "a\n  {{name}} = 1",
      [
        ["a", "main 1:1"],
        ["  x = 1", "main 2:3"],
      ],
    ],
    ["is the text's before an expression", "a = {{name}}", [["a = x", "main 1:1"]]],
    [
      "is one expression's for all the lines it writes",
      "\n{{two}}\nb",
      [
        ["", "nowhere"],
        ["t1", "main 2:1"],
        ["t2", "main 2:1"],
        ["b", "main 3:1"],
      ],
    ],
    [
      "is one helper's for all the lines it writes",
      "  {{lines}}\nb",
      [
        ["  x = <<EOT", "main 1:3"],
        ["one", "main 1:3"],
        ["two", "main 1:3"],
        ["EOT", "main 1:3"],
        ["b", "main 2:1"],
      ],
    ],
    [
      "counts the lines of blocks that left none",
      "a\n{{#if yes}}\nb\n{{else}}\nc\n{{/if}}\n{{! x }}\nd",
      [
        ["a", "main 1:1"],
        ["b", "main 3:1"],
        ["d", "main 8:1"],
      ],
    ],
    [
      "counts the lines that ~ took",
      "a\n\n\n{{~! x ~}}\n\n\n  b\nc",
      [
        ["ab", "main 1:1"],
        ["c", "main 8:1"],
      ],
    ],
    [
      "counts the lines that ~ took at the start",
      "{{~! x ~}}\n\n  b\nc",
      [
        ["b", "main 3:3"],
        ["c", "main 4:1"],
      ],
    ],
    [
      "is the same line for each turn of a loop",
      "{{#each rows}}\na\n  {{this}}\n{{/each}}\n",
      [
        ["a", "main 2:1"],
        ["  1", "main 3:3"],
        ["a", "main 2:1"],
        ["  2", "main 3:3"],
        ["", "main 3:3"],
      ],
    ],
    [
      "is that of text after a comment of lines",
      "{{!--\n\n--}}\n\nb",
      [
        ["", "nowhere"],
        ["b", "main 5:1"],
      ],
    ],
    [
      "is that of braces that are text",
      "\n\\{{a}}\nb",
      [
        ["", "nowhere"],
        ["{{a}}", "main 2:2"],
        ["b", "main 3:1"],
      ],
    ],
    [
      "is that of a raw block",
      "{{{{raw}}}}\n{{x}}\n{{{{/raw}}}}\nb",
      [
        ["{{x}}", "main 2:1"],
        ["b", "main 4:1"],
      ],
    ],
    [
      "is in a partial",
      "a\n{{> p}}\nb",
      [
        ["a", "main 1:1"],
        ["p1", "p 1:1"],
        ["p2x", "p 2:1"],
        ["b", "main 3:1"],
      ],
      { p: "p1\np2{{name}}\n" },
    ],
    [
      "is in an indented partial",
      "a\n    {{> p}}\nb",
      [
        ["a", "main 1:1"],
        ["    p1", "p 1:1"],
        ["", "p 1:1"],
        ["      x", "p 3:3"],
        ["b", "main 3:1"],
      ],
      { p: "p1\n\n  {{name}}\n" },
    ],
    [
      "is in a partial of a partial",
      "  {{> p}}\n",
      [
        ["  p", "p 1:1"],
        ["    q", "q 2:1"],
        ["  p", "p 3:1"],
        ["", "p 3:1"],
      ],
      { p: "p\n  {{> q}}\np\n", q: "{{! }}\nq\n" },
    ],
    [
      "is where a partial's block stands",
      "{{#> p}}\nbody\n{{/p}}\nb",
      [
        ["<", "p 1:1"],
        ["body", "main 2:1"],
        [">", "p 3:1"],
        ["b", "main 4:1"],
      ],
      { p: "<\n{{> @partial-block}}\n>\n" },
    ],
    [
      "is where an inline partial stands",
      '{{#*inline "p"}}\n\np\n{{/inline}}\nb\n{{> p}}\n',
      [
        ["b", "main 5:1"],
        ["", "main 5:1"],
        ["p", "main 3:1"],
        ["", "main 3:1"],
      ],
    ],
  ])("%s", (_, template, expected, partials) => {
    expect(origins(template, partials)).toEqual(expected);
  });
});

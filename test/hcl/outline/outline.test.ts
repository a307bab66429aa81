import { describe, expect, it } from "vitest";
import type { Body, Expression, Reference } from "../../../src/hcl/outline/nodes.ts";
import { outline } from "../../../src/hcl/outline/outline.ts";

/** What a text says, in short: its statements as they are written. */
function told(text: string): string[] {
  return statementsIn(text, outline(text).body);
}

function statementsIn(text: string, body: Body): string[] {
  return body.statements.flatMap((statement) => {
    switch (statement.kind) {
      case "attribute":
        return [`${statement.name} = ${written(text, statement.expression)}`];
      case "block": {
        const header = [statement.type, ...statement.labels.map((label) => `"${label.text}"`)];
        for (const label of statement.labels) {
          expect(text.slice(label.start, label.end)).toBe(label.text);
        }
        return [header.join(" "), ...statementsIn(text, statement.body).map((line) => `  ${line}`)];
      }
      default:
        return [`? ${text.slice(statement.start, statement.end)}`];
    }
  });
}

function written(text: string, { start, end }: Expression): string {
  return text.slice(start, end);
}

/** The references of `x = ...`. */
function referencesOf(expression: string): string[] {
  const text = `x = ${expression}\n`;
  const [attribute] = outline(text).body.attributes;
  return (attribute?.expression.references ?? []).map((reference) => {
    const { root, steps, start, end } = reference;
    expect(text.slice(start, end).startsWith(root)).toBe(true);
    expect(steps.at(-1)?.end ?? end).toBe(end);
    return shown(reference);
  });
}

function shown({ root, steps }: Reference): string {
  return (
    root +
    steps
      .map(({ kind, name = "" }) =>
        kind === "attribute" ? `.${name}` : `[${kind === "splat" ? "*" : name}]`,
      )
      .join("")
  );
}

describe("outline", () => {
  it.each<[string, string, string[]]>([
    ["nothing", "", []],
    ["comments alone", "# a\n\n/* b */\n", []],
    ["an attribute", "a = 1\n", ["a = 1"]],
    ["no line break at the end", "a = 1", ["a = 1"]],
    ["a byte order mark", "\uFEFFa = 1\n", ["a = 1"]],
    ["Windows lines", "a = 1\r\nb {\r\n  c = 2\r\n}\r\n", ["a = 1", "b", "  c = 2"]],
    ["a block", 'a "b" "c" {\n  d = 1\n  e {}\n}\n', ['a "b" "c"', "  d = 1", "  e"]],
    ["a block on one line", 'a "b" { c = 1 }\n', ['a "b"', "  c = 1"]],
    ["bare labels, and empty ones", 'a b "" {}\n', ['a "b" ""']],
    [
      "expressions of several lines",
      "a = [\n  1, # b\n  2,\n]\nb = 3",
      ["a = [\n  1, # b\n  2,\n]", "b = 3"],
    ],
    ["trailing comments", "a = 1 # b\nc = 2 /* d */\n", ["a = 1", "c = 2"]],
    ["heredocs", "a = <<E\nb = 1\n}\nE\nc = 2\n", ["a = <<E\nb = 1\n}\nE", "c = 2"]],
    ["braces in strings", 'a = "}${b("}")}"\nc = 1\n', ['a = "}${b("}")}"', "c = 1"]],
    [
      "what is neither",
      "a 1\nb = 2\n}\nc {\n  ( x\n y\n )\n}\n",
      ["? a 1", "b = 2", "? }", "c", "  ? ( x\n y\n )"],
    ],
    ["values that are missing", "a =\nb = # c\n", ["a = ", "b = "]],
    ["blocks that are not closed", "a {\n  b = 1\n", ["a", "  b = 1"]],
    ["labels that are not plain", 'a "${b}" {}\n', ['a "${b}"']],
    ["text without tokens", "a = 'b'", []],
  ])("reads %s", (_, text, want) => {
    expect(told(text)).toEqual(want);
  });

  it.each<[string, number, number]>([
    ["a = 'b'", 1, 5],
    ["a = 1\n  b c\n", 2, 3],
    ["\na {\n", 2, 1],
    ["}\n", 1, 1],
  ])("tells where %j stops being HCL", (text, line, column) => {
    expect(outline(text).faults).toMatchObject([{ line, column }]);
  });

  it.each<[string, string[]]>([
    ["var.x", ["var.x"]],
    ["var.x.y[0].z", ["var.x.y[].z"]],
    ['module.m["a"].o', ["module.m[a].o"]],
    ["module.m[each.key].o", ["module.m[].o", "each.key"]],
    ["aws_x.y[*].id", ["aws_x.y[*].id"]],
    ["aws_x.y.*.id.0", ["aws_x.y[*].id[]"]],
    ['"a ${var.x} %{ if local.y }b%{ endif }"', ["var.x", "local.y"]],
    ["<<E\n${path.module}\nE", ["path.module"]],
    ["{ a = var.x, b : var.y, (var.z) = 1 }", ["var.x", "var.y", "var.z"]],
    ["{\n  a = var.x\n  # b\n  c = var.y\n}", ["var.x", "var.y"]],
    ["f(var.x, core::g(local.y)...)", ["var.x", "local.y"]],
    ["var.x ? each.value : count.index", ["var.x", "each.value", "count.index"]],
    ["{ a = var.x ? b.c : d.e }", ["var.x", "b.c", "d.e"]],
    ["[for x in var.xs : x.name]", ["var.xs"]],
    ["[for x in x.y : x.name]", ["x.y"]],
    ["{ for k, v in local.m : k => v.a if v.b == var.c }", ["local.m", "var.c"]],
    ["{\n  for k in var.a :\n  k => [for v in k : v.x + w.y]\n}", ["var.a", "w.y"]],
    ["[[for x in var.a : x.b], x.c]", ["var.a", "x.c"]],
    ['"%{ for x in var.a }${x.b}%{ endfor }${x.c}"', ["var.a", "x.c"]],
    ["null", []],
    ["a", ["a"]],
  ])("finds the references of %s", (expression, want) => {
    expect(referencesOf(expression)).toEqual(want);
  });

  it("assigns comments to the statement below, and the rest of a line to its statement", () => {
    const text = "# far\n\n# one\n/* two */\na { # in\n  b = 1 # b's\n} # end\n# last\n";
    const { body, comments } = outline(text);
    const [block] = body.blocks;
    expect(text.slice(block?.lead, block?.lineEnd)).toBe(
      text.slice(text.indexOf("# one"), text.indexOf("# last")),
    );
    const [attribute] = block?.body.attributes ?? [];
    expect(text.slice(attribute?.lead, attribute?.lineEnd)).toBe("b = 1 # b's\n");
    expect(comments.map(({ start, end }) => text.slice(start, end).trim())).toEqual([
      "# far",
      "# one",
      "/* two */",
      "# in",
      "# b's",
      "# end",
      "# last",
    ]);
  });
});

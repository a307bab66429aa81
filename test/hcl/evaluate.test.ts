import { expect, test } from "vitest";
import { type Constant, isUnknown, unknown, within } from "../../src/hcl/evaluate/constant.ts";
import { evaluate } from "../../src/hcl/evaluate/evaluate.ts";
import { attributeNamed } from "../../src/hcl/outline/find.ts";
import { literalValue } from "../../src/hcl/outline/literalValue.ts";
import { outline } from "../../src/hcl/outline/outline.ts";
import { parseHcl } from "../../src/hcl/parse.ts";

const region = new Map<string, Constant>([["name", "eu"]]);

function worked(expression: string): Constant {
  const attribute = attributeNamed(outline(`x = ${expression}\n`).body, "x");
  if (!attribute) throw new Error(expression);
  return evaluate(attribute.expression, ([root, name, ...rest]) =>
    root === "var" && name === "region" ? within(region, rest) : unknown,
  );
}

test.each<readonly [string, Constant]>([
  ['"${var.region.name}-${1 + 1}"', "eu-2"],
  ['concat(["a"], [for k, v in { b = 1 } : k if v == 1])', ["a", "b"]],
  [
    "{ a = 1 / 2, b = [2 /* two */]\n c = -1 }",
    new Map<string, Constant>([
      ["a", unknown],
      ["b", [2]],
      ["c", -1],
    ]),
  ],
  ["[var.list[0], f(1, 2).x, 3]", [unknown, unknown, 3]],
  ["merge({ a = 1 }, var.more...)", unknown],
  ["{ a = var.list\n (var.key) = 1 }", unknown],
  ["1 % 2", unknown],
])("%s is evaluated as far as it is understood", (expression, value) => {
  expect(worked(expression)).toEqual(value);
});

test.each([
  '"a ${var.x / 2}"',
  '"%{ if var.a }b%{ endif }"',
  '"${~ "a" ~}"',
  "<<EOT\n  ${var.x}\nEOT",
])("%s is text, whatever it contains", (expression) => {
  const value = worked(expression);
  expect(isUnknown(value) && value.type).toEqual({ kind: "string" });
});

const literalIn = (expression: string) =>
  literalValue(attributeNamed(outline(`x = ${expression}\n`).body, "x")?.expression.tokens ?? []);

test.each([
  ...['"a\\tb"', "-1.5", "[true, null]", '{ a = -1\n "b c" : [2,\n -3], }', '"e\u0301"'],
  ...["<<E\n  a\\n\n b\nE", "<<-E\n    a\n  \n\n      b\n  E", "<<-E\n  E", "<<-E\n\t\ta\n b\nE"],
])("the value of %j is the parser's", async (expression) => {
  const parsed = await parseHcl("", `x = ${expression}\n`);
  expect(parsed.ok && parsed.value).toEqual({ x: literalIn(expression) });
});

test.each([
  ...[
    '"${x}"',
    "1 - 1",
    "[1\n - 1]",
    "(1)",
    "f(1)",
    "x",
    "true ? 1 : 2",
    "[for x in [1] : x]",
    "!true",
  ],
  ...[
    "1..2",
    "9007199254740993",
    "[1, # one\n]",
    "<<E\n${x}\nE",
    '["a" "b"]',
    '"\\q"',
    "{ a = 1 b = 2 }",
  ],
])("%j is no literal, or not one that is kept exactly", (expression) => {
  expect(literalIn(expression)).toBeUndefined();
});

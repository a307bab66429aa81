import { describe, expect, it } from "vitest";
import { format } from "../../src/hcl/format.ts";
import { typeExpression } from "../../src/hcl/typeExpression.ts";
import { success } from "../../src/model/result.ts";
import type { ObjectAttribute, TerraformType } from "../../src/model/terraformType.ts";
import type { Value } from "../../src/model/value.ts";

const string: TerraformType = { kind: "string" };
const number: TerraformType = { kind: "number" };
const required = (type: TerraformType): ObjectAttribute => ({ type, optional: false });
const optional = (type: TerraformType, value?: Value): ObjectAttribute => ({
  type,
  optional: true,
  ...(value === undefined ? {} : { default: value }),
});

const table: readonly (readonly [want: string, given: TerraformType])[] = [
  ["string", string],
  ["number", number],
  ["bool", { kind: "bool" }],
  ["list(string)", { kind: "list", element: string }],
  ["set(number)", { kind: "set", element: number }],
  ["map(list(string))", { kind: "map", element: { kind: "list", element: string } }],
  ["tuple([])", { kind: "tuple", elements: [] }],
  ["tuple([string, number])", { kind: "tuple", elements: [string, number] }],
  ["object({})", { kind: "object", attributes: {} }],
  [
    "object({\n  name  = string\n  count = number\n})",
    { kind: "object", attributes: { name: required(string), count: required(number) } },
  ],
  [
    `map(object({
  a     = optional(string)
  bcd   = optional(number, 3)
  "x.y" = optional(list(string), ["a\\n"])
  t = optional(object({
    deep = bool
  }), null)
}))`,
    {
      kind: "map",
      element: {
        kind: "object",
        attributes: {
          a: optional(string),
          bcd: optional(number, 3),
          "x.y": optional({ kind: "list", element: string }, ["a\n"]),
          t: optional({ kind: "object", attributes: { deep: required({ kind: "bool" }) } }, null),
        },
      },
    },
  ],
  [
    `object({
  a = optional(object({
    b = string
    }), {
    b = "c"
  })
})`,
    {
      kind: "object",
      attributes: {
        a: optional({ kind: "object", attributes: { b: required(string) } }, { b: "c" }),
      },
    },
  ],
  [
    "tuple([\n  string,\n  object({\n    a = number\n  }),\n])",
    {
      kind: "tuple",
      elements: [string, { kind: "object", attributes: { a: required(number) } }],
    },
  ],
];

describe("typeExpression", () => {
  it.each(table)("writes %s as format leaves it", (want) => {
    expect(format(`x = ${want}\n`)).toEqual(success(`x = ${want}\n`));
  });

  it.each(table)("writes %s", (want, given) => {
    expect(typeExpression(given)).toBe(want);
  });

  it("indents all lines but the first", () => {
    const type: TerraformType = {
      kind: "list",
      element: { kind: "object", attributes: { a: required(string) } },
    };
    expect(typeExpression(type, "  ")).toBe("list(object({\n    a = string\n  }))");
  });

  it("keeps a default's lines in quotes, since nothing may follow a heredoc", () => {
    const type: TerraformType = { kind: "object", attributes: { a: optional(string, "x\ny\n") } };
    expect(typeExpression(type)).toBe('object({\n  a = optional(string, "x\\ny\\n")\n})');
  });
});

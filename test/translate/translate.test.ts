import { describe, expect, it } from "vitest";
import * as z from "zod";
import { variableBlock } from "../../src/hcl/variableBlock.ts";
import { translate } from "../../src/translate/translate.ts";
import { declare } from "./judgements.ts";

/** The lines between the braces of `variable "x" { ... }`, up to the first validation. */
function head(type: z.ZodType): string[] {
  const [first = ""] = variableBlock(declare("x", type)).split("\n\n");
  return first
    .split("\n")
    .slice(1)
    .filter((line) => line !== "}" && line !== "")
    .map((line) => line.slice(2).replace(/ +=/, " ="));
}

const required = "nullable = false";

describe("the type, default and nullable of a variable", () => {
  it.each<[name: string, type: z.ZodType, lines: string[]]>([
    ["string", z.string(), ["type = string", required]],
    ["number", z.number(), ["type = number", required]],
    ["int", z.int(), ["type = number", required]],
    ["bigint", z.bigint(), ["type = number", required]],
    ["boolean", z.boolean(), ["type = bool", required]],
    ["enum", z.enum(["a", "b"]), ["type = string", required]],
    ["enum of numbers", z.enum({ low: 1, high: 2 }), ["type = number", required]],
    ["literal", z.literal("a"), ["type = string", required]],
    ["literal boolean", z.literal(true), ["type = bool", required]],
    ["literal with null", z.literal(["a", null]), ["type = string", "nullable = true"]],
    ["template literal", z.templateLiteral(["v", z.int()]), ["type = string", required]],
    ["array", z.array(z.string()), ["type = list(string)", required]],
    ["set", z.set(z.number()), ["type = set(number)", required]],
    ["record", z.record(z.string(), z.boolean()), ["type = map(bool)", required]],
    ["partial record", z.partialRecord(z.enum(["a"]), z.int()), ["type = map(number)", required]],
    ["tuple", z.tuple([z.string(), z.int()]), ["type = tuple([string, number])", required]],
    ["nullable", z.string().nullable(), ["type = string", "nullable = true"]],
    ["optional", z.string().optional(), ["type = string", "default = null", "nullable = true"]],
    ["nullish", z.string().nullish(), ["type = string", "default = null", "nullable = true"]],
    ["default", z.string().default("a"), ["type = string", 'default = "a"', required]],
    [
      "null by default",
      z.string().nullable().default(null),
      ["type = string", "default = null", "nullable = true"],
    ],
    [
      "nullable default",
      z.string().nullable().default("a"),
      ["type = string", 'default = "a"', "nullable = true"],
    ],
    [
      "default of an optional",
      z.int().optional().default(1),
      ["type = number", "default = 1", required],
    ],
    ["optional default", z.int().default(1).optional(), ["type = number", "default = 1", required]],
    [
      "set by default",
      z.set(z.string()).default(new Set(["a"])),
      ["type = set(string)", 'default = ["a"]', required],
    ],
    [
      "big default",
      z.bigint().default(2n ** 60n),
      ["type = number", "default = 1152921504606846976", required],
    ],
    ["nonoptional", z.string().optional().nonoptional(), ["type = string", required]],
    ["readonly", z.array(z.string()).readonly(), ["type = list(string)", required]],
    ["brand", z.string().brand("id"), ["type = string", required]],
    ["described", z.string().describe("a").meta({ title: "b" }), ["type = string", required]],
    ["lazy", z.lazy(() => z.string()), ["type = string", required]],
    ["refined", z.string().refine((text) => text !== "x"), ["type = string", required]],
    ["union with null", z.union([z.string(), z.null()]), ["type = string", "nullable = true"]],
    [
      "union of literals",
      z.union([z.literal("a"), z.enum(["b"]), z.undefined()]),
      ["type = string", "default = null", "nullable = true"],
    ],
    [
      "object",
      z.object({
        required: z.string(),
        optional: z.string().optional(),
        nullable: z.string().nullable(),
        defaulted: z.array(z.int()).default([1, 2]),
        inner: z.strictObject({ "a-b": z.string().default("x") }).prefault({}),
      }),
      [
        "type = object({",
        "  required = string",
        "  optional = optional(string)",
        "  nullable = string",
        "  defaulted = optional(list(number), [1, 2])",
        "  inner = optional(object({",
        '    a-b = optional(string, "x")',
        "    }), {",
        '    a-b = "x"',
        "  })",
        "})",
        required,
      ],
    ],
  ])("%s", (_, type, lines) => {
    expect(head(type)).toEqual(lines);
  });

  it("is required unless it is optional or has a default", () => {
    const isRequired = (type: z.ZodType) => {
      const result = translate("x", type);
      return result.ok && result.value.required;
    };
    expect([z.string(), z.string().nullable()].map(isRequired)).toEqual([true, true]);
    expect([z.string().optional(), z.string().default("")].map(isRequired)).toEqual([false, false]);
  });
});

describe("the validations of a variable", () => {
  it.each<[type: z.ZodType, validations: [condition: string, message: string][]]>([
    [z.string().min(1), [['var.x != ""', "The value of x must not be empty."]]],
    [
      z.string().min(3).max(5),
      [
        [
          'length(split("", var.x)) >= 3 && length(split("", var.x)) <= 5',
          "The value of x must have between 3 and 5 characters.",
        ],
      ],
    ],
    [
      z.string().length(1),
      [['length(split("", var.x)) == 1', "The value of x must have exactly 1 character."]],
    ],
    [
      z.string().min(2, "too short").max(3),
      [
        ['length(split("", var.x)) >= 2', "Too short."],
        ['length(split("", var.x)) <= 3', "The value of x must have at most 3 characters."],
      ],
    ],
    [
      z.string().regex(/^v\d+/i),
      [['can(regex("^[vV]\\\\d+", var.x))', "The value of x must match the pattern /^v\\d+/i."]],
    ],
    [z.number().gt(0).min(-3), [["var.x > 0", "The value of x must be greater than 0."]]],
    [
      z.int().multipleOf(5),
      [
        [
          "floor(var.x) == var.x && abs(var.x) <= 9007199254740991",
          "The value of x must be a whole number.",
        ],
        ["var.x % 5 == 0", "The value of x must be a multiple of 5."],
      ],
    ],
    [z.number().min(Number.NEGATIVE_INFINITY), []],
    [z.literal("a"), [['var.x == "a"', 'The value of x must be "a".']]],
    [
      z.enum(["a", "b"]).nullable(),
      [
        [
          'var.x == null ? true : contains(["a", "b"], var.x)',
          'The value of x must be one of "a", "b".',
        ],
      ],
    ],
    [
      z.array(z.string().min(1, { error: "no empty names" })).nonempty(),
      [
        ["length(var.x) > 0", "The value of x must not be empty."],
        ['alltrue([for item in var.x : item != ""])', "In x[*]: No empty names."],
      ],
    ],
    [
      z.object({ a: z.record(z.string().max(1), z.int().min(1)).optional() }),
      [
        [
          'var.x.a == null ? true : alltrue([for key in keys(var.x.a) : length(split("", key)) <= 1])',
          "Every key of x.a must have at most 1 character.",
        ],
        [
          "var.x.a == null ? true : alltrue([for item in var.x.a : floor(item) == item && abs(item) <= 9007199254740991])",
          "Every value of x.a[*] must be a whole number.",
        ],
        [
          "var.x.a == null ? true : alltrue([for item in var.x.a : item >= 1])",
          "Every value of x.a[*] must be at least 1.",
        ],
      ],
    ],
    [
      z.array(z.array(z.boolean().nullable()).max(2)),
      [
        [
          "alltrue([for item in var.x : length(item) <= 2])",
          "Every value of x[*] must have at most 2 elements.",
        ],
      ],
    ],
    [
      z.tuple([z.set(z.cidrv4())]),
      [
        [
          'alltrue([for item in var.x[0] : can(cidrnetmask(item)) && !can(regex("(^|[./])0\\\\d|:", item))])',
          "Every value of x[0][*] must be an IPv4 network in CIDR notation, such as 10.0.0.0/16.",
        ],
      ],
    ],
  ])("%#", (type, validations) => {
    const said = declare("x", type).validations ?? [];
    expect(said.map(({ condition, message }) => [condition, message])).toEqual(validations);
  });
});

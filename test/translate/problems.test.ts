import { describe, expect, it } from "vitest";
import * as z from "zod";
import { inexpressibleType } from "../../src/diagnostics/messages/inexpressibleTypes.ts";
import { translate } from "../../src/translate/translate.ts";

function problemsOf(type: z.ZodType): string[] {
  const result = translate("x", type);
  if (result.ok) return [];
  return result.problems.map(({ path, why }) => {
    const { message, advice } = inexpressibleType(why);
    return `${path}: ${message}. ${advice}.`;
  });
}

const anything = "Write the type that the value has, such as z.string() or z.object({ ... }).";
const notData = "Write the type of a value that YAML can hold, such as z.string().";
const changesValue =
  "Write the type of the value as Terraform is to see it, and compute what follows from it in Terraform.";
const oneType =
  "Write one type; for values of several shapes, one z.object() with .optional() attributes.";
const elsewhere = "Drop .optional() or the default, or write .nullable().";
const transforms =
  "A transform, codec or preprocess changes the value, and Terraform would see what was written.";
const rewrites =
  "A check that rewrites the value (.trim(), .toLowerCase(), .normalize(), .overwrite()) hides from Terraform what was written. Demand the form instead, such as .lowercase() or .regex(/^\\S.*\\S$/).";

interface Tree {
  children: Tree[];
}
const tree: z.ZodType<Tree> = z.object({
  get children() {
    return z.array(tree);
  },
});

describe("what Terraform cannot express", () => {
  it.each<[name: string, type: z.ZodType, problems: string[]]>([
    ["any", z.any(), [`: z.any() would be Terraform's any, which checks nothing. ${anything}`]],
    [
      "unknown",
      z.array(z.unknown()),
      [`[*]: z.unknown() would be Terraform's any, which checks nothing. ${anything}`],
    ],
    ["never", z.never(), [": z.never() has no value. Drop the variable or attribute."]],
    ["void", z.void(), [": z.void() has no value. Drop the variable or attribute."]],
    ["undefined", z.undefined(), [": z.undefined() has no value. Drop the variable or attribute."]],
    [
      "null",
      z.null(),
      [
        ": z.null() has null alone as its value, and Terraform has no such type. Write the type that a value has when it is not null, with .nullable().",
      ],
    ],
    ["nan", z.nan(), [`: z.nan() is not a number that HCL can write. ${notData}`]],
    ["symbol", z.symbol(), [`: A symbol is not a value that HCL can write. ${notData}`]],
    [
      "date",
      z.object({ at: z.date().optional() }),
      [
        ".at: Terraform has no type for dates. Write z.iso.datetime() or z.iso.date(): dates are strings to Terraform.",
      ],
    ],
    [
      "file",
      z.file(),
      [": Terraform has no type for files. Write z.string() for the file's path or its content."],
    ],
    [
      "function",
      z.function() as unknown as z.ZodType,
      [`: Terraform has no type for functions. ${notData}`],
    ],
    ["promise", z.promise(z.string()), [`: Terraform has no type for promises. ${notData}`]],
    [
      "map",
      z.map(z.string(), z.string()),
      [": A JavaScript Map is not what YAML's maps are read as. Write z.record(z.string(), ...)."],
    ],
    [
      "custom",
      z.custom<string>(() => true),
      [
        ": z.custom() and z.instanceof() do not say which type a value has. Write the type that the value has, with the check in .refine().",
      ],
    ],
    [
      "instanceof",
      z.instanceof(URL),
      [
        ": z.custom() and z.instanceof() do not say which type a value has. Write the type that the value has, with the check in .refine().",
      ],
    ],
    [
      "intersection",
      z.intersection(z.object({}), z.object({})),
      [
        ": Terraform has no intersection of types. Write one object with all attributes: z.object({ ...first.shape, ...second.shape }).",
      ],
    ],
    ["transform", z.string().transform(Number), [`: ${transforms} ${changesValue}`]],
    ["preprocess", z.preprocess(String, z.string()), [`: ${transforms} ${changesValue}`]],
    ["stringbool", z.stringbool(), [`: ${transforms} ${changesValue}`]],
    [
      "codec",
      z.codec(z.string(), z.number(), { decode: Number, encode: String }),
      [`: ${transforms} ${changesValue}`],
    ],
    [
      "pipe",
      z.string().pipe(z.string().min(1)),
      [
        ": A .pipe() has two types, and a Terraform variable one. Write one type with the checks of both.",
      ],
    ],
    [
      "success",
      z.success(z.string()),
      [
        `: z.success() turns the value into true or false, and Terraform would see what was written. ${changesValue}`,
      ],
    ],
    [
      "catch",
      z.string().catch(""),
      [
        ": .catch() puts another value in place of a wrong one, and Terraform would refuse the wrong one. Drop .catch(), or write .default() for a value that is left out.",
      ],
    ],
    [
      "coerce",
      z.record(z.string(), z.coerce.number()),
      [
        "[*]: z.coerce changes the value, and Terraform would see what was written. Write the type without coerce, and the values of that type in the specs.",
      ],
    ],
    ["trim", z.string().trim(), [`: ${rewrites}`]],
    [
      "property",
      z.string().check(z.property("length", z.number().min(1))),
      [
        ": Terraform has no counterpart of z.property(). Give the attribute its checks in z.object(), or check it in .refine(), which zod alone runs.",
      ],
    ],
    [
      "union",
      z.array(z.union([z.string(), z.number()])),
      [`[*]: Terraform has no union of types (here: string, number). ${oneType}`],
    ],
    [
      "union of a literal and its type",
      z.union([z.literal("a"), z.string()]),
      [`: Terraform has no union of types (here: literal, string). ${oneType}`],
    ],
    [
      "json",
      z.json(),
      [
        `: Terraform has no union of types (here: string, number, boolean, null, array, record). ${oneType}`,
      ],
    ],
    [
      "discriminated union",
      z.discriminatedUnion("type", [
        z.object({ type: z.literal("a") }),
        z.object({ type: z.literal("b") }),
      ]),
      [
        ': Terraform has no union of objects. Write one z.object() in which "type" is a z.enum() and what only some of the objects have is .optional().',
      ],
    ],
    [
      "literals of several kinds",
      z.literal(["a", 1]),
      [
        ": The allowed values are of several kinds (string, number), and Terraform would convert them to one. Write values of one kind, such as strings alone.",
      ],
    ],
    [
      "no literal",
      z.literal([null]),
      [
        ": Only null or undefined fits the type, and Terraform has no type that has no other value. Write a type with values, or drop the variable.",
      ],
    ],
    [
      "recursive",
      tree,
      [
        ".children[*]: The type contains itself, and a Terraform type has a fixed depth. Write out as many levels as there are, or pass the value as JSON text in a z.string().",
      ],
    ],
    [
      "loose object",
      z.looseObject({}),
      [
        ": The object takes attributes that it does not name, and Terraform would drop them. Write z.strictObject() with all attributes, or z.record() for a map of values of one type.",
      ],
    ],
    [
      "catchall",
      z.object({}).catchall(z.string()),
      [
        ": The object takes attributes that it does not name, and Terraform would drop them. Write z.strictObject() with all attributes, or z.record() for a map of values of one type.",
      ],
    ],
    [
      "loose record",
      z.looseRecord(z.string().regex(/^a/), z.string()),
      [
        ": z.looseRecord() lets values of other keys be anything, and a Terraform map has one type of value. Write z.record().",
      ],
    ],
    [
      "record of numbers",
      z.record(z.number(), z.string()),
      [
        ": Its keys are of type number, and the keys of a Terraform map are strings. Write z.record(z.string(), ...), with a .regex() for the form of the keys.",
      ],
    ],
    [
      "tuple with a rest",
      z.tuple([z.string()], z.string()),
      [
        ": A tuple with a rest has any length, and Terraform's tuple has a fixed one. Write z.array() with elements of one type.",
      ],
    ],
    [
      "optional in a tuple",
      z.tuple([z.string(), z.string().optional()]),
      [
        `[1]: An element can be left out, and in Terraform only an attribute of an object can. ${elsewhere}`,
      ],
    ],
    [
      "default in a list",
      z.array(z.string().default("")),
      [
        `[*]: An element can be left out, and in Terraform only an attribute of an object can. ${elsewhere}`,
      ],
    ],
    [
      "attribute's name",
      z.object({ "a b": z.string(), for: z.string() }),
      [
        '.a b: "a b" is not a valid attribute name in Terraform. Rename it to letters, digits and underscores, or write z.record().',
        '.for: "for" is not a valid attribute name in Terraform. Rename it to letters, digits and underscores, or write z.record().',
      ],
    ],
    [
      "nullable with default",
      z.object({ a: z.string().nullable().default("b") }),
      [
        ".a: The attribute can be null and has a default, and Terraform replaces null with the default. Drop .nullable() or the default.",
      ],
    ],
    [
      "wrong default",
      z.string().min(3).default("a"),
      [
        ": The default does not pass the type's own checks, and Terraform would refuse it. Write a default that passes the checks, or drop it.",
      ],
    ],
    [
      "wrong prefault",
      z.string().min(3).prefault("a"),
      [
        ": The default is not a value of the type. Write a default that passes the type's own checks, or drop it.",
      ],
    ],
    [
      "default to be computed later",
      z
        .string()
        .refine(async () => true)
        .prefault("a"),
      [
        ": The default is not a value of the type. Write a default that passes the type's own checks, or drop it.",
      ],
    ],
    [
      "text that is not NFC",
      z.enum(["e\u0301"]),
      [
        ': "e\u0301" is not in Unicode\'s form NFC, and Terraform would change it. Write a value that Terraform holds exactly.',
      ],
    ],
    [
      "half a character",
      z.string().startsWith("\ud800"),
      [
        ': "\\ud800" has half of a character (a lone surrogate), which HCL cannot write. Write a value that Terraform holds exactly.',
      ],
    ],
    [
      "normalized URL",
      z.url({ normalize: true }),
      [
        ": z.url({ normalize: true }) changes the value, and Terraform would see what was written. Drop normalize, and write the URL as it should be.",
      ],
    ],
    [
      "pattern",
      z.object({ id: z.string().regex(/(?<=a)b/) }),
      [
        ".id: The pattern /(?<=a)b/ looks behind with (?<=a), which Terraform's regex() cannot do. Write the lookahead right after a leading ^, split the pattern into several .regex(), or check this in .refine().",
      ],
    ],
  ])("%s", (_, type, problems) => {
    expect(problemsOf(type)).toEqual(problems);
  });

  it("is found all at once", () => {
    const type = z.object({
      a: z.any(),
      b: z.array(z.date()),
      c: z.string().trim().regex(/(a)\1/),
    });
    const paths = problemsOf(type).map((problem) => problem.split(":")[0]);
    expect(paths).toEqual([".a", ".b[*]", ".c", ".c"]);
  });
});

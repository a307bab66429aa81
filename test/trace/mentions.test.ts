import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mentionsIn, mentionsOf } from "../../src/trace/mentions.ts";

/** Each mention in a word or two: what kind it is of, and the name at its offset. */
function told(text: string): string[] | undefined {
  return mentionsIn(text)?.map((mention) => {
    const { kind, name, offset } = mention;
    expect(text.slice(offset, offset + name.length)).toBe(name);
    if (kind === "argument") {
      const { call, passes } = mention;
      return `argument ${name} of ${call.label} at ${call.source}${passes ? ` from ${passes}` : ""}`;
    }
    if (kind !== "read") return `${kind} ${name}`;
    return `read ${name} in ${mention.block || "none"}${mention.passedOn ? ", passed on" : ""}`;
  });
}

describe("mentionsIn", () => {
  it.each<[string, string, string[] | undefined]>([
    ["nothing", "", []],
    ["a declaration", 'variable "x" {\n  type = string\n}\n', ["declaration x"]],
    ["a declaration on one line", 'variable "x" {}', ["declaration x"]],
    [
      "a declaration's own check",
      'variable "x" {\n  validation {\n    condition = var.x > 1\n  }\n}',
      ["declaration x", 'read x in variable "x"'],
    ],
    ["definitions", "x = 1\ny = {\n  z = 2\n}\n", ["definition x", "definition y"]],
    [
      "a resource's attributes",
      'resource "a" "b" {\n  x = var.y\n}',
      ['read y in resource "a" "b"'],
    ],
    [
      "arguments",
      'module "m" {\n  source = "./m"\n  x = var.y\n  z = "${var.y}"\n}',
      [
        "argument x of m at ./m from y",
        'read y in module "m", passed on',
        "argument z of m at ./m",
        'read y in module "m"',
      ],
    ],
    [
      "an argument before the source",
      'module "m" {\n  x = var.y # why\n  source = "./m"\n}',
      ["argument x of m at ./m from y", 'read y in module "m", passed on'],
    ],
    ["a module on one line", 'module "m" { source = "./m" }', []],
    [
      "more than the variable",
      'module "m" {\n  x = var.y.z\n  v = var.y + 1\n}',
      [
        "argument x of m at undefined",
        'read y in module "m"',
        "argument v of m at undefined",
        'read y in module "m"',
      ],
    ],
    [
      "Terraform's own arguments",
      'module "m" {\n  count = var.x\n  providers = { a = b }\n}',
      ['read x in module "m"'],
    ],
    [
      "objects in arguments",
      'module "m" {\n  x = {\n    y = var.z\n  }\n}',
      ["argument x of m at undefined", 'read z in module "m"'],
    ],
    [
      "blocks in blocks",
      'resource "a" "b" {\n  c {\n    d = var.x\n  }\n}\n',
      ['read x in resource "a" "b"'],
    ],
    [
      "strings and comments",
      'locals {\n  a = "var.x" # var.x\n  /* var.x */\n  b = <<E\nvar.x ${var.y}\nE\n}',
      ["read y in locals"],
    ],
    ["other objects", "locals {\n  a = [each.var.x, local.var, var.x]\n}", ["read x in locals"]],
    ["a byte order mark", "\uFEFFx = var.y", ["definition x", "read y in none"]],
    [
      "Windows lines",
      'module "m" {\r\n  x = var.y\r\n}\r\n',
      ["argument x of m at undefined from y", 'read y in module "m", passed on'],
    ],
    ["no HCL", "a = 'b'", undefined],
  ])("%s", (_, text, want) => {
    expect(told(text)).toEqual(want);
  });
});

describe("mentionsOf", () => {
  const statements = fc.constantFrom(
    ...["x = 1", "y = [\nx, var.x\n]", "x = <<EOT\nx = 2\nEOT", "/* x\nx = 3\n*/", "# x = 4", ""],
    ...['variable "x" {}', "", 'module "m" {\n  y = var.x\n}', "locals {\nz = var.x + 1\n}"],
    ...["}", "x = (", ")", 'x = "${', '}"'],
  );

  it("finds statement by statement what is in the text as a whole", () => {
    fc.assert(
      fc.property(fc.array(statements, { maxLength: 6 }), (lines) => {
        const text = lines.map((line) => `${line}\n`).join("");
        const all = (mentionsIn(text) ?? []).filter((mention) =>
          mention.kind === "argument" ? mention.passes === "x" : mention.name === "x",
        );
        expect([text, mentionsOf(text)("x")]).toEqual([text, all]);
      }),
      { numRuns: 1000 },
    );
  });
});

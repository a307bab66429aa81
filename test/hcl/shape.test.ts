import { describe, expect, it } from "vitest";
import { shape } from "../../src/hcl/shape.ts";

describe("shape", () => {
  it.each([
    ["text", 'a = "x"\n', 'a = ""\n'],
    ["kinds of scalars", 'a = "x"\n', "a = -1.5e3\n"],
    ["booleans and null", "a = true\n", "a = null\n"],
    ["heredocs", 'a = "x"\n', "a = <<-EOT\n  x $${y}\nEOT\n"],
    ["lists", "a = []\n", 'a = [1, "b", [null]]\n'],
    ["lists on several lines", "a = [1]\n", "a = [\n  1, # one\n  2,\n]\n"],
    ["objects", "a = {}\n", 'a = { b = 1, "c.d" : [2] }\n'],
    ["objects on several lines", "a = {}\n", "a = {\n  b = 1 # x\n\n  c = 2,\n  d = <<E\nE\n}\n"],
    [
      "comments, blanks and empty lines",
      "a = 1\nb = 2\n",
      "# x\n\na=1 // y\n\n/* z\n */ b   =   2\n",
    ],
    ["literals in expressions", 'a = f("x", 1) + 2\n', 'a = f("yy", [3]) + 4\n'],
    ["text around interpolations", 'a = "x${b}"\n', 'a = "yy${b}"\n'],
    ["numbers before an ellipsis", "a = f(1...)\n", "a = f(2...)\n"],
    ["escaped interpolations", 'a = "x"\n', 'a = "$${x}"\n'],
  ])("forgets %s", (_, one, other) => {
    expect(shape(one)).toBe(shape(other));
  });

  it.each([
    ["names", "a = 1\n", "b = 1\n"],
    ["references", "a = var.b\n", "a = var.c\n"],
    ["interpolations", 'a = "x"\n', 'a = "${x}"\n'],
    ["labels", 'a "b" {}\n', 'a "c" {}\n'],
    ["bad escapes", 'a = "x"\n', 'a = "\\q"\n'],
    ["bad escapes next to interpolations", 'a = "x${b}"\n', 'a = "\\q${b}"\n'],
    ["bad escapes in keys", 'a = { "x" = b }\n', 'a = { "\\q" = b }\n'],
    ["bad escapes in lists", 'a = ["x"]\n', 'a = ["\\q"]\n'],
    ["words that are called", "a = null\n", "a = null(1)\n"],
    ["numbers that are called", "a = true(1)\n", "a = 1(1)\n"],
    ["words that are names", "true = 1\nfalse = 1\n", "true = 1\ntrue = 1\n"],
    ["surrogates", 'a = "x"\n', 'a = "\\ud800"\n'],
    ["bad numbers", "a = 1\n", "a = 1..2\n"],
    ["numbers beyond floats", "a = 1\n", "a = 1e999\n"],
    ["old indexes", "a = b.0\n", "a = b.0.1\n"],
    ["commas", "a = [1, 2]\n", "a = [1 2]\n"],
    ["items without line breaks", "a = { b = 1 }\n", "a = { b = 1 c = 2 }\n"],
    ["for expressions", "a = { b = 1 }\n", "a = { for = 1 }\n"],
    ["operators in parts", "a = b == c\n", "a = b = = c\n"],
    ["line breaks", "a = 1\nb = 2\n", "a = 1 b = 2\n"],
    ["what is no token", "a = 1\n", "a = `1\n"],
  ])("keeps %s", (_, one, other) => {
    expect(shape(one)).not.toBe(shape(other));
  });

  it("does not overflow on deep nesting", () => {
    expect(() => shape(`a = ${"[".repeat(50_000)}${"]".repeat(50_000)}\n`)).not.toThrow();
  });
});

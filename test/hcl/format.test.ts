import { describe, expect, it } from "vitest";
import { format } from "../../src/hcl/format.ts";
import { failure, success } from "../../src/model/result.ts";
import { terraformAvailable } from "../support/programs.ts";
import { terraformFormat } from "./terraform.ts";

const table: readonly (readonly [name: string, given: string, want: string])[] = [
  ["nothing", "", ""],
  ["blanks", "  ", "  "],
  ["no newline at the end", "a=1", "a = 1"],
  ["blanks at the end of the file", "a=1\n  ", "a = 1\n  "],
  ["a byte order mark", "\ufeffa=1\n", "a = 1\n"],
  ["nothing but a byte order mark", "\ufeff", "   "],
  ["empty lines", "\n\n  \na=1\n\n\n\nb=1\n", "\n\n\na = 1\n\n\n\nb = 1\n"],
  ["carriage returns", "a=1 \r\nbcd=2 # x \r\n", "a   = 1\r\nbcd = 2 # x \r\n"],
  ["tabs", "\ta\t=\t1\t#\tx\n", "a = 1 #\tx\n"],

  ["attributes aligned", "a = 1\nbcd = 2\n\nefghij = 3\n", "a   = 1\nbcd = 2\n\nefghij = 3\n"],
  ["a comment between attributes", "a = 1\n# x\nbcd = 2\n", "a = 1\n# x\nbcd = 2\n"],
  [
    "a value of several lines between",
    "a = 1\nbcd = [\n1,\n]\nef = 2\n",
    "a = 1\nbcd = [\n  1,\n]\nef = 2\n",
  ],
  ["a block on one line between", "a = 1\nb { c = 1 }\nefg = 2\n", "a = 1\nb { c = 1 }\nefg = 2\n"],
  [
    "a heredoc between",
    "a = 1\nbcd = <<E\n x\n  E \nef = 2\n",
    "a   = 1\nbcd = <<E\n x\n  E \nef  = 2\n",
  ],
  ["colons", "a = {\nb : 1\ncde : 2\n}\n", "a = {\n  b : 1\n  cde : 2\n}\n"],
  [
    "characters of any width",
    'é = 1 # x\n日本 = "👨‍👩‍👧" # y\nabc = "e\u0301" # z\n',
    'é   = 1   # x\n日本  = "👨‍👩‍👧" # y\nabc = "e\u0301" # z\n',
  ],
  [
    "letters joined by newer Unicode",
    'a = "क्ष" # x\nb = "abc" # y\n',
    'a = "क्ष"  # x\nb = "abc" # y\n',
  ],

  ["comments aligned", "a = 1 # x\nbcd = 22 // y\n", "a   = 1  # x\nbcd = 22 // y\n"],
  ["comments after brackets", "a = { # x\nb = 1 # y\n}\n", "a = {   # x\n  b = 1 # y\n}\n"],
  [
    "block comments",
    "a = /* x */1/* y */\n/* a\n b */ c=1\n",
    "a            = /* x */ 1 /* y */\n/* a\n b */ c = 1\n",
  ],
  ["a block comment at the end", "a = 1\nbcd = 1 /* x */", "a   = 1\nbcd = 1 /* x */"],

  [
    "indentation by lines",
    "a = f({\nb = [{\nc = 1\n}, {\nc = 2\n}]\n})\n",
    "a = f({\n  b = [{\n    c = 1\n    }, {\n    c = 2\n  }]\n})\n",
  ],
  ["brackets closed bit by bit", "a = f(g(\n1\n)\n)\n", "a = f(g(\n  1\n  )\n)\n"],
  ["blocks", 'b "x" {\nc {\nd = 1\n}\n}\n', 'b "x" {\n  c {\n    d = 1\n  }\n}\n'],

  ["operators", "a=b+c*-d - e/(-f)%g\n", "a = b + c * -d - e / (-f) % g\n"],
  [
    "comparisons",
    "a=!b&&c==d||e!=f?g>=h:i<=-j\n",
    "a = !b && c == d || e != f ? g >= h : i <= -j\n",
  ],
  ["calls", "a = f ( b , c ... )\nd = p :: f ( )\n", "a = f(b, c...)\nd = p::f()\n"],
  ["traversals", "a = b . c [ 0 ] . * . d [ * ]\n", "a = b.c[0].*.d[*]\n"],
  [
    "indexes",
    'a = f() [0]\nb = "x"[0]\nc = [1] [0]\nd = 1 [0]\n',
    'a = f()[0]\nb = "x" [0]\nc = [1][0]\nd = 1[0]\n',
  ],
  ["braces", "a = {b=1}\nc = { }\nd = [ { } ]\n", "a = { b = 1 }\nc = {}\nd = [{}]\n"],
  [
    "for expressions",
    "a=[for b,c in[1]:b if(c)]\nd={for b in c:b=>b...}\n",
    "a = [for b, c in [1] : b if(c)]\nd = { for b in c : b => b... }\n",
  ],

  ["interpolations", 'a = "x${ b }${c+d}y"\n', 'a = "x${b}${c + d}y"\n'],
  ["directives", 'a = "%{ if b }x%{ else ~}y%{~ endif }"\n', 'a = "%{if b}x%{else~}y%{~endif}"\n'],
  ["objects in interpolations", 'a = "x${{b=1}.b}"\n', 'a = "x${ { b = 1 }.b}"\n'],
  ["escapes", 'a = "$${ x }%%{ y }$$${z}\\"${ b }"\n', 'a = "$${ x }%%{ y }$$${z}\\"${b}"\n'],
  [
    "heredocs",
    "a = <<-E\n  $${ x } $ ${ b+\nc } %{ if d }\n  e\n  %{ endif }\n  E\n",
    "a = <<-E\n  $${ x } $ ${b +\nc} %{if d}\n  e\n  %{endif}\n  E\n",
  ],
  ["heredocs in calls", "a = f(<<E\nx\nE\n,\nb\n)\n", "a = f(<<E\nx\nE\n  ,\n  b\n)\n"],

  ["a lone interpolation", 'a = "${b}"\nc { d = "${e.f}" }\n', "a = b\nc { d = e.f }\n"],
  ["a lone interpolation with strings", 'a = "${f("x${b}")}"\n', 'a = f("x${b}")\n'],
  [
    "a lone interpolation on several lines",
    'a = "${\n  b\n}"\nc = "${d +\n  e}"\n',
    "a = b\nc = (d +\ne)\n",
  ],
  ["a lone interpolation in another", 'a = "${"${b}"}"\n', 'a = "${b}"\n'],
  [
    "no lone interpolation",
    'a = ["${b}"]\nc = "${d}${e}"\nf = "${g}" == "${h}"\n',
    'a = ["${b}"]\nc = "${d}${e}"\nf = "${g}" == "${h}"\n',
  ],
  [
    "types of old",
    'variable "a" {\ntype = "string"\n}\nvariable b {\ntype = "list"\n}\n',
    'variable "a" {\n  type = string\n}\nvariable "b" {\n  type = list(string)\n}\n',
  ],
  [
    "types without elements",
    'variable "a" {\ntype = map\n}\n',
    'variable "a" {\n  type = map(any)\n}\n',
  ],
  [
    "types elsewhere",
    'type = "list"\nb {\nvariable "a" {\ntype = "string"\n}\n}\n',
    'type = "list"\nb {\n  variable "a" {\n    type = "string"\n  }\n}\n',
  ],
  ["labels", 'b c "d\\u0041e\u0301" "" {}\n', 'b "c" "dA\u00e9" "" {}\n'],
  ["bare labels of any letters", "b e\u0301 {}\n", 'b "\u00e9" {}\n'],
  ["labels and comments", "b /* x\n */ c /* y */ d /* z */ {}\n", 'b "c" "d" /* z */ {}\n'],
  ["labels Terraform loses", 'b "a$b" "$" "c" {}\n', 'b "$" "c" {}\n'],
];

describe("format", () => {
  it.each(table)("formats %s", (_, given, want) => {
    expect(format(given)).toEqual(success(want));
  });

  it.skipIf(!terraformAvailable)("agrees with terraform in this whole table", () => {
    const formatted = terraformFormat(table.map(([, given]) => given));
    expect(formatted).toEqual(table.map(([, , want]) => want));
  });

  it.each([
    ["a character of no meaning", "a = 1\nb = 'x'\n", 2, 5],
    ["a string without an end", 'a = 1\n\n  b = "x\n', 3, 7],
    ["a string without an end at the end", 'a = "x', 1, 5],
    ["a string that ends in a backslash", 'a = "x\\\n"\n', 1, 5],
    ["an interpolation without an end", 'a = "${x', 1, 5],
    ["a heredoc without an end", "a = <<EOT\nx\nEOT", 1, 5],
    ["a heredoc that ends behind a sequence", "a = <<EOT\n${x}EOT\n", 1, 5],
    ["a heredoc with a lone carriage return", "a = <<E\nx\ry\nE\n", 1, 5],
    ["a comment without an end", "/* x", 1, 1],
    ["a lone carriage return", "a = 1\rb", 1, 6],
    ["a lone ampersand", "a = b & c\n", 1, 7],
    ["a trim marker without a sequence", "a = { ~}\n", 1, 7],
  ])("tells the place of %s", (_, given, line, column) => {
    expect(format(given)).toEqual(failure({ line, column, message: expect.any(String) }));
  });

  it.each([
    "a = [\n",
    "a = ]\nb=1\n",
    "}\n",
    "a\n",
    '"x" {\n',
    "a b\n",
    "= 1\n",
    'b "${x}" {\n}\n',
    "a = \n",
  ])("does not throw on %j, which has tokens but does not parse", (given) => {
    expect(format(given)).toHaveProperty("ok", true);
  });
});

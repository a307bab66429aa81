import { describe, expect, it } from "vitest";
import { handlebars, type Partials, render } from "./engine.ts";

const data = {
  name: "core",
  zero: 0,
  one: 1,
  yes: true,
  no: false,
  nothing: null,
  empty: "",
  none: [],
  void: {},
  list: ["a", "b", "c"],
  rows: [
    { name: "r1", tags: ["x", "y"] },
    { name: "r2", tags: [] },
  ],
  map: { first: { name: "m1" }, second: { name: "m2" } },
  deep: { name: "d", er: { name: "dd", list: [10, 20] } },
  "odd name": { "with.dot": "odd" },
};

/** Each construct: what it is, the template, what it writes, and the partials it names. */
const constructs: [string, string, string, Partials?][] = [
  ["text", "plain $ % \\ text", "plain $ % \\ text"],
  ["an expression", "<{{{name}}}>", "<core>"],
  ["raw with &", "<{{&name}}>", "<core>"],
  ["blanks inside", "<{{{  name  }}}>", "<core>"],
  ["numbers and booleans", "{{{zero}}} {{{one}}} {{{yes}}} {{{no}}}", "0 1 true false"],
  ["a path", "{{{deep.er.name}}}", "dd"],
  ["a path with /", "{{{deep/er/name}}}", "dd"],
  ["an item of a list", "{{{list.[1]}}}{{{list.[2]}}} {{{deep.er.list.[0]}}}", "bc 10"],
  ["a list's length", "{{{list.length}}} {{{none.length}}}", "3 0"],
  ["a name in brackets", "{{{[odd name].[with.dot]}}}", "odd"],
  [
    "this",
    "{{{this.name}}} {{{./name}}} {{#each list}}{{{this}}}{{{.}}}{{/each}}",
    "core core aabbcc",
  ],

  [
    "#if of what is",
    "{{#if yes}}1{{/if}}{{#if name}}2{{/if}}{{#if one}}3{{/if}}{{#if list}}4{{/if}}{{#if void}}5{{/if}}",
    "12345",
  ],
  [
    "#if of what is not",
    "{{#if no}}1{{/if}}{{#if empty}}2{{/if}}{{#if zero}}3{{/if}}{{#if none}}4{{/if}}{{#if nothing}}5{{/if}}.",
    ".",
  ],
  [
    "#if with includeZero",
    "{{#if zero includeZero=true}}0{{/if}}{{#if no includeZero=true}}f{{/if}}.",
    "0.",
  ],
  ["else", "{{#if no}}a{{else}}b{{/if}}", "b"],
  ["else with ^", "{{#if no}}a{{^}}b{{/if}}", "b"],
  ["else if", "{{#if no}}a{{else if zero}}b{{else if yes}}c{{else}}d{{/if}}", "c"],
  ["else each", "{{#if no}}a{{else each list}}{{{this}}},{{else}}d{{/if}}", "a,b,c,"],
  ["an inverse block", "{{^if no}}a{{else}}b{{/if}}", "a"],
  ["#unless", "{{#unless no}}a{{/unless}}{{#unless yes}}b{{else}}c{{/unless}}", "ac"],
  ["else unless", "{{#if no}}a{{else unless no}}b{{/if}}", "b"],

  [
    "#each of a list",
    "{{#each list}}{{{@index}}}/{{{@key}}}{{{this}}}{{#if @first}}F{{/if}}{{#if @last}}L{{/if}} {{/each}}",
    "0/0aF 1/1b 2/2cL ",
  ],
  [
    "#each of a map",
    "{{#each map}}{{{@index}}}{{{@key}}}{{{name}}}{{#if @first}}F{{/if}}{{#if @last}}L{{/if}} {{/each}}",
    "0firstm1F 1secondm2L ",
  ],
  [
    "#each of nothing",
    "{{#each none}}a{{else}}b{{/each}}{{#each void}}a{{else}}c{{/each}}{{#each nothing}}a{{else}}d{{/each}}",
    "bcd",
  ],
  [
    "#each with parameters",
    "{{#each list as |item index|}}{{{index}}}={{{item}}} {{/each}}",
    "0=a 1=b 2=c ",
  ],
  [
    "#each of a map with parameters",
    "{{#each map as |item key|}}{{{key}}}={{{item.name}}} {{/each}}",
    "first=m1 second=m2 ",
  ],
  [
    "a parameter before a name",
    "{{#each list as |name|}}{{{name}}}{{{../name}}}{{{../this.name}}} {{/each}}",
    "acorecore bcorecore ccorecore ",
  ],
  [
    "parameters of blocks around",
    "{{#each rows as |row|}}{{#each row.tags as |tag|}}{{{row.name}}}{{{tag}}} {{/each}}{{/each}}",
    "r1x r1y ",
  ],
  [
    "the inner of two parameters",
    "{{#each list as |x|}}{{#with ../deep as |x|}}{{{x.name}}}{{/with}}{{{x}}} {{/each}}",
    "da db dc ",
  ],
  [
    "../",
    "{{#each rows}}{{#each tags}}{{{../../name}}}/{{{../name}}}/{{{this}}} {{/each}}{{/each}}",
    "core/r1/x core/r1/y ",
  ],
  [
    "../ through #if, which is no step",
    "{{#each rows}}{{#if name}}{{{../name}}}{{/if}}{{/each}}",
    "corecore",
  ],
  ["@root", "{{#each rows}}{{#each tags}}{{{@root.name}}}{{/each}}{{/each}}", "corecore"],
  [
    "@../index",
    "{{#each rows}}{{#each tags}}{{{@../index}}}/{{{@index}}} {{/each}}{{/each}}",
    "0/0 0/1 ",
  ],
  [
    "@../ through #with, which has no @ of its own",
    "{{#each list}}{{#with @root.deep}}{{#each er.list}}{{{@../index}}}/{{{@index}}} {{/each}}{{/with}}{{/each}}",
    "0/0 0/1 1/0 1/1 2/0 2/1 ",
  ],
  [
    "@index through #if and #with",
    "{{#each rows}}{{#if tags}}{{#with tags}}{{{@index}}}{{/with}}{{/if}}{{/each}}",
    "0",
  ],

  [
    "#with",
    "{{#with deep}}{{{name}}}{{#with er}}{{{name}}}{{{../name}}}{{/with}}{{/with}}",
    "dddd",
  ],
  ["#with a parameter", "{{#with deep.er as |inner|}}{{{inner.name}}}{{{name}}}{{/with}}", "dddd"],
  [
    "#with nothing",
    "{{#with nothing}}a{{else}}b{{/with}}{{#with none}}a{{else}}c{{/with}}{{#with zero}}{{{this}}}{{/with}}",
    "bc0",
  ],

  ["a helper", "{{{shout name}}} {{{shout 'x' mark=\"?\"}}}", "CORE! X?"],
  ["a helper in a helper", "{{{shout (shout name) mark=(shout 'y')}}}", "CORE!Y!"],
  [
    "a helper as a condition",
    "{{#if (lookup map 'first')}}a{{/if}}{{#each (lookup map 'first')}}{{{this}}}{{/each}}",
    "am1",
  ],
  ["lookup", "{{{lookup list 1}}}{{#each list}}{{{lookup ../list @index}}}{{/each}}", "babc"],

  ["a partial", "<{{> p}}>", "<core>", { p: "{{{name}}}" }],
  ["a partial with a context", "<{{> p deep.er}}>", "<dd>", { p: "{{{name}}}" }],
  [
    "a partial with options",
    "<{{> p name='n' more=one}}>",
    "<n1d>",
    { p: "{{{name}}}{{{more}}}{{{deep.name}}}" },
  ],
  [
    "a partial with a context and options",
    "<{{> p deep more=name}}>",
    "<dcore>",
    { p: "{{{name}}}{{{more}}}" },
  ],
  [
    "a partial of an item",
    "{{#each rows}}{{> p}}{{/each}}",
    "r10r21",
    { p: "{{{name}}}{{{@index}}}" },
  ],
  [
    "a partial's block is its own, too",
    "{{#each rows}}{{> p}}{{/each}}",
    "xr1yr1",
    { p: "{{#each tags}}{{{this}}}{{{../name}}}{{/each}}" },
  ],
  [
    "a partial named by an expression",
    "{{> (lookup map2 'k')}}{{> (shout 'p' mark='')}}",
    "core",
    { P: "{{{name}}}", x: "" },
  ],
  [
    "a partial in quotes, with a path, of digits",
    "{{> 'a b'}}{{> c/d}}{{> e.f}}{{> 12}}",
    "1234",
    { "a b": "1", "c/d": "2", "e.f": "3", "12": "4" },
  ],
  [
    "a partial does not see block parameters",
    "{{#each list as |name|}}{{> p ..}}{{/each}}",
    "corecorecore",
    { p: "{{{name}}}" },
  ],
  ["a partial in a partial", "{{> p}}", "[core]", { p: "[{{> q}}]", q: "{{{name}}}" }],
  [
    "a tree of partials",
    "{{#with tree}}{{> node}}{{/with}}",
    "1(2(3()))",
    { node: "{{{v}}}({{#each kids}}{{> node}}{{/each}})" },
  ],
  ["a partial alone on its line", "a\n  {{> p}}\nb\n", "a\n  1\n    2\nb\n", { p: "1\n  2\n" }],
  ["a partial alone, without a last newline", "a\n  {{> p}}\nb\n", "a\n  1\n  2b\n", { p: "1\n2" }],
  [
    "partials alone in partials",
    "  {{> p}}\n",
    "  1\n    2\n    2\n  3\n",
    { p: "1\n  {{> q}}\n3\n", q: "2\n2\n" },
  ],
  ["values in an indented partial", "  {{> p}}\n", "  x\n    y\n", { p: "{{{two}}}\n" }],

  ["a partial block", "{{#> p}}body{{/p}}", "[body]", { p: "[{{> @partial-block}}]" }],
  [
    "a partial block twice",
    "{{#> p}}{{{name}}}{{/p}}",
    "[core|core]",
    { p: "[{{> @partial-block}}|{{> @partial-block}}]" },
  ],
  ["a partial block that is not asked for", "{{#> p}}body{{/p}}", "[]", { p: "[]" }],
  ["a partial block without its partial", "{{#> absent}}{{{name}}}{{/absent}}", "core"],
  [
    "a partial block without its partial, with a context",
    "{{#> absent deep x=1}}{{{name}}}{{{x}}}{{/absent}}",
    "d1",
  ],
  [
    "a partial block's context is where it is written out",
    "{{#> p deep}}{{{name}}}{{/p}}",
    "d",
    { p: "{{> @partial-block}}" },
  ],
  [
    "a partial block's context, given",
    "{{#> p}}{{{name}}}{{/p}}",
    "dd",
    { p: "{{> @partial-block deep.er}}" },
  ],
  [
    "a partial block's parameters and ../ are of its own place",
    "{{#each rows as |row|}}{{#> p}}{{{row.name}}}{{{name}}}{{{../name}}}{{/p}} {{/each}}",
    "r1dr1 r2dr2 ",
    { p: "{{#with @root.deep}}{{> @partial-block}}{{/with}}" },
  ],
  [
    "a partial block in a partial block",
    "{{#> p}}{{#> q}}x{{/q}}{{/p}}",
    "[(x)]",
    { p: "[{{> @partial-block}}]", q: "({{> @partial-block}})" },
  ],
  [
    "a partial block handed on",
    "{{#> p}}x{{/p}}",
    "[(x)]",
    { p: "[{{#> q}}{{> @partial-block}}{{/q}}]", q: "({{> @partial-block}})" },
  ],
  [
    "a partial block in a partial that is called on",
    "{{#> p}}x{{/p}}",
    "[(x)]",
    { p: "[{{> q}}]", q: "({{> @partial-block}})" },
  ],

  ["an inline partial", '{{#*inline "p"}}[{{{name}}}]{{/inline}}{{> p}}{{> p deep}}', "[core][d]"],
  ["an inline partial before it is written", '{{> p}}{{#*inline "p"}}x{{/inline}}', "x"],
  [
    "an inline partial in its block alone",
    '{{#with deep}}{{#*inline "p"}}in{{/inline}}{{> p}}{{/with}}{{> p}}',
    "inout",
    { p: "out" },
  ],
  [
    "the last of two inline partials",
    '{{#*inline "p"}}1{{/inline}}{{#*inline "p"}}2{{/inline}}{{> p}}',
    "2",
  ],
  [
    "an inline partial, seen by a partial",
    '{{#*inline "q"}}x{{/inline}}{{> p}}',
    "[x]",
    { p: "[{{> q}}]" },
  ],
  [
    "a layout",
    '{{#> layout}}{{#*inline "body"}}B{{{name}}}{{/inline}}{{#*inline "foot"}}F{{/inline}}{{/layout}}',
    "<Bcore|F|side>",
    { layout: "<{{> body}}|{{> foot}}|{{#> side}}side{{/side}}>" },
  ],
  [
    "a layout whose own comes first",
    '{{#> layout}}{{#*inline "body"}}theirs{{/inline}}{{/layout}}',
    "own",
    { layout: '{{#*inline "body"}}own{{/inline}}{{> body}}' },
  ],

  ["a comment", "a{{! x }}b{{!-- }} {{x}} --}}c", "abc"],
  ["a comment alone on its line", "a\n  {{! x }}\nb\n", "a\nb\n"],
  ["a comment of several lines", "a\n{{!--\n x\n--}}\nb\n", "a\nb\n"],
  [
    "blocks alone on their lines",
    "a\n{{#each list}}\n  {{{this}}}\n{{else}}\n  none\n{{/each}}\nb\n",
    "a\n  a\n  b\n  c\nb\n",
  ],
  [
    "blocks alone on indented lines",
    "a\n  {{#if yes}}\n  b\n  {{else}}\n  c\n  {{/if}}\nd\n",
    "a\n  b\nd\n",
  ],
  ["blocks that share their line", "a {{#if yes}}\nb\n{{/if}} c\n", "a \nb\n c\n"],
  ["an expression alone on its line", "a\n  {{{name}}}\nb\n", "a\n  core\nb\n"],
  ["blocks at the ends of the file", "{{#if yes}}\na\n{{/if}}", "a\n"],
  [
    "an inline partial alone on its lines",
    'a\n{{#*inline "p"}}\nx\n{{/inline}}\n{{> p}}\nb',
    "a\nx\nb",
  ],
  ["blank lines between blocks", "{{#if yes}}\n\na\n\n{{/if}}\n\nb\n", "\na\n\n\nb\n"],
  ["lines that end in \\r\\n", "{{#if yes}}\r\na\r\n{{/if}}\r\nb\r\n", "a\r\nb\r\n"],
  [
    "~ on the left, the right, both",
    "a {{~{name}}} b {{{name}~}} c {{~{name}~}} d",
    "acore b coreccored",
  ],
  ["~ takes newlines", "a\n\n  {{~#if yes~}}\n  b\n  {{~/if~}}\n\nc", "abc"],
  [
    "~ of else and of partials",
    "{{#if no}}x {{~else~}} y {{/if}} {{~> p ~}} z",
    "y 1z",
    { p: "1" },
  ],
  ["~ of comments", "a {{~! x ~}} b", "ab"],

  ["braces that are text", "\\{{name}} a\\{{b}}{{{name}}}", "{{name}} a{{b}}core"],
  [
    "braces that are text, to the line's end",
    "x: $\\{{ secrets.A }}\ny: {{{name}}}\n",
    "x: ${{ secrets.A }}\ny: core\n",
  ],
  ["two backslashes are one, before an expression", "\\\\{{{name}}}", "\\core"],
  ["one brace", "{ {name} } }", "{ {name} } }"],
  ["a raw block", "{{{{raw}}}} {{name}} {{#if}} {{{{/raw}}}}", " {{name}} {{#if}} "],
];

const extended = {
  ...data,
  map2: { k: "x" },
  two: "x\n  y",
  tree: { v: 1, kids: [{ v: 2, kids: [{ v: 3, kids: [] }] }] },
};

describe("the engine renders as Handlebars does", () => {
  it.each(constructs)("%s", (_, template, expected, partials) => {
    const { text, problems } = render(template, extended, partials);
    expect(problems).toEqual([]);
    expect(text).toBe(expected);
    expect(handlebars(template, extended, partials)).toBe(expected);
  });
});

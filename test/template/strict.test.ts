import { describe, expect, it } from "vitest";
import { mistakes, type Partials, render } from "./engine.ts";

const data = {
  region: "us-east-1",
  zones: ["a", "b"],
  nothing: null,
  backend: { bucket: "states", encrypt: true },
  rows: [{ name: "r1" }],
  big: 0n,
};

/** What is wrong, the template, what is told of it (`line:column message | advice`). */
const cases: [string, string, string | string[], Partials?][] = [
  [
    "a name that is not known",
    "a\n  {{regon}}",
    '2:5 "regon" is not known here | Did you mean "region"?',
  ],
  [
    "the member of one, named alone",
    "{{bucket}}",
    '1:3 "bucket" is not known here | Did you mean "backend.bucket"?',
  ],
  [
    "nearly the member of one",
    "{{encrpyt}}",
    '1:3 "encrpyt" is not known here | Did you mean "backend.encrypt"?',
  ],
  ["a name that nothing is near to", "{{{elephant}}}", '1:4 "elephant" is not known here'],
  [
    "a member that is not there",
    "{{backend.buckt}}",
    '1:3 "backend" has no "buckt" | Did you mean "bucket"?',
  ],
  ["a member of text", "{{region.length}}", '1:3 "region" has no "length"'],
  ["a member of a list", "{{zones.name}}", '1:3 "zones" has no "name"'],
  ["an item past the list's end", "{{zones.[2]}}", '1:3 "zones" has no "2"'],
  ["an item before the list's start", "{{zones.[-1]}}", '1:3 "zones" has no "-1"'],
  [
    "an item that is no whole number",
    "{{zones.[01]}}{{zones.[1.0]}}",
    ['1:3 "zones" has no "01"', '1:17 "zones" has no "1.0"'],
  ],
  ["a member of null", "{{nothing.at.all}}", '1:3 "nothing" is null and has no "at"'],
  [
    "a name where the context is null",
    "{{> p nothing}}",
    '_p.hbs:1:3 "this" is null and has no "x"',
    { p: "{{x}}" },
  ],
  [
    "a name where the context is text",
    "{{#each zones}}{{name}}{{/each}}",
    ['1:18 "name" is not known here', '1:18 "name" is not known here'],
  ],
  [
    "the word undefined",
    "{{#if undefined}}{{/if}}",
    '1:7 undefined is not a value | Did you mean "null"?',
  ],

  [
    "a name in a condition",
    "{{#if regon}}{{/if}}",
    '1:7 "regon" is not known here | Did you mean "region"?',
  ],
  [
    "a name in #unless, #each and #with",
    "{{#unless x}}{{/unless}}{{#each x}}{{/each}}{{#with x}}{{/with}}",
    ['1:11 "x" is not known here', '1:33 "x" is not known here', '1:53 "x" is not known here'],
  ],
  ["a name in a branch that is not taken is not looked at", "{{#if nothing}}{{x}}{{/if}}", []],
  [
    "a parameter of a helper",
    "{{shout regon}}",
    '1:9 "regon" is not known here | Did you mean "region"?',
  ],
  ["an option of a helper", "{{shout region mark=mrk}}", '1:21 "mrk" is not known here'],
  [
    "a parameter of a helper in a helper",
    "{{#if (shout (shout regon))}}{{/if}}",
    '1:21 "regon" is not known here | Did you mean "region"?',
  ],
  ["an option of a block", "{{#pairs module=x}}{{/pairs}}", '1:17 "x" is not known here'],
  [
    "a partial's context and options",
    "{{> p x y=z}}",
    ['1:7 "x" is not known here', '1:11 "z" is not known here'],
    { p: "" },
  ],
  [
    "the context of a block that stands for its partial",
    "{{#> none x}}{{/none}}",
    '1:11 "x" is not known here',
  ],
  [
    "an expression that names a partial",
    "{{> (lookup regon 'x')}}",
    '1:13 "regon" is not known here | Did you mean "region"?',
  ],
  [
    "a name in a partial, at its place there",
    "\n{{> p}}",
    '_p.hbs:2:3 "regon" is not known here | Did you mean "region"?',
    { p: "\n{{regon}}" },
  ],
  [
    "a name in a block parameter",
    "{{#each rows as |row|}}{{rwo.name}}{{row.nam}}{{/each}}",
    ['1:26 "rwo" is not known here', '1:38 "row" has no "nam" | Did you mean "name"?'],
  ],
  [
    "a name of the block around",
    "{{#each rows}}{{region}}{{/each}}",
    '1:17 "region" is not known here | Did you mean "../region"?',
  ],
  [
    "a name of a block further around",
    "{{#each rows}}{{#with this.name}}{{#if region.x}}{{/if}}{{/with}}{{/each}}",
    '1:40 "region" is not known here | Did you mean "../../region"?',
  ],

  ["../ at the top", "{{../x}}", '1:3 "../x" goes up more levels than there are blocks around it'],
  [
    "../ through #if, which is no step",
    "{{#if region}}{{../region}}{{/if}}",
    '1:17 "../region" goes up more levels than there are blocks around it',
  ],
  [
    "../ in a partial, which sees its context alone",
    "{{#each rows}}{{> p}}{{/each}}",
    '_p.hbs:1:3 "../region" goes up more levels than there are blocks around it',
    { p: "{{../region}}" },
  ],
  [
    "an @ name",
    "{{#each rows}}{{@indx}}{{/each}}",
    '1:17 "@indx" is not known here (known: @root, @index, @key, @first, @last) | Did you mean "@index"?',
  ],
  ["@index outside of #each", "{{@index}}", '1:3 "@index" is not known here (known: @root)'],
  [
    "@../ outside of two blocks",
    "{{#each rows}}{{@../index}}{{@../../index}}{{/each}}",
    [
      '1:17 "@index" is not known here (known: @root)',
      '1:30 "@../../index" goes up more levels than there are blocks around it',
    ],
  ],

  [
    "prototypes",
    "{{constructor}}{{backend.constructor}}{{region.constructor}}{{zones.constructor}}",
    [
      '1:3 "constructor" is not known here',
      '1:18 "backend" has no "constructor"',
      '1:41 "region" has no "constructor"',
      '1:63 "zones" has no "constructor"',
    ],
  ],
  [
    "prototypes in other words",
    "{{__proto__}}{{backend.toString}}{{zones.map}}{{backend.[hasOwnProperty]}}",
    [
      '1:3 "__proto__" is not known here',
      '1:16 "backend" has no "toString"',
      '1:36 "zones" has no "map"',
      '1:49 "backend" has no "hasOwnProperty"',
    ],
  ],
  [
    "prototypes of @ names",
    "{{@constructor}}{{@root.constructor}}",
    ['1:3 "@constructor" is not known here (known: @root)', '1:19 "@root" has no "constructor"'],
  ],
  [
    "prototypes of helpers and blocks",
    "{{toString region}}{{#toString}}{{/toString}}{{> toString}}",
    [
      '1:3 "toString" is not a helper',
      '1:23 "#toString" is not a block',
      '1:50 there is no partial "toString" here',
    ],
  ],

  [
    "a helper that does not exist",
    "{{shuot region}}",
    '1:3 "shuot" is not a helper | Did you mean "shout"?',
  ],
  [
    "a helper without its parameter",
    "{{shout}}{{shout region region}}",
    ['1:3 "shout" takes one parameter, got 0', '1:12 "shout" takes one parameter, got 2'],
  ],
  [
    "an option that a helper has not",
    "{{shout region mrk='?'}}",
    '1:16 "shout" has no option "mrk" | Did you mean "mark"?',
  ],
  [
    "an option that #if has not",
    "{{#if region includeZro=true}}{{/if}}",
    '1:14 "if" has no option "includeZro" | Did you mean "includeZero"?',
  ],
  [
    "a block that is called like a helper",
    "{{pairs module='x'}}",
    '1:3 "pairs" is not a helper: it is a block, {{#pairs}}...{{/pairs}}',
  ],
  [
    "a block that does not exist",
    "{{#pair}}{{/pair}}",
    '1:4 "#pair" is not a block | Did you mean "pairs"?',
  ],
  [
    "a value that is used like a block",
    "{{#rows}}{{/rows}}{{#region}}{{/region}}",
    [
      '1:4 "#rows" is not a block | Did you mean "each rows"?',
      '1:22 "#region" is not a block | Did you mean "if region"?',
    ],
  ],
  [
    "what #each cannot go through",
    "{{#each region}}{{/each}}{{#each backend.encrypt}}{{/each}}",
    ["1:1 #each takes a list or a map", "1:26 #each takes a list or a map"],
  ],
  [
    "a list where text is wanted",
    "{{{zones}}}{{{backend}}}{{{nothing}}}",
    [
      "1:1 expected raw text, found a list or a map; use {{#each}}",
      "1:12 expected raw text, found a list or a map; use {{#each}}",
      "1:25 expected raw text, found null",
    ],
  ],
  [
    "a raw block with a parameter",
    "{{{{raw x}}}}{{{{/raw}}}}",
    ['1:5 "raw" takes no parameters, got 1', '1:9 "x" is not known here'],
  ],

  [
    "a partial that does not exist",
    "{{> hed}}",
    '1:5 there is no partial "hed" here | Did you mean "head"?',
    { head: "" },
  ],
  [
    "a partial's block where there is none",
    "{{> @partial-block}}",
    '1:5 there is no partial "@partial-block" here',
  ],
  [
    "a partial's name that is no text",
    "{{> (lookup zones 'x')}}",
    "1:5 the name of a partial must be a string",
  ],
  [
    "a partial that includes itself",
    "{{> p}}",
    '_p.hbs:1:1 partials include one another 100 deep: "p" includes itself',
    { p: "{{> p}}" },
  ],
  [
    "a partial that includes itself twice, told once, at once",
    "{{> p}}{{> p}}",
    '_p.hbs:1:1 partials include one another 100 deep: "p" includes itself',
    { p: "{{> p}}{{> p}}" },
  ],
  [
    "two partials that name each other",
    "{{> p}}",
    '_q.hbs:2:1 partials include one another 100 deep: "p" includes itself',
    { p: "{{> q}}", q: "\n{{> p}}" },
  ],
  [
    "an inline partial that includes itself",
    '{{#*inline "p"}}{{> p}}{{/inline}}{{> p}}',
    '1:17 partials include one another 100 deep: "p" includes itself',
  ],
  [
    "loops in one another, which multiply",
    `${"{{#each @root.zones}}".repeat(20)}${"{{/each}}".repeat(20)}`,
    "1:400 loops run more than 100,000 times in this file",
  ],
  [
    "an inline partial without quotes",
    "{{#*inline p}}{{/inline}}",
    '1:1 an inline partial needs one name, in quotes: {{#*inline "name"}}',
  ],
  [
    "another block decorator",
    '{{#*inlin "p"}}{{/inlin}}',
    '1:1 "*inlin" is not known here | Did you mean "inline"?',
  ],
  ["a decorator", "{{* x}}", "1:1 decorators are not supported"],
];

describe("errors in templates", () => {
  it.each(cases)("%s", (_, template, told, partials) => {
    expect(mistakes(template, data, partials)).toEqual(typeof told === "string" ? [told] : told);
  });
});

describe("where the engine differs from Handlebars", () => {
  it.each([
    ["a literal is itself, no name", '{{{"region"}}} {{{12}}} {{{true}}}', "region 12 true"],
    [
      "a context's own name comes before a helper's",
      "{{#with own}}{{{shout}}}{{{lines}}}{{/with}}",
      "mine1",
    ],
    [
      "a bigint of 0 is 0",
      "{{#if big}}a{{else}}b{{/if}}{{#if big includeZero=true}}c{{/if}}",
      "bc",
    ],
    [
      "a parameter may begin with this",
      "{{#each zones as |this-one|}}{{{this-one}}}{{/each}}",
      "ab",
    ],
    ["blank lines of a partial stay empty", "  {{> blank}}\n", "  1\n\n  2\n"],
    [
      "a helper's lines are not indented, for a heredoc may be among them",
      "  {{> heredoc}}\n",
      "  x = <<EOT\none\ntwo\nEOT\n  y\n",
    ],
    ["a line separator ends no line", "  {{> separators}}\n", "  a\u2028b\u0085c\rd\n"],
    [
      "an inline partial sees the block parameters of its place",
      '{{#each zones as |x|}}{{#*inline "p"}}{{{x}}}{{{y}}}{{/inline}}{{#with @root.own as |x|}}{{> p y=1}}{{/with}}{{/each}}',
      "a1b1",
    ],
    [
      "equal items in one another are two steps of ../",
      "{{#each zones}}{{#each ../zones}}{{{../this}}}{{{this}}} {{/each}}{{/each}}",
      "aa ab ba bb ",
    ],
  ])("%s", (_, template, expected) => {
    const partials = {
      blank: "1\n\n2\n",
      heredoc: "{{lines}}\ny\n",
      separators: "a\u2028b\u0085c\rd\n",
    };
    const { text, problems } = render(
      template,
      { ...data, own: { shout: "mine", lines: 1 } },
      partials,
    );
    expect(problems).toEqual([]);
    expect(text).toBe(expected);
  });
});

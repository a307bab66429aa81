import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { handlebars, render } from "./engine.ts";

/**
 * Data whose every record has the same names, so that most paths lead somewhere at any depth. No record
 * stands in it twice: Handlebars takes a block whose context is the one around it for no step of `../`.
 */
function nodes(depth: number): fc.Arbitrary<unknown> {
  const inner = depth > 0 ? nodes(depth - 1) : undefined;
  return fc.record(
    {
      a: fc.string({ unit: fc.constantFrom(..."ab \n&<{}\"'$"), maxLength: 4 }),
      n: fc.constantFrom(0, 1, 2.5),
      t: fc.boolean(),
      list: inner ? fc.array(inner, { maxLength: 3 }) : fc.constant([]),
      map: inner
        ? fc.dictionary(fc.constantFrom("k", "l"), inner, { maxKeys: 2, noNullPrototype: true })
        : fc.constant({}),
      o: inner ?? fc.constant(null),
    },
    { noNullPrototype: true },
  );
}

const path = fc.constantFrom(
  ...[
    "a",
    "n",
    "t",
    "list",
    "map",
    "o",
    "this.a",
    "./n",
    "o.a",
    "o.n",
    "list.length",
    "list.[0].a",
    "map.k.a",
    "p",
    "q",
    "p.a",
  ],
  ...[
    "../a",
    "../n",
    "../../a",
    "../o.a",
    "@index",
    "@key",
    "@first",
    "@last",
    "@root.a",
    "@root.o.n",
    "lookup o 'a'",
  ],
);
/** Paths that lead down: a block's context is never that of a block around it. */
const down = fc.constantFrom(
  "o",
  "list",
  "map",
  "./list",
  "this.o",
  "o.list",
  "o.map",
  "list.[0]",
  "map.k",
);
const parameters = fc.constantFrom("", "", " as |p|", " as |p q|", " as |a q|");
const text = fc.string({ unit: fc.constantFrom(..."xy$ \n\n\t", " {x} "), maxLength: 5 });
const tilde = fc.constantFrom("", "", "", "~");

/** The pieces joined, `~` before and after some of the braces. */
const tag = (inside: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(tilde, inside, tilde).map(([left, body, right]) => `{{${left}${body}${right}}}`);

const argument = fc.constantFrom("", "", " o", " list.[0]", " n=a", " o a='z'");
const pieces = (...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((made) => made.join(""));
const oneOf = (...texts: string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);

/** @param partials the names of partials that it may call */
function templates(depth: number, ...partials: string[]): fc.Arbitrary<string> {
  const partialName = oneOf(...partials);
  // The text in front keeps Handlebars from adding two numbers up.
  const expression = pieces(text, oneOf(";"), tag(path.map((name) => `{${name}}`)));
  const call = pieces(
    oneOf("", "\n  ", "\n"),
    tag(pieces(oneOf("> "), partialName, argument)),
    oneOf("", "\n"),
  );
  const leaf = [
    { weight: 6, arbitrary: expression },
    { weight: 2, arbitrary: text },
    { weight: 1, arbitrary: tag(oneOf("! note ", "!-- }} --")) },
    { weight: 2, arbitrary: call },
  ];
  const list = (statement: fc.Arbitrary<string>) =>
    fc.array(statement, { maxLength: 4 }).map((statements) => statements.join(""));
  if (depth === 0) return list(fc.oneof(...leaf));
  const any = templates(depth - 1, ...partials);
  const block = (name: string, opening: fc.Arbitrary<string>): fc.Arbitrary<string> => {
    const inverse = pieces(tag(oneOf("else", "^", "else if n")), any);
    return pieces(
      tag(pieces(oneOf(`#${name} `), opening)),
      any,
      fc.oneof(oneOf(""), inverse),
      tag(oneOf(`/${name}`)),
    );
  };
  const condition = path.map((name) => (name.includes(" ") ? `(${name})` : name));
  return list(
    fc.oneof(
      ...leaf,
      { weight: 2, arbitrary: block("if", condition) },
      { weight: 1, arbitrary: block("unless", condition) },
      { weight: 4, arbitrary: block("each", pieces(down, parameters)) },
      { weight: 3, arbitrary: block("with", pieces(down, oneOf("", " as |p|"))) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(partialName, argument, any)
          .map(([name, given, body]) => `{{#> ${name}${given}}}${body}{{/${name}}}`),
      },
      {
        weight: 1,
        arbitrary: any.map((body) => `{{#*inline "inner"}}${insideInline(body)}{{/inline}}`),
      },
    ),
  );
}

/** Handlebars indents a partial's blank lines too, also one that goes on a line where something stands already. */
function withoutBlanks(written: string): string {
  return written.replaceAll(/[ \t]+$/gm, "");
}

/**
 * In Handlebars, ../ finds nothing in an inline partial that stands in no block; and one that calls itself never ends.
 */
function insideInline(body: string): string {
  return body.replaceAll("../", "").replaceAll(/(\{\{~?(?:#?> |\/))inner/g, "$1one");
}

describe("any template over any data", () => {
  it("is rendered as by Handlebars, where nothing is missing", () => {
    let compared = 0;
    const main = templates(3, "one", "two", "inner");
    const partial = templates(1, "leaf");
    fc.assert(
      fc.property(main, nodes(3), partial, partial, (template, data, one, two) => {
        const partials = { one, two: `(${two}{{> @partial-block}})`, leaf: "-\n" };
        const ours = render(template, data, partials);
        if (ours.problems.length > 0) return;
        compared++;
        expect(withoutBlanks(ours.text)).toBe(withoutBlanks(handlebars(template, data, partials)));
      }),
      { numRuns: 4000 },
    );
    // Most templates name something that is not there.
    expect(compared).toBeGreaterThan(1000);
  });
});

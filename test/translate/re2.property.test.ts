import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { VariableDeclaration } from "../../src/model/terraformType.ts";
import { matches } from "../../src/translate/patterns.ts";
import { type Re2Test, toRe2 } from "../../src/translate/re2.ts";
import { terraformAvailable } from "../support/programs.ts";
import { refusals } from "./refusals.ts";

/** Characters about which the two languages could differ: cases, blanks, line ends, word ends. */
const characters = [..."abkKsSzZ019_-.$^/] \t\n\r\v\u2028\u2029\u00a0\ufeff\u212a\u017fßéÉ\0`"];

const literalCharacter = fc.constantFrom(...characters).map(escapeCharacter);
const set = fc.constantFrom("\\d", "\\D", "\\w", "\\W", "\\s", "\\S");
const range = fc
  .tuple(fc.constantFrom(...characters), fc.constantFrom(...characters))
  .map(([from, to]) => {
    const [first = from, last = to] = [from, to].toSorted();
    return `${escapeCharacter(first)}-${escapeCharacter(last)}`;
  });
const characterClass = fc
  .tuple(
    fc.constantFrom("", "^"),
    fc.array(fc.oneof(literalCharacter, set, range), { maxLength: 4 }),
  )
  .map(([negated, members]) => `[${negated}${members.join("")}]`);

const { pattern } = fc.letrec<{ pattern: string; alternative: string; part: string }>((tie) => ({
  pattern: fc
    .tuple(
      fc.constantFrom("", "^", "^(?=a)", "^(?!.*k)", "^(?=.*s)(?!a|b)"),
      fc.array(tie("alternative"), { minLength: 1, maxLength: 3 }),
      fc.constantFrom("", "$"),
    )
    .map(([start, alternatives, end]) => `${start}${alternatives.join("|")}${end}`),
  alternative: fc.array(tie("part"), { minLength: 1, maxLength: 4 }).map((parts) => parts.join("")),
  part: fc.oneof(
    { depthSize: "small" },
    literalCharacter,
    fc.constantFrom(".", "\\b", "\\B", "^", "$", "\\u{6b}", "\\x53", "\\cJ", "\\u00e9"),
    set,
    characterClass,
    fc
      .tuple(
        fc.oneof(literalCharacter, set, characterClass, group(tie("pattern"))),
        fc.constantFrom("*", "+", "?", "{2}", "{1,2}", "{0,1}?", "*?", "{2,}"),
      )
      .map(([element, quantifier]) => element + quantifier),
    group(tie("pattern")),
  ),
}));

function group(inside: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom("(", "(?:", "(?<name>"), inside)
    .map(([open, text]) => `${open}${text})`);
}

function escapeCharacter(character: string): string {
  return /[$^./\]-]/.test(character) ? `\\${character}` : character;
}

const javaScriptPattern = fc
  .tuple(pattern, fc.constantFrom("", "i", "s", "is", "u", "iu", "su"))
  .map(([source, flags]) => {
    try {
      return new RegExp(source, flags);
    } catch {
      return undefined;
    }
  })
  .filter((regex) => regex !== undefined);

const text = fc.oneof(
  fc.array(fc.constantFrom(...characters), { maxLength: 6 }).map((list) => list.join("")),
  fc.string({ unit: fc.constantFrom("a", "b", "k", "S"), maxLength: 4 }),
);

/** Terraform normalises text before any pattern sees it. */
function normalized(texts: readonly string[]): string[] {
  return texts.map((value) => value.normalize("NFC"));
}

// biome-ignore lint/correctness/noEmptyCharacterClassInRegex: this is the class of everything
const everything = /^[^]$/;
// biome-ignore lint/correctness/noEmptyCharacterClassInRegex: this is the class of nothing
const nothing = /^[]$/;

/** Every way to speak of one character. */
const single: readonly RegExp[] = [
  ...[/^.$/, /^.$/s, /^\d$/, /^\D$/, /^\w$/, /^\W$/, /^\s$/, /^\S$/, everything, nothing],
  ...[/^[\s]$/, /^[^\s]$/, /^[\S]$/, /^[^\S]$/, /^[\S\n]$/, /^[\w-]$/, /^[^\W\d]$/, /^[\]^\\-]$/],
  ...[/^s$/i, /^K$/i, /^[a-z]$/i, /^[^a-z]$/i, /^[J-T]$/i, /^[^s]$/i, /^[0-z]$/i, /^\x00$/i],
  ...[/^s$/iu, /^K$/iu, /^[a-z]$/iu, /^[^a-z]$/iu, /^é$/iu, /^[à-ÿ]$/iu, /^ß$/iu, /^µ$/iu],
  ...[/^\u{e9}$/u, /^[\u{80}-\u{10ffff}]$/u, /^[^\0-\x7f]$/, /^[\t\v\f\r]$/, /^[\b]$/, /^\cM$/],
  ...[/^\p{L}$/u, /^\P{Lu}$/u, /^[\p{Nd}\p{Sc}]$/u, /^\p{Script=Greek}$/u, /^a\b$/, /^\B.$/],
  ...[
    /^\/$/,
    /^[/]$/,
    /^\$$/,
    /^\{$/,
    /^{$/,
    /^😀$/,
    /^[.*+]$/,
    /^[[:alpha:]]$/,
    /^(?:a{40}){25}$|^b$/,
    /^[-]$/,
  ],
];

const everyCharacter = [
  ...Array.from({ length: 0x400 }, (_, codePoint) => String.fromCodePoint(codePoint)),
  ..."\u1680\u180e\u1e9e\u2000\u2007\u200a\u200b\u2027\u2028\u2029\u202a\u202f\u2030\u205e",
  ..."\u205f\u2060\u20ac\u2126\u212a\u2fff\u3000\u3001\ufefe\ufeff\uff00",
];

interface Judged {
  readonly regex: RegExp;
  readonly tests: readonly Re2Test[];
  readonly texts: readonly string[];
}

function judge(regex: RegExp, texts: readonly string[]): Judged[] {
  const result = toRe2(regex);
  return result.ok ? [{ regex, tests: result.value, texts: normalized(texts) }] : [];
}

/** For each pattern the texts on which JavaScript and Terraform disagree. */
function disagreements(judged: readonly Judged[]): unknown[] {
  const suspects = otherwise(judged.flatMap(({ texts, ...one }) => splitByJavaScript(one, texts)));
  return otherwise(
    suspects.flatMap(({ texts, ...one }) => texts.map((text) => ({ ...one, texts: [text] }))),
  ).map(({ regex, tests, texts }) => [String(regex), tests, texts]);
}

interface Expected extends Judged {
  readonly isMatch: boolean;
}

function splitByJavaScript(one: Omit<Judged, "texts">, texts: readonly string[]): Expected[] {
  return [true, false].map((isMatch) => ({
    ...one,
    isMatch,
    texts: texts.filter((value) => one.regex.test(value) === isMatch),
  }));
}

/** Those of which Terraform judges some text otherwise. */
function otherwise(expected: readonly Expected[]): Expected[] {
  const refused = refusals(
    expected.map(({ tests, texts, isMatch }, index) => ({
      declaration: declare(`v${index}`, tests, isMatch),
      value: texts,
    })),
  );
  return expected.filter((_, index) => refused.has(`v${index}`));
}

function declare(name: string, tests: readonly Re2Test[], isMatch: boolean): VariableDeclaration {
  const conditions = tests.map(
    (test) => `${test.matches ? "" : "!"}${matches(test.pattern, "text")}`,
  );
  const isEach = `${isMatch ? "" : "!"}(${conditions.join(" && ")})`;
  const condition = `alltrue([for text in var.${name} : ${isEach}])`;
  return {
    name,
    type: { kind: "list", element: { kind: "string" } },
    validations: [{ condition, message: "Judged otherwise." }],
  };
}

describe.skipIf(!terraformAvailable)("the RE2 patterns of a JavaScript pattern", () => {
  it("match the same characters", () => {
    const judged = single.flatMap((regex) => judge(regex, everyCharacter));
    expect(judged.map(({ regex }) => String(regex))).toEqual(single.map(String));
    expect(disagreements(judged)).toEqual([]);
  }, 60_000);

  it("match the same texts", () => {
    const patterns = fc.array(javaScriptPattern, { minLength: 200, maxLength: 250 });
    const texts = fc.array(text, { minLength: 40, maxLength: 60 });
    fc.assert(
      fc.property(patterns, texts, (regexes, values) => {
        const judged = regexes.flatMap((regex) => judge(regex, values));
        expect(judged.length).toBeGreaterThan(regexes.length / 4);
        expect(disagreements(judged)).toEqual([]);
      }),
      { numRuns: 5, endOnFailure: true },
    );
  }, 60_000);
});

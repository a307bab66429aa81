import { literal, quotedLiteral } from "../../hcl/literal.ts";
import { literalValue } from "../../hcl/outline/literalValue.ts";
import { tokenize } from "../../hcl/tokenize.ts";
import type { Token } from "../../hcl/tokens.ts";
import type { Value } from "../../model/value.ts";
import type { Context, Form, Part, Place, Side } from "./parts.ts";

/** A token, or the tokens of one scalar literal. */
interface Word {
  readonly kind: "scalar" | Token["kind"];
  readonly text: string;
  readonly spaces: number;
  /** Of a scalar. */
  readonly value?: Value;
}

/** A text by which texts are the same where their blanks mean nothing. */
export function meaningOf(text: string, { formatted }: Context): string {
  if (!formatted) return text;
  const tokenized = tokenize(text);
  return tokenized.ok ? tokenized.value.tokens.map((token) => token.text).join("\u0000") : text;
}

export function areSame(sides: readonly Side[], context: Context): boolean {
  const [first, ...others] = sides;
  if (!first || others.every(({ text }) => text === first.text)) return true;
  if (!context.formatted) return false;
  const meaning = meaningOf(first.text, context);
  return others.every(({ text }) => meaningOf(text, context) === meaning);
}

/**
 * Unifies texts that differ in single words: literals become values.
 *
 * @returns `undefined` where they differ in more
 */
export function unifyWords(
  sides: readonly Side[],
  place: Place,
  context: Context,
): readonly Part[] | undefined {
  const read = sides.map(({ text }) => wordsOf(text));
  const [first] = read;
  if (!first || read.some((one) => one?.words.length !== first.words.length)) return undefined;
  const parts: Part[] = [];
  for (const [at, word] of first.words.entries()) {
    const words = read.map((one) => one?.words[at] ?? word);
    if (words.some(({ kind }) => kind !== word.kind)) return undefined;
    const isSpacedAlike = words.every(({ spaces }) => spaces === word.spaces);
    if (!isSpacedAlike && !context.formatted) return undefined;
    parts.push({ kind: "text", text: " ".repeat(word.spaces) });
    const unified = unifyWord(
      words.map(({ text }, side) => ({ index: sides[side]?.index ?? 0, text })),
      words,
      place,
      context,
    );
    if (!unified) return undefined;
    parts.push(...unified);
  }
  if (!context.formatted && read.some((one) => one?.trailing !== first.trailing)) return undefined;
  return [...parts, { kind: "text", text: " ".repeat(first.trailing) }];
}

function unifyWord(
  sides: readonly Side[],
  words: readonly Word[],
  place: Place,
  context: Context,
): readonly Part[] | undefined {
  const [first] = words;
  if (!first) return undefined;
  if (words.every(({ text }) => text === first.text)) return [{ kind: "text", text: first.text }];
  if (first.kind === "scalar") return unifyScalars(sides, words, place, context);
  const named = unifyName(sides, context);
  const mayHoldName = ["quotedText", "identifier", "comment", "heredocText"].includes(first.kind);
  if (named && mayHoldName) return named;
  const isPlain =
    first.kind === "quotedText" &&
    sides.every(({ text }) => /^[ !#-$&-[\]-~]*$/.test(text) && !/[${}]/.test(text));
  if (!isPlain) return undefined;
  const values = new Map(sides.map(({ index, text }) => [index, text]));
  return [{ kind: "value", form: "raw", place, values }];
}

function unifyScalars(
  sides: readonly Side[],
  words: readonly Word[],
  place: Place,
  context: Context,
): readonly Part[] | undefined {
  const named = unifyName(sides, context);
  if (named) return named;
  const values = new Map<number, Value>();
  for (const [at, { text, value }] of words.entries()) {
    if (value === undefined || literalText(value) !== text) return undefined;
    values.set(sides[at]?.index ?? 0, value);
  }
  return [{ kind: "value", form: "literal", place, values }];
}

/** A value as terraloom writes it. */
export function literalText(value: Value): string {
  return typeof value === "string" ? quotedLiteral(value) : literal(value);
}

/** Texts that differ in the environment's own name alone, each as a word of its own. */
export function unifyName(sides: readonly Side[], context: Context): readonly Part[] | undefined {
  const { names, areWhole } = context;
  const name = (form: Form): Part => ({ kind: "name", form, isShort: !areWhole });
  const rests = sides.map(({ index, text }) => withoutName(text, names[index] ?? ""));
  const [first] = rests;
  if (first === undefined || first.length < 2) return undefined;
  if (rests.some((rest) => rest?.join("\u0000") !== first.join("\u0000"))) return undefined;
  if (first.length === 2 && first[0] === '"' && first[1] === '"') {
    return [name("literal")];
  }
  const [head = "", ...tail] = first;
  return [
    { kind: "text", text: head },
    ...tail.flatMap((text): Part[] => [name("raw"), { kind: "text", text }]),
  ];
}

/** What stands around a name in a text; `undefined` where the name is too short to be told from a word. */
export function withoutName(text: string, name: string): readonly string[] | undefined {
  if (!/^[A-Za-z][\w-]+$/.test(name)) return undefined;
  return text.split(new RegExp(`(?<![A-Za-z0-9])${name}(?![A-Za-z0-9])`));
}

function wordsOf(
  text: string,
): { readonly words: readonly Word[]; readonly trailing: number } | undefined {
  // Tabs and marks at the beginning are blanks to the scanner, and would come out as such.
  if (/[\t\r\uFEFF]/.test(text)) return undefined;
  const tokenized = tokenize(text);
  if (!tokenized.ok) return undefined;
  const { tokens, trailingSpaces } = tokenized.value;
  const words: Word[] = [];
  for (let at = 0; at < tokens.length; ) {
    const { kind, text: written, spaces } = tokens[at] as Token;
    const end = endOfScalar(tokens, at);
    if (end === at) {
      words.push({ kind, text: written, spaces });
      at++;
      continue;
    }
    const scalar = tokens.slice(at, end);
    const value = literalValue(scalar);
    const all = scalar.map((token, index) =>
      index === 0 ? token.text : " ".repeat(token.spaces) + token.text,
    );
    words.push({
      kind: "scalar",
      text: all.join(""),
      spaces,
      ...(value === undefined ? {} : { value }),
    });
    at = end;
  }
  return { words, trailing: trailingSpaces };
}

/** The index after a scalar literal that begins here; the same index where none does. */
function endOfScalar(tokens: readonly Token[], at: number): number {
  const [token, second, third] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (token?.kind === "number") return at + 1;
  if (token?.kind === "identifier" && /^(?:true|false|null)$/.test(token.text)) return at + 1;
  if (token?.kind !== "openQuote") return at;
  if (second?.kind === "closeQuote") return at + 2;
  return second?.kind === "quotedText" && third?.kind === "closeQuote" ? at + 3 : at;
}

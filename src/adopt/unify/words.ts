import { literal, quotedLiteral } from "../../hcl/literal.ts";
import { literalValue } from "../../hcl/outline/literalValue.ts";
import { tokenize } from "../../hcl/tokenize.ts";
import type { Token } from "../../hcl/tokens.ts";
import type { Value } from "../../model/value.ts";
import type { Context, Form, Part, Place, Side } from "./parts.ts";

/** A token of a side, or the tokens of one scalar literal. */
interface Word extends Side {
  readonly kind: "scalar" | Token["kind"];
  readonly spaces: number;
  /** Of a scalar. */
  readonly value?: Value | undefined;
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
  const read = sides.flatMap((side) => wordsOf(side) ?? []);
  const [first] = read;
  if (!first || read.length < sides.length) return undefined;
  const { words, trailing } = first;
  if (read.some((one) => one.words.length !== words.length)) return undefined;
  const isSpacedAlike = read.every(
    (one) =>
      one.trailing === trailing &&
      one.words.every(({ spaces }, at) => spaces === words[at]?.spaces),
  );
  if (!isSpacedAlike && !context.formatted) return undefined;
  const parts: Part[] = [];
  for (const [at, { spaces }] of words.entries()) {
    const unified = unifyWord(
      read.flatMap((one) => one.words[at] ?? []),
      place,
      context,
    );
    if (!unified) return undefined;
    parts.push({ kind: "text", text: " ".repeat(spaces) }, ...unified);
  }
  return [...parts, { kind: "text", text: " ".repeat(trailing) }];
}

function unifyWord(
  words: readonly Word[],
  place: Place,
  context: Context,
): readonly Part[] | undefined {
  const { kind, text: written = "" } = words[0] ?? {};
  if (words.some((word) => word.kind !== kind)) return undefined;
  if (words.every(({ text }) => text === written)) return [{ kind: "text", text: written }];
  const mayHoldName = /^(?:scalar|quotedText|identifier|comment|heredocText)$/.test(kind ?? "");
  const named = mayHoldName ? unifyName(words, context) : undefined;
  if (named) return named;
  if (kind === "scalar") {
    const isWhole = words.every(
      ({ value, text }) => value !== undefined && literalText(value) === text,
    );
    const values = new Map(words.map(({ index, value = null }) => [index, value]));
    return isWhole ? [{ kind: "value", form: "literal", place, values }] : undefined;
  }
  const isPlain =
    kind === "quotedText" &&
    words.every(({ text }) => /^[ !#-$&-[\]-~]*$/.test(text) && !/[${}]/.test(text));
  const values = new Map(words.map(({ index, text }) => [index, text]));
  return isPlain ? [{ kind: "value", form: "raw", place, values }] : undefined;
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

function wordsOf({
  index,
  text,
}: Side): { readonly words: readonly Word[]; readonly trailing: number } | undefined {
  // Tabs and marks at the beginning are blanks to the scanner, and would come out as such.
  if (/[\t\r\uFEFF]/.test(text)) return undefined;
  const tokenized = tokenize(text);
  if (!tokenized.ok) return undefined;
  const { tokens, trailingSpaces } = tokenized.value;
  const words: Word[] = [];
  for (let at = 0; at < tokens.length; ) {
    const { kind, text: written, spaces } = tokens[at] as Token;
    const end = endOfScalar(tokens, at);
    if (end === at) words.push({ index, kind, text: written, spaces });
    else {
      const [, ...others] = tokens.slice(at, end);
      const rest = others.map((token) => " ".repeat(token.spaces) + token.text);
      const value = literalValue(tokens.slice(at, end));
      words.push({ index, kind: "scalar", text: written + rest.join(""), spaces, value });
    }
    at = Math.max(end, at + 1);
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

import { literal, quotedLiteral } from "../../hcl/literal.ts";
import { literalValue } from "../../hcl/outline/literalValue.ts";
import type { Statement } from "../../hcl/outline/nodes.ts";
import { isMapValue, type Value } from "../../model/value.ts";
import type { Keyed } from "./align.ts";
import { variants } from "./lines.ts";
import type { Context, Part, Place, Side } from "./parts.ts";
import { areSame, meaningOf, unifyName } from "./words.ts";

/** A statement with what stands before it: from the beginning of a line to the end of one. */
export interface Element extends Keyed {
  /** Blank lines and comments. */
  readonly gap: string;
  readonly own: string;
  readonly statement: Statement;
  readonly file: string;
}

/** Where an environment has its state: its name, or a value, so that a copy has its own; whatever blanks are around it. */
export function unifyState(
  all: Elements,
  place: Place,
  context: Context,
): readonly Part[] | undefined {
  const literals = literalsOf(all, context);
  if (!literals) return undefined;
  const { heads, texts, tails, values } = literals;
  const inOneText = (sides: readonly Side[]): Part =>
    areSame(sides, context) ? { kind: "text", text: sides[0]?.text ?? "" } : variants(sides, place);
  const named = unifyName(texts, context);
  return [
    inOneText(heads),
    ...(named ?? [{ kind: "value", form: "literal", place, values } as const]),
    inOneText(tails),
  ];
}

/** Attributes whose expressions are literals as a whole. */
export function unifyExpressions(
  all: Elements,
  place: Place,
  context: Context,
  variable: string | undefined,
): readonly Part[] | undefined {
  const literals = literalsOf(all, context);
  if (!literals) return undefined;
  const { heads, tails, values } = literals;
  if (!agreeInOrder([...values.values()])) return undefined;
  if (!areSame(heads, context) || !areSame(tails, context)) return undefined;
  return [
    { kind: "text", text: heads[0]?.text ?? "" },
    {
      kind: "value",
      form: "literal",
      place,
      values,
      ...(variable === undefined ? {} : { variable }),
    },
    { kind: "text", text: tails[0]?.text ?? "" },
  ];
}

type Elements = readonly (readonly [number, Element])[];

/** The values of attributes, and the text before, of and after each; `undefined` where one is no literal as terraloom writes it. */
function literalsOf(all: Elements, context: Context) {
  const heads: Side[] = [];
  const texts: Side[] = [];
  const tails: Side[] = [];
  const values = new Map<number, Value>();
  for (const [index, { own, statement, file }] of all) {
    if (statement.kind !== "attribute") return undefined;
    const { start, end, tokens } = statement.expression;
    const text = file.slice(start, end);
    const value = literalValue(tokens);
    if (value === undefined || !isWrittenSo(value, text, context)) return undefined;
    values.set(index, value);
    heads.push({ index, text: file.slice(statement.lineEnd - own.length, start) });
    texts.push({ index, text });
    tails.push({ index, text: file.slice(end, statement.lineEnd) });
  }
  return { heads, texts, tails, values };
}

function isWrittenSo(value: Value, text: string, context: Context): boolean {
  const written = typeof value === "string" ? quotedLiteral(value) : literal(value);
  return (
    written === text ||
    (context.formatted && meaningOf(written, context) === meaningOf(text, context))
  );
}

/** Whether keys come in one order everywhere: a type of objects gives them in its own. */
function agreeInOrder(values: readonly Value[]): boolean {
  const lists = values.filter((value) => Array.isArray(value));
  const maps = values.filter(isMapValue);
  if (maps.length === 0) return lists.length === 0 || agreeInOrder(lists.flat());
  const keys = [...new Set(maps.flatMap((map) => Object.keys(map)))];
  return (
    maps.every((map) => {
      const places = Object.keys(map).map((key) => keys.indexOf(key));
      return places.every((place, at) => at === 0 || place > (places[at - 1] ?? 0));
    }) &&
    keys.every((key) =>
      agreeInOrder(maps.flatMap((map) => (Object.hasOwn(map, key) ? [map[key] ?? null] : []))),
    )
  );
}

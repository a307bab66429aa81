import { literalValue } from "../../hcl/outline/literalValue.ts";
import type { Statement } from "../../hcl/outline/nodes.ts";
import { isMapValue, type Value } from "../../model/value.ts";
import type { Keyed } from "./align.ts";
import { variants } from "./lines.ts";
import { type Context, isStatePlace, type Part, type Place, type Side } from "./parts.ts";
import { areSame, literalText, meaningOf, unifyName } from "./words.ts";

/** A statement, from the beginning of a line to the end of one. */
export interface Element extends Keyed {
  /** The blank lines and comments before it. */
  readonly gap: string;
  readonly statement: Statement;
  /** All of the text that it is in. */
  readonly file: string;
}

/**
 * Attributes whose expressions are literals as a whole. Where an environment has its state becomes its name or a value
 * whatever blanks are around it, so that a copy has its own.
 */
export function unifyExpressions(
  all: readonly Element[],
  place: Place,
  context: Context,
  variable?: string,
): readonly Part[] | undefined {
  const heads: Side[] = [];
  const texts: Side[] = [];
  const tails: Side[] = [];
  const values = new Map<number, Value>();
  for (const { index, text: own, statement, file } of all) {
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
  const inOneText = (sides: readonly Side[]): Part =>
    areSame(sides, context) ? { kind: "text", text: sides[0]?.text ?? "" } : variants(sides, place);
  const [head, tail] = [inOneText(heads), inOneText(tails)];
  const isState = isStatePlace(place);
  const isAlike =
    agreeInOrder([...values.values()]) && head.kind === "text" && tail.kind === "text";
  if (!isState && !isAlike) return undefined;
  const named = isState ? unifyName(texts, context) : undefined;
  return [head, ...(named ?? [{ kind: "value", form: "literal", place, values, variable }]), tail];
}

function isWrittenSo(value: Value, text: string, context: Context): boolean {
  const written = literalText(value);
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

import type { Block, Body, Statement } from "../../hcl/outline/nodes.ts";
import { outline } from "../../hcl/outline/outline.ts";
import { align } from "./align.ts";
import { type Element, unifyExpressions, unifyState } from "./expressions.ts";
import { onlyIn, unifyLines, variants } from "./lines.ts";
import { type Context, isStatePlace, joined, type Part, type Place, type Side } from "./parts.ts";
import { areSame, meaningOf, unifyWords, withoutName } from "./words.ts";

/**
 * Unifies one file of several environments: statement by statement, by what they are called. What is the same comes
 * once, as it stands, with its comments and blank lines; a literal that differs becomes a value; what only some have
 * becomes a choice.
 */
export function unify(sides: readonly Side[], context: Context): Part[] {
  const isOnly = sides.length === 1;
  if (areSame(sides, context) && !context.variables && !isOnly) {
    return [{ kind: "text", text: sides[0]?.text ?? "" }];
  }
  const bodies = sides.map(({ index, text }) => {
    return { index, text, body: outline(text).body, start: 0, end: text.length };
  });
  return unifyBodies(bodies, [], context);
}

/** What stands in a file, or in a block: whole lines of a text. */
interface Lines extends Side {
  readonly body: Body;
  readonly start: number;
  readonly end: number;
}

function unifyBodies(sides: readonly Lines[], place: Place, context: Context): Part[] {
  const read = sides.map((side) => ({ side, elements: elementsOf(side, context) }));
  // Statements that share a line are no lines of their own.
  if (read.some(({ elements }) => elements === undefined)) {
    return unifyLines(
      sides.map(({ index, text, start, end }) => ({ index, text: text.slice(start, end) })),
      place,
      context,
    );
  }
  const rows = align(new Map(read.map(({ side, elements }) => [side.index, elements ?? []])));
  const parts = rows.flatMap(({ items }): readonly Part[] => {
    const [first] = items.values();
    const inner = first ? [...place, ...wordsIn(first.statement)] : place;
    const unified = unifyElements(items, inner, context);
    return items.size === sides.length ? unified : [onlyIn([...items.keys()], unified, inner)];
  });
  const tails = read.map(({ side: { index, text, start, end }, elements }) => {
    const at =
      start + (elements ?? []).reduce((sum, { gap, own }) => sum + gap.length + own.length, 0);
    return { index, text: text.slice(at, end) };
  });
  return joined([...parts, ...unifyLines(tails, place, context)]);
}

/** Splits lines into statements, each with what stands before it; `undefined` where two share a line. */
function elementsOf(
  { index, text, body, start, end }: Lines,
  context: Context,
): Element[] | undefined {
  const elements: Element[] = [];
  let at = start;
  for (const statement of body.statements) {
    const lineStart = Math.max(text.lastIndexOf("\n", statement.start - 1) + 1, at);
    const isAlone =
      lineStart >= at &&
      (lineStart === 0 || text[lineStart - 1] === "\n") &&
      text.slice(lineStart, statement.start).trim() === "" &&
      (text[statement.lineEnd - 1] === "\n" || statement.lineEnd === text.length) &&
      statement.lineEnd <= end;
    if (!isAlone) return undefined;
    const own = text.slice(lineStart, statement.lineEnd);
    elements.push({
      key: keyOf(statement, context.names[index] ?? ""),
      text: meaningOf(own, context),
      gap: text.slice(at, lineStart),
      own,
      statement,
      file: text,
    });
    at = statement.lineEnd;
  }
  return elements;
}

/** What a statement is called; the environment's name in it is the same for all. */
function keyOf(statement: Statement, name: string): string {
  if (statement.kind === "attribute") return `${statement.name} =`;
  if (statement.kind === "other") return "?";
  const labels = statement.labels.map(
    ({ text }) => withoutName(text, name)?.join("\u0000") ?? text,
  );
  return [statement.type, ...labels.map((label) => JSON.stringify(label))].join(" ");
}

function wordsIn(statement: Statement): Place {
  if (statement.kind === "attribute") return [statement.name];
  if (statement.kind === "other") return [];
  return [statement.type, ...statement.labels.map(({ text }) => text)];
}

function unifyElements(
  items: ReadonlyMap<number, Element>,
  place: Place,
  context: Context,
): readonly Part[] {
  const all = [...items];
  const gaps = all.map(([index, { gap }]) => ({ index, text: gap }));
  const owns = all.map(([index, { own }]) => ({ index, text: own }));
  const before = unifyLines(gaps, place, context);
  const same = areSame(owns, context);
  const statement = all[0]?.[1].statement;
  const variable =
    definedBy(statement, place, context) ?? (same ? undefined : defaultOf(place, context));
  const isAlone = all.length === 1;
  const state =
    isStatePlace(place) && (isAlone || !same) ? unifyState(all, place, context) : undefined;
  if (state) return [...before, ...state];
  if (variable === undefined && same && !(isAlone && place[0] === "terraform")) {
    return [...before, { kind: "text", text: owns[0]?.text ?? "" }];
  }
  return [...before, ...unifyStatements(all, owns, place, context, variable)];
}

/** The variable that a line of terraform.tfvars gives a value. */
function definedBy(
  statement: Statement | undefined,
  place: Place,
  { variables }: Context,
): string | undefined {
  const isDefinition = statement?.kind === "attribute" && place.length === 1;
  return isDefinition && variables?.has(statement.name) ? statement.name : undefined;
}

/** The variable whose default it is, where nothing else gives it a value. */
function defaultOf(place: Place, { defaulted }: Context): string | undefined {
  const [type, name = "", attribute] = place;
  const isDefault = place.length === 3 && type === "variable" && attribute === "default";
  return isDefault && defaulted?.has(name) ? name : undefined;
}

function unifyStatements(
  all: readonly (readonly [number, Element])[],
  owns: readonly Side[],
  place: Place,
  context: Context,
  variable?: string,
): readonly Part[] {
  if (all.every(([, { statement }]) => statement.kind === "attribute")) {
    // Members of an object that differ are values of their own, as long as all have the same members.
    const words = variable === undefined ? unifyWords(owns, place, context) : undefined;
    if (words) return words;
    const whole = unifyExpressions(all, place, context, variable);
    if (whole) return whole;
  } else if (all.every(([, { statement }]) => statement.kind === "block")) {
    const blocks = all.map(([index, element]) => splitBlock(index, element));
    const whole = all.filter((_, at) => blocks[at] === undefined);
    if (whole.length > 0 && whole.length < all.length) {
      // A block on one line beside others on several.
      const split = all.filter((one) => !whole.includes(one));
      const branches = [split, whole].map((some) => ({
        members: some.map(([index]) => index),
        parts: unifyElements(
          new Map(some.map(([index, one]) => [index, { ...one, gap: "" }])),
          place,
          context,
        ),
      }));
      return [{ kind: "choice", place, branches }];
    }
    if (blocks.every((block) => block !== undefined)) {
      const heads = blocks.map(({ lines: { index }, head }) => ({ index, text: head }));
      const closes = blocks.map(({ lines: { index }, close }) => ({ index, text: close }));
      return [
        ...unifyLines(heads, place, context),
        ...unifyBodies(
          blocks.map(({ lines }) => lines),
          place,
          context,
        ),
        ...unifyLines(closes, place, context),
      ];
    }
  }
  if (areSame(owns, context)) return [{ kind: "text", text: owns[0]?.text ?? "" }];
  const words = unifyWords(owns, place, context);
  if (words) return words;
  const isLong = owns.every(({ text }) => text.trimEnd().includes("\n"));
  return isLong ? unifyLines(owns, place, context) : [variants(owns, place)];
}

/** A block of several lines: the line that opens it, what is inside, the line that closes it. */
function splitBlock(index: number, { own, statement, file }: Element) {
  const block = statement as Block;
  const opened = /^[^\n]*\n/.exec(file.slice(block.body.start, block.body.end))?.[0].length ?? 0;
  const start = block.body.start + opened;
  const end = file.lastIndexOf("\n", block.body.end) + 1;
  const [inside] = block.body.statements;
  if (opened === 0 || end < start || (inside && inside.start < start)) return undefined;
  const from = block.lineEnd - own.length;
  return {
    head: file.slice(from, start),
    close: file.slice(end, block.lineEnd),
    lines: { index, text: file, body: block.body, start, end } satisfies Lines,
  };
}

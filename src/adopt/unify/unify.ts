import type { Block, Body, Statement } from "../../hcl/outline/nodes.ts";
import { outline } from "../../hcl/outline/outline.ts";
import { align } from "./align.ts";
import { type Element, unifyExpressions } from "./expressions.ts";
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
  const parts = align(read.map(({ elements }) => elements ?? [])).flatMap(
    (row): readonly Part[] => {
      const [first] = row;
      const inner = first ? [...place, ...wordsIn(first.statement)] : place;
      const unified = unifyElements(row, inner, context);
      return row.length === sides.length ? unified : [onlyIn(row, unified, inner)];
    },
  );
  const tails = read.map(({ side: { index, text, start, end }, elements }) => {
    const at = elements?.at(-1)?.statement.lineEnd ?? start;
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
      index,
      key: keyOf(statement, context.names[index] ?? ""),
      meaning: meaningOf(own, context),
      gap: text.slice(at, lineStart),
      text: own,
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

function unifyElements(all: readonly Element[], place: Place, context: Context): readonly Part[] {
  const [first] = all;
  const gaps = all.map(({ index, gap }) => ({ index, text: gap }));
  const before = unifyLines(gaps, place, context);
  const same = areSame(all, context);
  const variable =
    definedBy(first?.statement, place, context) ?? (same ? undefined : defaultOf(place, context));
  const isAlone = all.length === 1;
  const state =
    isStatePlace(place) && (isAlone || !same) ? unifyExpressions(all, place, context) : undefined;
  if (state) return [...before, ...state];
  if (variable === undefined && same && !(isAlone && place[0] === "terraform")) {
    return [...before, { kind: "text", text: first?.text ?? "" }];
  }
  return [...before, ...unifyStatements(all, place, context, variable)];
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
  all: readonly Element[],
  place: Place,
  context: Context,
  variable: string | undefined,
): readonly Part[] {
  if (all.every(({ statement }) => statement.kind === "attribute")) {
    // Members of an object that differ are values of their own, as long as all have the same members.
    const words = variable === undefined ? unifyWords(all, place, context) : undefined;
    const whole = words ?? unifyExpressions(all, place, context, variable);
    if (whole) return whole;
  } else if (all.every(({ statement }) => statement.kind === "block")) {
    const blocks = all.flatMap((one) => splitBlock(one) ?? []);
    const split = all.filter(({ index }) => blocks.some(({ head }) => head.index === index));
    if (split.length > 0 && split.length < all.length) {
      // A block on one line beside others on several.
      const whole = all.filter((one) => !split.includes(one));
      const branches = [split, whole].map((some) => ({
        members: some.map(({ index }) => index),
        parts: unifyElements(
          some.map((one) => ({ ...one, gap: "" })),
          place,
          context,
        ),
      }));
      return [{ kind: "choice", place, branches }];
    }
    if (blocks.length > 0) {
      return [
        ...unifyLines(
          blocks.map(({ head }) => head),
          place,
          context,
        ),
        ...unifyBodies(
          blocks.map(({ lines }) => lines),
          place,
          context,
        ),
        ...unifyLines(
          blocks.map(({ close }) => close),
          place,
          context,
        ),
      ];
    }
  }
  if (areSame(all, context)) return [{ kind: "text", text: all[0]?.text ?? "" }];
  const words = unifyWords(all, place, context);
  if (words) return words;
  const isLong = all.every(({ text }) => text.trimEnd().includes("\n"));
  return isLong ? unifyLines(all, place, context) : [variants(all, place)];
}

/** A block of several lines: the line that opens it, what is inside, the line that closes it. */
function splitBlock({ index, text: own, statement, file }: Element) {
  const block = statement as Block;
  const opened = /^[^\n]*\n/.exec(file.slice(block.body.start, block.body.end))?.[0].length ?? 0;
  const start = block.body.start + opened;
  const end = file.lastIndexOf("\n", block.body.end) + 1;
  const [inside] = block.body.statements;
  if (opened === 0 || end < start || (inside && inside.start < start)) return undefined;
  return {
    head: { index, text: file.slice(block.lineEnd - own.length, start) },
    close: { index, text: file.slice(end, block.lineEnd) },
    lines: { index, text: file, body: block.body, start, end } satisfies Lines,
  };
}

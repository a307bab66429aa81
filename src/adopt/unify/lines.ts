import { groupBy } from "../../model/groupBy.ts";
import { align, type Keyed, type Row } from "./align.ts";
import { type Branch, type Context, joined, type Part, type Place, type Side } from "./parts.ts";
import { areSame, unifyWords, withoutName } from "./words.ts";

/** Unifies whole lines: equal ones come once, words that differ become values, others are an environment's own. */
export function unifyLines(sides: readonly Side[], place: Place, context: Context): Part[] {
  if (areSame(sides, context)) return [{ kind: "text", text: sides[0]?.text ?? "" }];
  const rows = align(
    new Map(sides.map(({ index, text }) => [index, linesOf(text, context.names[index] ?? "")])),
  );
  return joined(
    balancedRuns(rows.map((row) => unifyRow(row, sides.length, place, context))).flatMap(
      ([first, ...others]) =>
        first && others.length === 0
          ? first.parts
          : [variants(textsOf([first, ...others].map((one) => one?.row)), place)],
    ),
  );
}

/** A row of lines, and what becomes of it. */
interface UnifiedRow {
  readonly row: Row<Keyed>;
  readonly parts: readonly Part[];
}

function unifyRow(row: Row<Keyed>, count: number, place: Place, context: Context): UnifiedRow {
  const parts = unifyLine(textsOf([row]), place, context);
  return {
    row,
    parts: row.items.size === count ? parts : [onlyIn([...row.items.keys()], parts, place)],
  };
}

/**
 * Puts rows together until conditions stand around both brackets of a pair or around none: a template with one of them
 * in a condition is one that nobody can read, and that no later edit finds its way through.
 */
function balancedRuns(rows: readonly UnifiedRow[]): readonly (readonly UnifiedRow[])[] {
  const runs: UnifiedRow[][] = [];
  const open = new Map<number, number>();
  for (const unified of rows) {
    const { row, parts } = unified;
    if (open.size > 0) runs.at(-1)?.push(unified);
    else runs.push([unified]);
    if (open.size === 0 && !parts.some(({ kind }) => kind === "choice")) continue;
    for (const [index, { text }] of row.items) {
      const depth = (open.get(index) ?? 0) + openedIn(text);
      if (depth === 0) open.delete(index);
      else open.set(index, depth);
    }
  }
  return runs;
}

/** How many brackets more a line opens than it closes; those in quotes and comments are none. */
function openedIn(line: string): number {
  const code = line.replaceAll(/"(?:[^"\\]|\\.)*"|(?:#|\/\/).*/g, "");
  return (code.match(/[{[(]/g)?.length ?? 0) - (code.match(/[}\])]/g)?.length ?? 0);
}

/** What each side has of some rows. */
function textsOf(rows: readonly (Row<Keyed> | undefined)[]): readonly Side[] {
  const texts = new Map<number, string>();
  for (const row of rows) {
    for (const [index, { text }] of row?.items ?? [])
      texts.set(index, (texts.get(index) ?? "") + text);
  }
  return [...texts].map(([index, text]) => ({ index, text }));
}

function unifyLine(sides: readonly Side[], place: Place, context: Context): Part[] {
  const [first] = sides;
  if (first && sides.every(({ text }) => text === first.text)) {
    return [{ kind: "text", text: first.text }];
  }
  const [, key = ""] = keyPattern.exec(first?.text ?? "") ?? [];
  const words = unifyWords(sides, key === "" ? place : [...place, key], context);
  return words ? [...words] : [variants(sides, place)];
}

/** Lines of some environments alone. */
export function onlyIn(members: readonly number[], parts: readonly Part[], place: Place): Part {
  return { kind: "choice", place, branches: [{ members, parts }] };
}

/** A text for each group of environments that have the same. */
export function variants(sides: readonly Side[], place: Place): Part {
  const branches = [...groupBy(sides, ({ text }) => text)].map(([text, some]): Branch => {
    return { members: some.map(({ index }) => index), parts: [{ kind: "text", text }] };
  });
  return { kind: "choice", place, branches };
}

/** What a line of an object or a list of arguments gives a value to. */
const keyPattern = /^\s*"?([\w.-]+)"?\s*[=:](?!=)/;

/** Lines that differ in the environment's name alone have one key. */
function linesOf(text: string, name: string): readonly Keyed[] {
  return (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((line) => {
    const key = keyPattern.exec(line)?.[1];
    const own = withoutName(line.trim(), name)?.join("\u0000") ?? line.trim();
    return { key: key === undefined ? own : `${key} =`, text: line };
  });
}

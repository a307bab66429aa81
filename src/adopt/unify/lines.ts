import { groupBy } from "../../model/groupBy.ts";
import { align, type Keyed } from "./align.ts";
import { type Branch, type Context, joined, type Part, type Place, type Side } from "./parts.ts";
import { areSame, unifyWords, withoutName } from "./words.ts";

/** Unifies whole lines: equal ones come once, words that differ become values, others are an environment's own. */
export function unifyLines(sides: readonly Side[], place: Place, context: Context): Part[] {
  if (areSame(sides, context)) return [{ kind: "text", text: sides[0]?.text ?? "" }];
  const rows = align(sides.map((side) => linesOf(side, context.names[side.index] ?? ""))).map(
    (row): UnifiedRow => {
      const parts = unifyLine(row, place, context);
      return { row, parts: row.length === sides.length ? parts : [onlyIn(row, parts, place)] };
    },
  );
  return joined(
    balancedRuns(rows).flatMap((run) =>
      run.length === 1 && run[0] ? run[0].parts : [variants(textsOf(run), place)],
    ),
  );
}

/** A row of lines, and what becomes of it. */
interface UnifiedRow {
  readonly row: readonly Keyed[];
  readonly parts: readonly Part[];
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
    for (const { index, text } of row) {
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

function textsOf(rows: readonly UnifiedRow[]): readonly Side[] {
  const texts = new Map<number, string>();
  for (const { index, text } of rows.flatMap(({ row }) => row)) {
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
export function onlyIn(sides: readonly Side[], parts: readonly Part[], place: Place): Part {
  return { kind: "choice", place, branches: [{ members: sides.map(({ index }) => index), parts }] };
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
function linesOf({ index, text }: Side, name: string): readonly Keyed[] {
  return (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((line) => {
    const key = keyPattern.exec(line)?.[1];
    const own = withoutName(line.trim(), name)?.join("\u0000") ?? line.trim();
    return { index, key: key === undefined ? own : `${key} =`, meaning: line, text: line };
  });
}

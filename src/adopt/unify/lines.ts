import { align, type Keyed } from "./align.ts";
import { type Branch, type Context, joined, type Part, type Place, type Side } from "./parts.ts";
import { areSame, unifyWords, withoutName } from "./words.ts";

/**
 * Unifies texts of whole lines: lines that are the same come once, what differs in words becomes values, and for the
 * rest each environment has lines of its own.
 */
export function unifyLines(sides: readonly Side[], place: Place, context: Context): Part[] {
  if (areSame(sides, context)) return [{ kind: "text", text: sides[0]?.text ?? "" }];
  const rows = align(
    new Map(sides.map(({ index, text }) => [index, linesOf(text, context.names[index] ?? "")])),
  );
  return joined(
    rows.flatMap(({ items }): Part[] => {
      const own = [...items].map(([index, { text }]) => ({ index, text }));
      const parts = unifyLine(own, place, context);
      return items.size === sides.length ? parts : [onlyIn([...items.keys()], parts, place)];
    }),
  );
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
  const groups = new Map<string, number[]>();
  for (const { index, text } of sides) {
    const members = groups.get(text);
    if (members) members.push(index);
    else groups.set(text, [index]);
  }
  const branches = [...groups].map(
    ([text, members]): Branch => ({ members, parts: [{ kind: "text", text }] }),
  );
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

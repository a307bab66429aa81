import { distance } from "fastest-levenshtein";
import type { Diagnostic, Location } from "../diagnostics/diagnostic.ts";
import type { ProjectSchema } from "../model/schema.ts";

/** The names of sensitive variables and of secrets. */
export function sensitiveNames({ stacks }: ProjectSchema): ReadonlySet<string> {
  const names = [...stacks.values()].flatMap((stack) => [
    ...[...stack.variables.values()].filter(({ sensitive }) => sensitive).map(({ name }) => name),
    ...stack.secrets.keys(),
  ]);
  return new Set(names);
}

/**
 * Problems without what a sensitive variable or a secret is given: wherever in a spec a person has written it, misspelt, in
 * other letters, twice or in a place that is not its own, its lines are not shown, and no words repeat them.
 *
 * @param textOf a spec's text, as it was read
 */
export function hideSensitive(
  problems: readonly Diagnostic[],
  names: ReadonlySet<string>,
  textOf: (file: string) => string | undefined,
): readonly Diagnostic[] {
  if (names.size === 0) return problems;
  const known = new Map<string, ReadonlyMap<number, string>>();
  const hiddenIn = (file: string): ReadonlyMap<number, string> => {
    const found = known.get(file) ?? hiddenLines(textOf(file) ?? "", names);
    known.set(file, found);
    return found;
  };
  return problems.map((problem) => {
    const { location } = problem;
    if (!location?.file.endsWith(".yaml")) return problem;
    const hidden = hiddenIn(location.file);
    if (!hidden.has(location.line)) return problem;
    const pieces = new Set([...hidden.values()].flatMap(piecesOf));
    for (const name of names) pieces.delete(name);
    return {
      ...problem,
      args: without(problem.args, pieces),
      location: withoutExcerpt(location),
    } as Diagnostic;
  });
}

/** A place without its line. */
export function withoutExcerpt({ excerpt: _, ...place }: Location): Location {
  return place;
}

/** Lines, counted from 1, that hold what a sensitive name is given: its own and those that are further in; and their values. */
function hiddenLines(text: string, names: ReadonlySet<string>): ReadonlyMap<number, string> {
  const hidden = new Map<number, string>();
  let within: number | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    const indentation = line.length - line.trimStart().length;
    if (line.trim() !== "" && within !== undefined && indentation <= within) within = undefined;
    const start = startOfValue(line, names);
    if (start !== undefined) within ??= indentation;
    if (within !== undefined) hidden.set(index + 1, valueAt(line, start ?? 0));
  }
  return hidden;
}

/** From where a value begins to its end: of an entry of `{ a: 1, b: 2 }` the next entry is none of it. */
function valueAt(line: string, start: number): string {
  if (!line.slice(0, start).includes("{")) return line.slice(start);
  let depth = 0;
  for (const { 0: piece, index } of line.slice(start).matchAll(/"[^"]*"?|'[^']*'?|[[\]{},]/g)) {
    if (piece === "[" || piece === "{") depth++;
    if (depth === 0 && /^[\]},]$/.test(piece)) return line.slice(start, start + index);
    if (piece === "]" || piece === "}") depth--;
  }
  return line.slice(start);
}

const word = /[A-Za-z_][\w-]*/g;

/** Where the value begins that a line gives to a sensitive name, or to what was meant to be one. */
function startOfValue(line: string, names: ReadonlySet<string>): number | undefined {
  for (const { 0: found, index } of line.matchAll(word)) {
    if (isMeant(found, names)) return index + found.length;
  }
  return undefined;
}

function isMeant(found: string, names: ReadonlySet<string>): boolean {
  const folded = found.toLowerCase();
  for (const name of names) {
    const wanted = name.toLowerCase();
    if (folded === wanted) return true;
    if (Math.abs(found.length - name.length) > 2 || name.length < 5) continue;
    if (distance(folded, wanted) <= 2) return true;
  }
  return false;
}

/** What a problem's words might repeat: the value, and the words in it. Shorter ones stand in every sentence. */
function piecesOf(value: string): string[] {
  const whole = value.replace(/^["'\s]*:\s*/, "").trim();
  const words = whole.split(/[\s"',:[\]{}]+/);
  return [whole, ...words, ...words.map((piece) => piece.replace(/^[*&!]+/, ""))].filter(
    (piece) => piece.length >= 3,
  );
}

/** What a problem's words are made of, without these pieces where they stand as words of their own. */
function without(args: unknown, pieces: ReadonlySet<string>): unknown {
  if (typeof args === "string") {
    const longestFirst = [...pieces].sort((a, b) => b.length - a.length);
    return longestFirst.reduce(
      (text, piece) => text.replaceAll(asWords(piece), "(sensitive)"),
      args,
    );
  }
  if (Array.isArray(args)) return args.map((item) => without(item, pieces));
  if (typeof args !== "object" || args === null) return args;
  return Object.fromEntries(
    Object.entries(args).map(([key, value]) => [key, without(value, pieces)]),
  );
}

/** A name that contains the value would reveal it if the value were cut out of it. */
function asWords(piece: string): RegExp {
  const escaped = piece.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
  const [before, after] = [/^\w/.test(piece) ? "(?<!\\w)" : "", /\w$/.test(piece) ? "(?!\\w)" : ""];
  return new RegExp(before + escaped + after, "g");
}

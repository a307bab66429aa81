import { distance } from "fastest-levenshtein";
import type { ProjectSchema, ProjectStack } from "../model/schema.ts";
import { sectionNames } from "../model/spec.ts";

/** The names that decide which lines of a spec are hidden. */
export interface KnownNames {
  /** Of sensitive variables and of secrets: nobody may see what they are given. */
  readonly sensitive: ReadonlySet<string>;
  /** Of everything else that has a value in a spec. */
  readonly plain: ReadonlySet<string>;
}

/** The names of sensitive variables and of secrets. */
export function sensitiveNames({ stacks }: Pick<ProjectSchema, "stacks">): ReadonlySet<string> {
  return new Set([...stacks.values()].flatMap(hiddenIn));
}

function hiddenIn({ variables, secrets }: ProjectStack): readonly string[] {
  const sensitive = [...variables.values()].filter((variable) => variable.sensitive);
  return [...sensitive.map(({ name }) => name), ...secrets.keys()];
}

/** All names that a line of a spec may begin with. */
export function knownNames(schema: Pick<ProjectSchema, "stacks">): KnownNames {
  const sensitive = sensitiveNames(schema);
  const all = [...schema.stacks.values()].flatMap(({ variables, settings }) => [
    ...variables.keys(),
    ...settings.keys(),
  ]);
  const plain = all.filter((name) => !sensitive.has(name));
  return { sensitive, plain: new Set([...sectionNames, ...plain]) };
}

/** Why a line is not shown, and the value in it. */
export interface HiddenLine {
  /** `unknown`: no name that the schema knows says whose value it is. */
  readonly why: "sensitive" | "unknown";
  readonly value: string;
}

/** Sections that hold names: what is in them is judged by its own. */
const namesWithin = new Set(["variables", "settings", "each"]);

/**
 * Lines of a spec, counted from 1, that are not to be shown: those of a sensitive name, misspelt or in other letters
 * too, with all that is further in; and those of which nothing says that they are not. The text need be no YAML: it is
 * told what is wrong with it.
 */
export function hiddenLines(text: string, names: KnownNames): ReadonlyMap<number, HiddenLine> {
  const hidden = new Map<number, HiddenLine>();
  let sensitiveAt: number | undefined;
  let plainAt: number | undefined;
  let section: string | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const indentation = line.length - line.trimStart().length;
    // A list may stand as far out as the name that it is given to.
    const isItem = /^\s*-(?:\s|$)/.test(line);
    const isWithin = (owner: number | undefined): boolean =>
      owner !== undefined && (indentation > owner || (isItem && indentation === owner));
    if (!isWithin(sensitiveAt)) sensitiveAt = undefined;
    if (!isWithin(plainAt)) plainAt = undefined;
    const start = startOfValue(line, names);
    if (start !== undefined) sensitiveAt ??= indentation;
    if (sensitiveAt !== undefined) {
      hidden.set(index + 1, { why: "sensitive", value: valueAt(line, start ?? 0) });
      continue;
    }
    const key = keyOf(line);
    if (indentation === 0 && key) section = key.name;
    if (plainAt !== undefined || isMark(line, names)) continue;
    if (key && isPlain(key.name, names) && !namesWithin.has(key.name)) plainAt = indentation;
    else if (!key || !holdsPlainNames(key, section, names)) {
      hidden.set(index + 1, { why: "unknown", value: key?.rest ?? line });
    }
  }
  return hidden;
}

/** A line without a value: a comment, the mark of a merge, or a name alone. */
function isMark(line: string, { plain }: KnownNames): boolean {
  return /^\s*#|^(?:<{7}|={7}|>{7}|---)(?:\s|$)/.test(line) || plain.has(line.trim());
}

/** The key that a line begins with, and what comes after its colon. */
interface LineKey {
  readonly name: string;
  readonly rest: string;
}

function keyOf(line: string): LineKey | undefined {
  const [, name, rest = ""] =
    /^\s*(?:[-?]\s+)*["']?([A-Za-z_$][\w$./-]*)["']?\s*[:=\uFF1A](.*)/s.exec(line) ?? [];
  return name === undefined ? undefined : { name, rest };
}

/** Whether a line of a section has no value, or a map of nothing but known names: `{ a: 1, b: { c: 2 } }`. */
function holdsPlainNames(
  { name, rest }: LineKey,
  section: string | undefined,
  names: KnownNames,
): boolean {
  if (!namesWithin.has(name) && section !== "each") return false;
  if (/^\s*(?:#.*)?$/.test(rest)) return true;
  if (!/^\s*\{/.test(rest)) return false;
  /** By depth, whether its keys are names. */
  const areNames = [false];
  let isSection = true;
  for (const [piece] of rest.matchAll(flowPieces)) {
    if (piece === "{" || piece === "[") areNames.push(isSection);
    else if (piece === "}" || piece === "]") areNames.pop();
    else if (areNames.at(-1) && !isPlain(piece, names)) return false;
    isSection = areNames.at(-1) === true && namesWithin.has(piece);
  }
  return true;
}

/** Brackets, and keys of a map on one line. */
const flowPieces = /[{}[\]]|[A-Za-z_$][\w$./-]*(?=["']?\s*:(?:\s|$|[{[]))/g;

function isPlain(name: string, { plain }: KnownNames): boolean {
  if (plain.has(name)) return true;
  const folded = name.toLowerCase();
  return [...plain].some((known) => isNear(folded, known.toLowerCase()));
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
function startOfValue(line: string, names: KnownNames): number | undefined {
  for (const { 0: found, index } of line.matchAll(word)) {
    const end = index + found.length;
    if (isMeant(found, names)) return end;
    const isKey = /^["']?\s*[:=]/.test(line.slice(end));
    if (isKey && usualNames.test(found) && !names.plain.has(found)) return end;
  }
  return undefined;
}

/** Common names of secrets, whatever the schema declares. */
const usualNames = /passw(?:or)?d|passphrase|secret|credential|private[_-]?key|api[_-]?key|token/i;

function isMeant(found: string, { sensitive, plain }: KnownNames): boolean {
  if (sensitive.has(found)) return true;
  if (plain.has(found)) return false;
  const folded = found.toLowerCase();
  return [...sensitive].some(
    (name) => folded === name.toLowerCase() || isNear(folded, name.toLowerCase()),
  );
}

function isNear(found: string, name: string): boolean {
  return (
    name.length >= 5 && Math.abs(found.length - name.length) <= 2 && distance(found, name) <= 2
  );
}

import type { ItemText } from "./list.ts";
import type { SchemaSource } from "./source.ts";

/** How the file is formatted. */
export interface Manner {
  readonly quote: '"' | "'";
  /** One step of indentation. */
  readonly unit: string;
  /** What follows the last of several lines: a comma, or nothing. */
  readonly lastComma: "," | "";
  /** How long a line may be. */
  readonly width: number;
  readonly newline: string;
}

/** Reads off a file how it is formatted. */
export function mannerOf({ text }: SchemaSource): Manner {
  const single = text.match(/'/g)?.length ?? 0;
  const double = text.match(/"/g)?.length ?? 0;
  const unit = /^(\t| +)\S/m.exec(text)?.[1] ?? "  ";
  const withComma = /,[ \t]*\r?\n\s*[}\])]/.test(text);
  const without = /[\w"'`)}\]][ \t]*\r?\n\s*[}\])]/.test(text);
  const longest = Math.max(...text.split(/\r?\n/).map((line) => line.length));
  return {
    quote: single > double ? "'" : '"',
    unit: unit.startsWith("\t") ? "\t" : unit,
    lastComma: without && !withComma ? "" : ",",
    width: [80, 100].find((width) => longest <= width) ?? 120,
    newline: text.includes("\r\n") ? "\r\n" : "\n",
  };
}

/** What a module says of a variable that it is given. */
export interface ModuleArgument {
  readonly name: string;
  /** Absent: it is the variable's own. */
  readonly description?: string | undefined;
}

/** What a declaration says besides its type, in the order it is written. */
export interface DeclarationOptions {
  /** One sentence. */
  readonly description: string;
  /** The module calls that get it, each with its name there; as a list where these are its own name. */
  readonly modules?: ReadonlyMap<string, string | ModuleArgument>;
  readonly labels?: ReadonlyMap<string, readonly string[]>;
  /** Why environments may differ in it. */
  readonly drift?: string;
  readonly sensitive?: boolean;
  /** Why nobody is to use it any more. */
  readonly deprecated?: string;
  /** Whether no two environments may have the same. */
  readonly unique?: boolean;
  /** Whether a new environment takes it from the one that it is copied from. */
  readonly copied?: boolean;
}

/**
 * The text of `NAME: variable(type, { ... })`, or of a secret where there is no type, as a formatter would leave it.
 *
 * @param callee what the file calls the function
 */
export function entryText(
  name: string,
  callee: string,
  type: string | undefined,
  options: DeclarationOptions,
  manner: Manner,
): ItemText {
  const { unit, newline, width, lastComma } = manner;
  return (indentation) => {
    const object = (inner: string): string => {
      const lines = optionLines(name, options, inner + unit, manner);
      return `{${newline}${lines.join("")}${inner}}`;
    };
    const head = `${keyText(name, manner)}: ${callee}(`;
    if (type === undefined) return `${head}${object(indentation)})`;
    const opening = `${indentation}${head}${type}, {`;
    if (opening.length <= width && !type.includes("\n")) {
      return `${head}${type}, ${object(indentation)})`;
    }
    const inner = indentation + unit;
    const lines = typeText(type, inner, manner);
    return `${head}${newline}${inner}${lines},${newline}${inner}${object(inner)}${lastComma}${newline}${indentation})`;
  };
}

/** A property's name, in quotes where it needs them. */
export function keyText(name: string, manner: Manner): string {
  return isIdentifier(name) ? name : quoted(name, manner);
}

export function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}

/** A string literal, in the file's quotes unless others spare a backslash. */
export function quoted(text: string, { quote }: Pick<Manner, "quote">): string {
  const other = quote === '"' ? "'" : '"';
  const use = text.includes(quote) && !text.includes(other) ? other : quote;
  const inside = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return `${use}${inside.replaceAll(use, `\\${use}`)}${use}`;
}

/** A list of string literals, with a line for each where one line is too short for all. */
export function listText(
  items: readonly string[],
  column: number,
  indentation: string,
  manner: Manner,
): string {
  const texts = items.map((item) => quoted(item, manner));
  const line = `[${texts.join(", ")}]`;
  if (column + line.length < manner.width) return line;
  return brokenText("[", texts, "]", indentation, manner);
}

/** The calls that get a variable: a list where it keeps its name and its description there. */
export function modulesText(
  name: string,
  calls: ReadonlyMap<string, string | ModuleArgument>,
  indentation: string,
  manner: Manner,
): string {
  const entries = [...calls].map(([call, given]): [call: string, argument: ModuleArgument] => [
    call,
    typeof given === "string" ? { name: given } : given,
  ]);
  if (entries.every(([, one]) => one.name === name && one.description === undefined)) {
    const column = `${indentation}modules: ,`.length;
    return listText([...calls.keys()], column, indentation, manner);
  }
  const texts = entries.map(([call, argument]) => {
    const { description } = argument;
    const own = quoted(argument.name, manner);
    const said =
      description === undefined
        ? own
        : `{ name: ${own}, description: ${quoted(description, manner)} }`;
    return `${keyText(call, manner)}: ${said}`;
  });
  const line = `{ ${texts.join(", ")} }`;
  const isShort = `${indentation}modules: ${line},`.length <= manner.width;
  return isShort ? line : brokenText("{", texts, "}", indentation, manner);
}

/** An object's type with a line for each member, where one line is too short for all. */
function typeText(type: string, indentation: string, manner: Manner): string {
  const [, open = "", inside = "", close = ""] = /^(.*?\{) (.*) (\}.*)$/s.exec(type) ?? [];
  const isShort = indentation.length + type.length < manner.width;
  if (inside === "" || isShort || type.includes("\n")) return type;
  const inner = indentation + manner.unit;
  const members = membersIn(inside).map((member) => typeText(member, inner, manner));
  return brokenText(open, members, close, indentation, manner);
}

function brokenText(
  open: string,
  items: readonly string[],
  close: string,
  indentation: string,
  { unit, newline, lastComma }: Manner,
): string {
  const lines = items.map((item, index) => {
    const comma = index < items.length - 1 ? "," : lastComma;
    return `${indentation}${unit}${item}${comma}${newline}`;
  });
  return `${open}${newline}${lines.join("")}${indentation}${close}`;
}

/** The parts of a text between commas that stand in no bracket and in no quotes. */
function membersIn(inside: string): readonly string[] {
  const members = [""];
  let depth = 0;
  for (const [token] of inside.matchAll(/"(?:\\.|[^"\\])*"|[\s\S]/g)) {
    if (/^[([{]$/.test(token)) depth++;
    if (/^[)\]}]$/.test(token)) depth--;
    if (token === "," && depth === 0) members.push("");
    else members.push((members.pop() ?? "") + token);
  }
  return members.map((member) => member.trim());
}

function optionLines(
  name: string,
  options: DeclarationOptions,
  indentation: string,
  manner: Manner,
): string[] {
  const { description, modules, labels, drift, sensitive, deprecated, unique, copied } = options;
  const list = (items: readonly string[], column = 0): string =>
    listText(items, column, indentation, manner);
  const labelText = [...(labels ?? [])].map(
    ([key, values]) => `${keyText(key, manner)}: ${list(values)}`,
  );
  const entries: [string, string | undefined][] = [
    ["description", quoted(description, manner)],
    [
      "modules",
      modules && modules.size > 0 ? modulesText(name, modules, indentation, manner) : undefined,
    ],
    ["labels", labelText.length > 0 ? `{ ${labelText.join(", ")} }` : undefined],
    ["sensitive", sensitive ? "true" : undefined],
    ["deprecated", deprecated === undefined ? undefined : quoted(deprecated, manner)],
    ["unique", unique ? "true" : undefined],
    ["copied", copied ? "true" : undefined],
    ["drift", drift === undefined ? undefined : quoted(drift, manner)],
  ];
  const written = entries.filter((entry): entry is [string, string] => entry[1] !== undefined);
  return written.map(([key, value], index) => {
    const comma = index < written.length - 1 ? "," : manner.lastComma;
    const line = `${indentation}${key}: ${value}${comma}`;
    const isText = key === "description" || key === "drift";
    if (line.length <= manner.width || !isText) return line + manner.newline;
    const inner = indentation + manner.unit;
    return `${indentation}${key}:${manner.newline}${inner}${value}${comma}${manner.newline}`;
  });
}

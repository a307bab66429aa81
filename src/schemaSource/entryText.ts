import type { DeclarationOptions, ModuleArgument } from "./declaration.ts";
import type { ItemText } from "./list.ts";
import type { SourceFormat } from "./sourceFormat.ts";

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
  format: SourceFormat,
): ItemText {
  const { unit, newline, width, lastComma } = format;
  return (indentation) => {
    const object = (inner: string): string => {
      const lines = optionLines(name, options, inner + unit, format);
      return `{${newline}${lines.join("")}${inner}}`;
    };
    const head = `${keyText(name, format)}: ${callee}(`;
    if (type === undefined) return `${head}${object(indentation)})`;
    const opening = `${indentation}${head}${type}, {`;
    if (opening.length <= width && !type.includes("\n")) {
      return `${head}${type}, ${object(indentation)})`;
    }
    const inner = indentation + unit;
    const lines = typeText(type, inner, format);
    return `${head}${newline}${inner}${lines},${newline}${inner}${object(inner)}${lastComma}${newline}${indentation})`;
  };
}

/** An item inside of properties, each an object with nothing but the next. */
export function within(
  keys: readonly string[],
  item: ItemText,
  { unit, newline }: SourceFormat,
): ItemText {
  return keys.reduceRight<ItemText>(
    (inside, key) => (indentation) => {
      const inner = indentation + unit;
      return `${key}: {${newline}${inner}${inside(inner)},${newline}${indentation}}`;
    },
    item,
  );
}

/** A property's name, in quotes where it needs them. */
export function keyText(name: string, format: Pick<SourceFormat, "quote">): string {
  return isIdentifier(name) ? name : quoted(name, format);
}

export function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}

/** A string literal, in the file's quotes unless the others need no backslash. */
export function quoted(text: string, { quote }: Pick<SourceFormat, "quote">): string {
  const other = quote === '"' ? "'" : '"';
  const use = text.includes(quote) && !text.includes(other) ? other : quote;
  const inside = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return `${use}${inside.replaceAll(use, `\\${use}`)}${use}`;
}

/** Data in a schema. */
export type Literal = string | boolean | readonly string[] | { readonly [key: string]: Literal };

/**
 * The text of data, with a line for each item if they do not fit on one.
 *
 * @param column what stands beside it on its line
 */
export function literalText(
  value: Literal,
  column: number,
  indentation: string,
  format: SourceFormat,
): string {
  if (typeof value === "boolean") return String(value);
  if (typeof value === "string") return quoted(value, format);
  const isList = Array.isArray(value);
  const items = Object.entries(value).map(([key, item]: [string, Literal]) => {
    const text = literalText(item, 0, indentation, format);
    return isList ? text : `${keyText(key, format)}: ${text}`;
  });
  const [open, close, blank] = isList ? ["[", "]", ""] : ["{", "}", " "];
  const line = `${open}${blank}${items.join(", ")}${blank}${close}`;
  const isShort = column + line.length < format.width;
  return isShort ? line : brokenText(open, items, close, indentation, format);
}

/** The calls that get a variable: a list where it keeps its name and its description there. */
export function modulesLiteral(
  name: string,
  calls: ReadonlyMap<string, string | ModuleArgument>,
): Literal {
  const entries = [...calls].map(([call, given]): [call: string, inside: Literal] => {
    if (typeof given === "string" || given.description === undefined)
      return [call, typeof given === "string" ? given : given.name];
    return [call, { name: given.name, description: given.description }];
  });
  const isSame = entries.every(([, inside]) => inside === name);
  return isSame ? [...calls.keys()] : Object.fromEntries(entries);
}

/** An object's type, with a line for each member if they do not fit on one. */
function typeText(type: string, indentation: string, format: SourceFormat): string {
  const [, open = "", inside = "", close = ""] = /^(.*?\{) (.*) (\}.*)$/s.exec(type) ?? [];
  const isShort = indentation.length + type.length < format.width;
  if (inside === "" || isShort || type.includes("\n")) return type;
  const inner = indentation + format.unit;
  const members = membersIn(inside).map((member) => typeText(member, inner, format));
  return brokenText(open, members, close, indentation, format);
}

function brokenText(
  open: string,
  items: readonly string[],
  close: string,
  indentation: string,
  { unit, newline, lastComma }: SourceFormat,
): string {
  const lines = items.map((item, index) => {
    const comma = index < items.length - 1 ? "," : lastComma;
    return `${indentation}${unit}${item}${comma}${newline}`;
  });
  return `${open}${newline}${lines.join("")}${indentation}${close}`;
}

/** The parts of a text between commas that are not in brackets or quotes. */
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
  { description, modules, labels, drift, ...options }: DeclarationOptions,
  indentation: string,
  format: SourceFormat,
): string[] {
  const { sensitive, deprecated, unique, copied } = options;
  const literals: Readonly<Record<string, Literal | undefined>> = {
    description,
    modules: modules?.size ? modulesLiteral(name, modules) : undefined,
    labels: labels?.size ? Object.fromEntries(labels) : undefined,
    sensitive: sensitive || undefined,
    deprecated,
    unique: unique || undefined,
    copied: copied || undefined,
    drift,
  };
  const written = Object.entries(literals).filter(
    (entry): entry is [string, Literal] => entry[1] !== undefined,
  );
  return written.map(([key, value], index) => {
    const comma = index < written.length - 1 ? "," : format.lastComma;
    const text = literalText(value, `${indentation}${key}: ,`.length, indentation, format);
    const line = `${indentation}${key}: ${text}${comma}`;
    if (line.length <= format.width || typeof value !== "string") return line + format.newline;
    const inner = indentation + format.unit;
    return `${indentation}${key}:${format.newline}${inner}${text}${comma}${format.newline}`;
  });
}

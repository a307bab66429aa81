import type { ItemText } from "./list.ts";
import type { SchemaSource } from "./source.ts";

/** The file's own manner of writing. */
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

/** What a declaration says besides its type, in the order it is written. */
export interface DeclarationOptions {
  readonly description: string;
  /** The module calls that get it, each with its name there; as a list where these are its own name. */
  readonly modules?: ReadonlyMap<string, string>;
  readonly labels?: ReadonlyMap<string, readonly string[]>;
  readonly drift?: string;
  readonly sensitive?: boolean;
  readonly deprecated?: string;
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
    return `${head}${newline}${inner}${type},${newline}${inner}${object(inner)}${lastComma}${newline}${indentation})`;
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

function optionLines(
  name: string,
  options: DeclarationOptions,
  indentation: string,
  manner: Manner,
): string[] {
  const { description, modules, labels, drift, sensitive, deprecated } = options;
  const list = (items: readonly string[]): string =>
    `[${items.map((item) => quoted(item, manner)).join(", ")}]`;
  const moduleText = (calls: ReadonlyMap<string, string>): string => {
    if ([...calls.values()].every((argument) => argument === name)) return list([...calls.keys()]);
    const entries = [...calls].map(
      ([call, argument]) => `${keyText(call, manner)}: ${quoted(argument, manner)}`,
    );
    return `{ ${entries.join(", ")} }`;
  };
  const labelText = [...(labels ?? [])].map(
    ([key, values]) => `${keyText(key, manner)}: ${list(values)}`,
  );
  const entries: [string, string | undefined][] = [
    ["description", quoted(description, manner)],
    ["modules", modules && modules.size > 0 ? moduleText(modules) : undefined],
    ["labels", labelText.length > 0 ? `{ ${labelText.join(", ")} }` : undefined],
    ["sensitive", sensitive ? "true" : undefined],
    ["deprecated", deprecated === undefined ? undefined : quoted(deprecated, manner)],
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

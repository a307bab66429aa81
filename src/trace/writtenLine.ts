import { squeezed } from "../text/hunks.ts";

/** An expression of a template's line, and what it wrote. */
export interface Written {
  /** As it stands in the template: `{{settings.stage}}`. */
  readonly expression: string;
  /** Blanks within it are squeezed. */
  readonly text: string;
}

/** A line of a template, taken apart: between `texts` stand the expressions. */
interface Parts {
  readonly texts: readonly string[];
  readonly expressions: readonly string[];
}

/**
 * What the expressions of a template's line wrote in a line of output; `undefined` where that line did not
 * come from it alone. Blanks do not count: a formatter has been there.
 */
export function writtenIn(template: string, line: string): readonly Written[] | undefined {
  const { texts, expressions } = partsOf(template);
  const pattern = texts.map((text) => escaped(text.replace(/\s+/g, " "))).join("(.*?)");
  const found = new RegExp(`^${pattern.trim()}$`).exec(squeezed(line));
  return found
    ? expressions.map((expression, index) => ({ expression, text: found[index + 1] ?? "" }))
    : undefined;
}

/**
 * A template's line that writes another text around what its expressions write; `undefined` where that text does not
 * hold it. A line without expressions becomes the other text.
 */
export function rewritten(
  template: string,
  line: string,
  other: string,
  protect: (text: string) => string,
): string | undefined {
  const written = writtenIn(template, line);
  if (!written) return undefined;
  const wanted = squeezed(other);
  let [result, at] = ["", 0];
  for (const { expression, text } of written) {
    const found = text === "" ? -1 : wanted.indexOf(text, at);
    if (found < 0) return undefined;
    result += protect(wanted.slice(at, found)) + expression;
    at = found + text.length;
  }
  const [indentation = ""] = /^\s*/.exec(template) ?? [];
  const rest = written.length === 0 ? other.trim() : wanted.slice(at);
  return rest === "" && result === "" ? "" : indentation + result + protect(rest);
}

function partsOf(template: string): Parts {
  const expression = /\{\{\{[^}]*\}\}\}|\{\{[^}]*\}\}/g;
  return {
    texts: template.split(expression),
    expressions: [...template.matchAll(expression)].map(([text]) => text),
  };
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

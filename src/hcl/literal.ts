import type { Value } from "../model/value.ts";
import { attributeLines } from "./attributes.ts";
import { heredoc } from "./heredoc.ts";
import { literalFault } from "./literalFault.ts";
import { escapeText } from "./quotedText.ts";

/** A list of scalars that is no longer than this stays on one line. */
const longestLine = 72;

/**
 * HCL text of a value, as `terraform fmt` would leave it, whatever the value holds: no text in it ever
 * becomes a template.
 *
 * Objects and longer lists take several lines, of which all but the first are indented by `indentation`.
 * Several lines of text become a heredoc where that holds them exactly, else quoted text.
 * A number keeps every digit (`bigint` all of them).
 *
 * Throws on a lone surrogate, NaN and infinity, which HCL cannot write: ask `literalFault` before, which
 * also tells what can be written but not read back the same.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/types
 */
export function literal(value: Value, indentation = ""): string {
  if (typeof value === "string") {
    return heredoc(value, indentation) ?? quotedLiteral(value);
  }
  return isScalar(value) ? scalarLiteral(value) : collectionLiteral(value, indentation);
}

/** Text in quotes, always on one line, as in a block's label or an expression. Throws as `literal` does. */
export function quotedLiteral(text: string): string {
  if (literalFault(text) === "lone-surrogate") {
    throw new RangeError("HCL cannot write a lone surrogate; ask literalFault first.");
  }
  return `"${escapeText(text)}"`;
}

type Scalar = string | number | bigint | boolean | null;

function isScalar(value: Value): value is Scalar {
  return typeof value !== "object" || value === null;
}

function scalarLiteral(value: Scalar): string {
  if (typeof value === "string") {
    return quotedLiteral(value);
  }
  if (typeof value === "number") {
    if (!Number.isFinite(value)) {
      throw new RangeError(`HCL cannot write ${value}; ask literalFault first.`);
    }
    return Object.is(value, -0) ? "-0" : String(value);
  }
  return String(value);
}

function collectionLiteral(
  value: readonly Value[] | { readonly [key: string]: Value },
  indentation: string,
): string {
  const inner = `${indentation}  `;
  if (isList(value)) {
    const line = oneLineList(value);
    if (line !== undefined) {
      return line;
    }
    const elements = value.map((element) => `${inner}${elementLiteral(element, inner)},\n`);
    return `[\n${elements.join("")}${indentation}]`;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) {
    return "{}";
  }
  const lines = entries.map(([key, item]) => [keyLiteral(key), literal(item, inner)] as const);
  return `{\n${attributeLines(lines, inner)}${indentation}}`;
}

function isList(
  value: readonly Value[] | { readonly [key: string]: Value },
): value is readonly Value[] {
  return Array.isArray(value);
}

/** A comma cannot follow a heredoc's end marker, so text in a list is quoted. */
function elementLiteral(element: Value, indentation: string): string {
  return isScalar(element) ? scalarLiteral(element) : collectionLiteral(element, indentation);
}

function oneLineList(list: readonly Value[]): string | undefined {
  const elements: string[] = [];
  let length = 0;
  for (const element of list) {
    if (!isScalar(element) && Object.keys(element).length > 0) {
      return undefined;
    }
    const text = elementLiteral(element, "");
    length += text.length + 2; // two brackets in all, and a comma and blank between any two
    if (length > longestLine) {
      return undefined;
    }
    elements.push(text);
  }
  return `[${elements.join(", ")}]`;
}

/** Keys that HCL, or a reader, may take for something else than a name. */
const words = new Set(["for", "true", "false", "null"]);

function keyLiteral(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(key) && !words.has(key) ? key : quotedLiteral(key);
}

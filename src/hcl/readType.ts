import type { Expression } from "./outline/nodes.ts";
import { endsLine } from "./tokens.ts";

/** A Terraform type, for checking values. */
export type ReadType =
  | { readonly kind: "string" | "number" | "bool" }
  | { readonly kind: "list" | "set" | "map"; readonly element: ReadType }
  | { readonly kind: "tuple"; readonly elements: readonly ReadType[] }
  | {
      readonly kind: "object";
      readonly attributes: Readonly<
        Record<string, { readonly type: ReadType; readonly optional: boolean }>
      >;
    };

/**
 * Reads a type constraint, such as `map(list(string))`. The default of an optional attribute is not read: the module
 * that declares it fills it in for null.
 *
 * @returns `undefined` for `any` and for what is no type that can be known
 */
export function readType({ tokens }: Pick<Expression, "tokens">): ReadType | undefined {
  const words = tokens
    .filter((token) => !endsLine(token) && token.kind !== "comment")
    .map((token) => token.text);
  const cursor = { at: 0 };
  const type = typeAt(words, cursor);
  return cursor.at === words.length ? type : undefined;
}

function typeAt(words: readonly string[], cursor: { at: number }): ReadType | undefined {
  const kind = words[cursor.at++];
  if (kind === "string" || kind === "number" || kind === "bool") return { kind };
  if (words[cursor.at++] !== "(") return undefined;
  if (kind === "list" || kind === "set" || kind === "map") {
    const element = typeAt(words, cursor);
    return words[cursor.at++] === ")" && element ? { kind, element } : undefined;
  }
  if (kind === "tuple") return tupleAt(words, cursor);
  return kind === "object" ? objectAt(words, cursor) : undefined;
}

function tupleAt(words: readonly string[], cursor: { at: number }): ReadType | undefined {
  if (words[cursor.at++] !== "[") return undefined;
  const elements: ReadType[] = [];
  while (words[cursor.at] !== "]") {
    const element = typeAt(words, cursor);
    if (!element) return undefined;
    elements.push(element);
    if (words[cursor.at] === ",") cursor.at++;
  }
  cursor.at++;
  return words[cursor.at++] === ")" ? { kind: "tuple", elements } : undefined;
}

function objectAt(words: readonly string[], cursor: { at: number }): ReadType | undefined {
  if (words[cursor.at++] !== "{") return undefined;
  const attributes: Record<string, { type: ReadType; optional: boolean }> = {};
  while (words[cursor.at] !== "}") {
    const name = words[cursor.at++] ?? "";
    if (!/^[A-Za-z_][\w-]*$/.test(name) || !["=", ":"].includes(words[cursor.at++] ?? ""))
      return undefined;
    const optional = words[cursor.at] === "optional";
    if (optional) cursor.at += 2;
    const type = typeAt(words, cursor);
    if (!type) return undefined;
    if (optional && !skipToEnd(words, cursor)) return undefined;
    attributes[name] = { type, optional };
    if (words[cursor.at] === ",") cursor.at++;
  }
  cursor.at++;
  return words[cursor.at++] === ")" ? { kind: "object", attributes } : undefined;
}

/** Skips the default of `optional(T, default)` and its parenthesis. */
function skipToEnd(words: readonly string[], cursor: { at: number }): boolean {
  for (let depth = 0; cursor.at < words.length; cursor.at++) {
    const word = words[cursor.at] ?? "";
    if (/^(?:[({[]|\$\{|%\{)$/.test(word)) depth++;
    if (word === ")" && depth === 0) {
      cursor.at++;
      return true;
    }
    if (/^[)}\]]$/.test(word)) depth--;
  }
  return false;
}

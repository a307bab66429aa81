import type { Expression } from "../hcl/outline/nodes.ts";
import { unescapeText } from "../hcl/quotedText.ts";
import type { ReadType } from "../hcl/readType.ts";
import { bracketChange, endsLine, type Token } from "../hcl/tokens.ts";

/** What is known of a value before Terraform runs. */
export type Known =
  | { readonly kind: "unknown" | "null" | "number" | "bool" }
  /** `text` where it is written out. */
  | { readonly kind: "string"; readonly text?: string }
  | { readonly kind: "list" | "set" | "map"; readonly element: Known }
  | { readonly kind: "tuple"; readonly elements: readonly Known[] }
  | {
      readonly kind: "object";
      readonly attributes: ReadonlyMap<string, Known>;
      /** Whether these are all that it has. */
      readonly isWhole: boolean;
    };

const unknown: Known = { kind: "unknown" };

/** What a reference stands for: `["var", "x"]`. */
export type Resolve = (names: readonly string[]) => Known;

/** What is known of an expression's value. Operators and functions are not looked into. */
export function knownValue({ tokens }: Expression, resolve: Resolve): Known {
  return valueFrom(
    tokens.filter((token) => token.kind !== "comment" || endsLine(token)),
    resolve,
  );
}

function valueFrom(spaced: readonly Token[], resolve: Resolve): Known {
  const tokens = trimmed(spaced);
  const [first] = tokens;
  switch (first?.kind) {
    case "number":
      return tokens.length === 1 ? { kind: "number" } : unknown;
    case "-":
      return tokens.length === 2 && tokens[1]?.kind === "number" ? { kind: "number" } : unknown;
    case "openHeredoc":
      return tokens.at(-1)?.kind === "closeHeredoc" &&
        tokens.findLastIndex(({ kind }) => kind === "openHeredoc") === 0
        ? { kind: "string" }
        : unknown;
    case "openQuote":
      return quotedValue(tokens, resolve);
    case "identifier":
      return nameValue(tokens, resolve);
    case "[":
    case "{":
      return closesLast(tokens)
        ? collectionValue(first.kind, tokens.slice(1, -1), resolve)
        : unknown;
    case "(":
      return closesLast(tokens) ? valueFrom(tokens.slice(1, -1), resolve) : unknown;
    default:
      return unknown;
  }
}

function trimmed(tokens: readonly Token[]): readonly Token[] {
  const isGap = (token: Token | undefined) => token !== undefined && endsLine(token);
  let start = 0;
  let end = tokens.length;
  while (isGap(tokens[start])) start++;
  while (end > start && isGap(tokens[end - 1])) end--;
  return tokens.slice(start, end);
}

/** Whether the bracket that is first closes with the last token. */
function closesLast(tokens: readonly Token[]): boolean {
  let depth = 0;
  return (
    tokens.findIndex((token) => {
      depth += bracketChange(token);
      return depth === 0;
    }) ===
    tokens.length - 1
  );
}

function quotedValue(tokens: readonly Token[], resolve: Resolve): Known {
  let depth = 0;
  const end = tokens.findIndex(({ kind }) => {
    if (kind === "openQuote") depth++;
    if (kind === "closeQuote") depth--;
    return depth === 0;
  });
  if (end !== tokens.length - 1) return unknown;
  const inner = tokens.slice(1, -1);
  if (inner.length === 0) return { kind: "string", text: "" };
  const [only] = inner;
  if (inner.length === 1 && only?.kind === "quotedText") {
    const text = unescapeText(only.text);
    return text === undefined ? { kind: "string" } : { kind: "string", text };
  }
  // "${x}" alone is what x is, and no string.
  return only?.kind === "interpolation" && closesLast(inner)
    ? valueFrom(inner.slice(1, -1), resolve)
    : { kind: "string" };
}

function nameValue(tokens: readonly Token[], resolve: Resolve): Known {
  if (tokens.length === 1) {
    const { text = "" } = tokens[0] ?? {};
    if (text === "true" || text === "false") return { kind: "bool" };
    return text === "null" ? { kind: "null" } : unknown;
  }
  const isPath = tokens.every(({ kind }, index) => kind === (index % 2 === 0 ? "identifier" : "."));
  return isPath
    ? resolve(tokens.filter((_, index) => index % 2 === 0).map(({ text }) => text))
    : unknown;
}

function collectionValue(bracket: "[" | "{", tokens: readonly Token[], resolve: Resolve): Known {
  if (trimmed(tokens)[0]?.text === "for") return unknown;
  const items = itemsOf(tokens, bracket === "{");
  if (bracket === "[") {
    const spreads = items.some((item) => item.at(-1)?.kind === "...");
    return spreads
      ? unknown
      : { kind: "tuple", elements: items.map((item) => valueFrom(item, resolve)) };
  }
  const attributes = new Map<string, Known>();
  let isWhole = true;
  for (const item of items) {
    const { name, value } = entryOf(item);
    if (name === undefined) isWhole = false;
    else attributes.set(name, valueFrom(value, resolve));
  }
  return { kind: "object", attributes, isWhole };
}

/** Elements of a list, or entries of an object, which line breaks part too. */
function itemsOf(tokens: readonly Token[], linesPart: boolean): Token[][] {
  const items: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    depth += bracketChange(token);
    const parts = depth === 0 && (token.kind === "," || (linesPart && endsLine(token)));
    if (parts) items.push([]);
    else items.at(-1)?.push(token);
  }
  return items.filter((item) => trimmed(item).length > 0);
}

function entryOf(item: readonly Token[]): { name: string | undefined; value: readonly Token[] } {
  const sign = item.findIndex(({ kind }) => kind === "=" || kind === ":");
  const key = item.slice(0, sign);
  const value = item.slice(sign + 1);
  const isQuoted = key.length === 3 && key[1]?.kind === "quotedText";
  if (key.length === 1 && key[0]?.kind === "identifier") return { name: key[0].text, value };
  return { name: isQuoted ? unescapeText(key[1]?.text ?? "") : undefined, value };
}

/** What is known of any value of a type. */
export function knownOf(type: ReadType | undefined): Known {
  if (!type) return unknown;
  switch (type.kind) {
    case "list":
    case "set":
    case "map":
      return { kind: type.kind, element: knownOf(type.element) };
    case "tuple":
      return { kind: "tuple", elements: type.elements.map(knownOf) };
    case "object": {
      const entries = Object.entries(type.attributes);
      const attributes = new Map(entries.map(([name, each]) => [name, knownOf(each.type)]));
      return { kind: "object", attributes, isWhole: true };
    }
    default:
      return { kind: type.kind };
  }
}

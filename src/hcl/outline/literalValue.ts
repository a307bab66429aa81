import type { Value } from "../../model/value.ts";
import { type Constant, isList, isObject } from "../evaluate/constant.ts";
import { evaluate, nothingKnown } from "../evaluate/evaluate.ts";
import type { Token, TokenKind } from "../tokens.ts";

/**
 * The value of an expression that is entirely a literal: text without template sequences, numbers, true,
 * false, null, lists and objects of these.
 *
 * @returns `undefined` for anything else, and where a comment or digits would be lost
 */
export function literalValue(tokens: readonly Token[]): Value | undefined {
  return tokens.every(isInLiteral) ? plainValue(evaluate({ tokens }, nothingKnown)) : undefined;
}

const kindsInLiterals: ReadonlySet<TokenKind> = new Set<TokenKind>([
  ...(["number", "newline", "[", "]", "{", "}", ",", "=", ":"] as const),
  ...(["openQuote", "quotedText", "closeQuote"] as const),
  ...(["openHeredoc", "heredocText", "closeHeredoc"] as const),
]);

/** Whether a token may be a part of a literal. */
function isInLiteral({ kind, text }: Token, index: number, tokens: readonly Token[]): boolean {
  const next = tokens[index + 1]?.kind;
  if (kind === "identifier") {
    return /^(?:true|false|null)$/.test(text) || next === "=" || next === ":";
  }
  if (kind !== "-") return kindsInLiterals.has(kind);
  // After a value it subtracts.
  const before = tokens.slice(0, index).findLast((token) => token.kind !== "newline")?.kind ?? "[";
  return next === "number" && ["=", ":", ",", "["].includes(before);
}

function plainValue(constant: Constant): Value | undefined {
  if (isList(constant)) {
    const items = constant.map(plainValue);
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  if (isObject(constant)) {
    const members = [...constant].map(([name, item]) => [name, plainValue(item)] as const);
    return members.every(([, item]) => item !== undefined)
      ? (Object.fromEntries(members) as Value)
      : undefined;
  }
  if (typeof constant === "number" && !(Math.abs(constant) <= Number.MAX_SAFE_INTEGER))
    return undefined;
  const isScalar = constant === null || ["string", "number", "boolean"].includes(typeof constant);
  return isScalar ? (constant as Value) : undefined;
}

import type { Value } from "../../model/value.ts";
import { type Constant, isList, isObject } from "../evaluate/constant.ts";
import { evaluate, nothingKnown } from "../evaluate/evaluate.ts";
import { endOfLiteral } from "../literalTokens.ts";
import type { Token } from "../tokens.ts";

/**
 * The value of an expression that is a literal through and through: text in quotes without template sequences,
 * numbers, true, false, null, lists and objects of these.
 *
 * @returns `undefined` for anything else, and where a comment would be lost
 */
export function literalValue(tokens: readonly Token[]): Value | undefined {
  if (tokens.some(({ kind }) => kind === "comment" || kind === "openHeredoc")) return undefined;
  if (endOfLiteral(tokens, 0) !== tokens.length) return undefined;
  return plainValue(evaluate({ tokens }, nothingKnown));
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
  if (typeof constant === "number" && Math.abs(constant) > Number.MAX_SAFE_INTEGER)
    return undefined;
  const isScalar = constant === null || ["string", "number", "boolean"].includes(typeof constant);
  return isScalar ? (constant as Value) : undefined;
}

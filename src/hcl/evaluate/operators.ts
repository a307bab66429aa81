import { type Constant, isUnknown, unknown } from "./constant.ts";

/** How tightly an operator between two values binds; 0: it is none. */
export function strengthOf(operator: string | undefined): number {
  const levels = [["||"], ["&&"], ["==", "!="], ["<", ">", "<=", ">="], ["+", "-"], ["*"]];
  return 1 + levels.findIndex((level) => operator !== undefined && level.includes(operator));
}

/** What an operator makes of two values. */
export function operate(operator: string, left: Constant, right: Constant): Constant {
  if (operator === "==" || operator === "!=") {
    const isSame = sameness(left, right);
    return isSame === undefined ? unknown : isSame === (operator === "==");
  }
  if (typeof left === "boolean" && typeof right === "boolean") {
    if (operator === "&&") return left && right;
    return operator === "||" ? left || right : unknown;
  }
  if (typeof left !== "number" || typeof right !== "number") return unknown;
  switch (operator) {
    case "<":
      return left < right;
    case ">":
      return left > right;
    case "<=":
      return left <= right;
    case ">=":
      return left >= right;
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    default:
      return unknown;
  }
}

/** Of lists and objects it is not said, nor of values of different types. */
function sameness(left: Constant, right: Constant): boolean | undefined {
  if (isUnknown(left) || isUnknown(right)) return undefined;
  if (left === null || right === null) return left === right;
  const isPlain = typeof left !== "object" && typeof left === typeof right;
  return isPlain ? left === right : undefined;
}

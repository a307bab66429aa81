import { type Constant, isUnknown, unknown } from "./constant.ts";

/** The precedence of a binary operator; 0: not an operator. */
export function strengthOf(operator: string | undefined): number {
  const levels = [["||"], ["&&"], ["==", "!="], ["<", ">", "<=", ">="], ["+", "-"], ["*"]];
  return 1 + levels.findIndex((level) => operator !== undefined && level.includes(operator));
}

/** The result of a binary operator. */
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

/** Lists, objects and values of different types are not compared. */
function sameness(left: Constant, right: Constant): boolean | undefined {
  if (isUnknown(left) || isUnknown(right)) return undefined;
  if (left === null || right === null) return left === right;
  const isPlain = typeof left !== "object" && typeof left === typeof right;
  return isPlain ? left === right : undefined;
}

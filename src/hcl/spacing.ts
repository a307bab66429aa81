import { bracketChange, type Token } from "./tokens.ts";

/**
 * Whether `terraform fmt` puts a blank between two tokens of a line. `before` is the token before
 * `left`, if the line's cell has one.
 *
 * The rules and their order are HCL's; the first that fits decides.
 *
 * @see https://github.com/hashicorp/hcl/blob/v2.23.0/hclwrite/format.go
 */
export function isSpaced(before: Token | undefined, left: Token, right: Token): boolean {
  switch (right.kind) {
    case "newline":
    case ".":
    case ",":
    case "...":
      return false;
    case "(":
    case "::":
      if (left.kind === "identifier") {
        return false;
      }
      break;
    case "identifier":
      if (left.kind === "::") {
        return false;
      }
  }
  switch (left.kind) {
    case ".":
      return false;
    case ",":
      return true;
    case "quotedText":
    case "heredocText":
    case "openQuote":
    case "openHeredoc":
      return false;
  }
  switch (right.kind) {
    case "quotedText":
    case "heredocText":
    case "closeQuote":
    case "closeHeredoc":
      return false;
  }
  if (left.kind === "identifier" && left.text === "in" && before?.kind === "identifier") {
    return true; // `for x in [a]` is a keyword and a list, not an index
  }
  if (
    right.kind === "[" &&
    (left.kind === "identifier" || left.kind === "number" || bracketChange(left) < 0)
  ) {
    return false;
  }
  if (left.kind === "!") {
    return false;
  }
  if (left.kind === "-") {
    return before !== undefined && endsOperand(before);
  }
  if (left.kind === "{" || right.kind === "}") {
    return left.kind !== "{" || right.kind !== "}";
  }
  if (left.kind === "interpolation" || left.kind === "directive") {
    return right.kind === "{";
  }
  if (right.kind === "closeTemplate") {
    return left.kind === "}";
  }
  if (
    left.kind === "closeTemplate" &&
    (right.kind === "interpolation" || right.kind === "directive")
  ) {
    return false;
  }
  return bracketChange(left) <= 0 && bracketChange(right) >= 0;
}

/** Whether a `-` after the token subtracts; after anything else it negates. */
function endsOperand(token: Token): boolean {
  switch (token.kind) {
    case "(":
    case "{":
    case "[":
    case "=":
    case ":":
    case ",":
    case "?":
    case "+":
    case "*":
    case "/":
    case "%":
    case "-":
    case "==":
    case "!=":
    case ">":
    case ">=":
    case "<":
    case "<=":
    case "&&":
    case "||":
    case "!":
      return false;
    default:
      return true;
  }
}

import { createToken, type Token } from "./tokens.ts";

/** What is inside a value that is nothing but `"${inside}"`, in parentheses if of several lines. */
export function unwrapped(expression: readonly Token[]): readonly Token[] | undefined {
  if (
    expression.length < 5 ||
    expression[0]?.kind !== "openQuote" ||
    expression[1]?.kind !== "interpolation" ||
    expression.at(-2)?.kind !== "closeTemplate" ||
    expression.at(-1)?.kind !== "closeQuote"
  ) {
    return undefined;
  }
  const wrapped = expression.slice(2, -2);
  if (!isOneInterpolation(wrapped)) {
    return undefined;
  }
  const isNotNewline = (token: Token): boolean => token.kind !== "newline";
  const inside = wrapped.slice(
    wrapped.findIndex(isNotNewline),
    wrapped.findLastIndex(isNotNewline) + 1,
  );
  const isParenthesized = inside[0]?.kind === "(" && inside.at(-1)?.kind === ")";
  return isParenthesized || inside.every(isNotNewline)
    ? inside
    : [createToken("(", "("), ...inside, createToken(")", ")")];
}

/** Template sequences within a nested string are part of that; others say there is more than one. */
function isOneInterpolation(wrapped: readonly Token[]): boolean {
  let quotes = 0;
  for (const token of wrapped) {
    switch (token.kind) {
      case "openQuote":
        quotes += 1;
        break;
      case "closeQuote":
        quotes -= 1;
        break;
      case "interpolation":
      case "closeTemplate":
      case "quotedText":
        if (quotes <= 0) {
          return false;
        }
    }
  }
  return true;
}

/** Today's form of a variable's type from before Terraform 0.12; undefined if it has that form. */
export function modernType(expression: readonly Token[]): readonly Token[] | undefined {
  const [first, second] = expression;
  if (expression.length === 1 && first?.kind === "identifier") {
    return /^(?:list|map|set)$/.test(first.text) ? collection(first.text, "any") : undefined;
  }
  if (expression.length !== 3 || first?.kind !== "openQuote" || second?.kind !== "quotedText") {
    return undefined;
  }
  switch (second.text) {
    case "string":
      return [createToken("identifier", "string")];
    case "list":
    case "map":
      return collection(second.text, "string");
    default:
      return undefined;
  }
}

function collection(kind: string, element: string): readonly Token[] {
  return [
    createToken("identifier", kind),
    createToken("(", "("),
    createToken("identifier", element),
    createToken(")", ")"),
  ];
}
